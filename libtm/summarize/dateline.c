#include "summarize/dateline.h"

#include "text/page_marks.h"

#include <string.h>

enum { LONGEST = 70 }; /* bytes of a dateline */

static const char em_dash[] = "\xE2\x80\x94";

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool starts(tm_text text, size_t at, const char *with)
{
    const size_t size = strlen(with);

    return text.size - at >= size && text.data[at] == *with &&
           memcmp(text.data + at, with, size) == 0;
}

static size_t skip_blanks(tm_text text, size_t at)
{
    while (at < text.size && is_blank(text.data[at]))
        at++;
    return at;
}

/* Behind a dash at `at`, or `at`. */
static size_t skip_dash(tm_text text, size_t at)
{
    static const char *const dash[] = {"--", em_dash, "\xE2\x80\x93", "-", "|"};

    for (size_t i = 0; i < sizeof dash / sizeof *dash; i++)
        if (starts(text, at, dash[i]))
            return at + strlen(dash[i]);
    return at;
}

/* Behind "(CNN)", "(AP)", "(Reuters)" at `at`, or `at`. */
static size_t skip_agency(tm_text text, size_t at)
{
    static const char *const name[] = {"Reuters",  "Xinhua", "Bloomberg",        "dpa",
                                       "Interfax", "Tass",   "Associated Press", "CNN Student News",
                                       "CNET",     "Azertac"};
    size_t end = at + 1;

    if (at >= text.size || text.data[at] != '(')
        return at;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (starts(text, end, name[i]) && starts(text, end + strlen(name[i]), ")"))
            return end + strlen(name[i]) + 1;
    while (end < text.size && (is_upper(text.data[end]) || text.data[end] == '/'))
        end++;
    return end - at > 2 && end - at < 12 && starts(text, end, ")") ? end + 1 : at;
}

/* The end of words that could be a place: capitalised, with commas and full stops between. */
static size_t skip_place(tm_text text, bool *capitals)
{
    size_t at = 0, words = 0;

    *capitals = true;
    while (at < text.size && at < LONGEST && words < 8) {
        const size_t word = at;
        if (!is_upper(text.data[at]) && !(words && is_digit(text.data[at])))
            break;
        while (at < text.size && !is_blank(text.data[at]) && text.data[at] != '(' &&
               (text.data[at] != *em_dash || !starts(text, at, em_dash))) {
            /* The first word tells LONDON from London; Nev. and March may follow it. */
            *capitals &= words > 0 || !is_lower(text.data[at]);
            at++;
        }
        *capitals &= words > 0 || at - word > 2;
        words++;
        at = skip_blanks(text, at);
    }
    return at;
}

/* Behind a dash that nothing parts from what follows: CAIRO—The union. */
static bool is_glued(tm_text text, size_t gap, size_t dash)
{
    return dash - gap > 1 && dash < text.size && is_upper(text.data[dash]);
}

/* Behind any name of an agency in brackets at `at` that a dash follows, or `at`: (HealthDay News)
 */
static size_t skip_unknown_agency(tm_text text, size_t at)
{
    enum { LONGEST_NAME = 30 };
    size_t end = at + 1, gap;

    if (at + 1 >= text.size || text.data[at] != '(' || !is_upper(text.data[end]))
        return at;
    while (end < text.size && end - at < LONGEST_NAME && text.data[end] != ')' &&
           !is_digit(text.data[end]))
        end++;
    if (!starts(text, end, ")"))
        return at;
    gap = skip_blanks(text, end + 1);
    return skip_dash(text, gap) > gap ? end + 1 : at;
}

/* The same without marks of the page before it. */
static size_t dateline(tm_text text)
{
    bool capitals;
    const size_t place = skip_place(text, &capitals);
    const size_t known = skip_agency(text, place);
    const size_t agency = known == place && capitals ? skip_unknown_agency(text, place) : known;
    const size_t gap = skip_blanks(text, agency), dash = skip_dash(text, gap);
    const size_t end = skip_blanks(text, dash);

    if (agency == place &&
        (!capitals || place == 0 || dash == gap || (end == dash && !is_glued(text, gap, dash))))
        return 0;
    /* General Motors (GM) saw its profits fall. */
    if (dash == gap && end < text.size && is_lower(text.data[end]))
        return 0;
    return end < text.size && end < LONGEST ? end : 0;
}

/* Is the last byte that is no blank a bracket? */
static bool ends_in_bracket(tm_text text)
{
    while (text.size > 0 && is_blank(text.data[text.size - 1]))
        text.size--;
    return text.size > 0 && text.data[text.size - 1] == ')';
}

size_t tm_dateline(tm_text text)
{
    const size_t marks = tm__page_marks(text);
    const tm_text line = marks ? (tm_text){text.data + marks, text.size - marks} : text;
    const size_t end = marks + dateline(line);
    const size_t second = end > marks ? dateline((tm_text){text.data + end, text.size - end}) : 0;

    /* One behind the other: "CAIRO | CAIRO (Reuters) -", not "(CNN)The union (AFL) struck." */
    return second && ends_in_bracket((tm_text){text.data + end, second}) ? end : end + second;
}

/* What a line that says when may hold besides numbers: words of as many letters, one behind the
 * other. */
static const char *const time_words[] = {
    "",
    "apm",
    "onatampmetstndrdth",
    "estedtgmtbstutccetistpstpdtjanfebmaraprmayjunjulaugsepoctnovdecmontuewedthufrisatsun",
    "lastjunejulysept",
    "marchapril",
    "postedaugustmondayfridaysunday",
    "updatedjanuaryoctobertuesday",
    "modifiedfebruarynovemberdecemberthursdaysaturday",
    "publishedseptemberwednesday"};

/* Is the word of size letters at `at` one of them, in any case? */
static bool is_time_word(tm_text text, size_t at, size_t size)
{
    if (size >= sizeof time_words / sizeof *time_words)
        return false;
    for (const char *word = time_words[size]; *word; word += size) {
        size_t i = 0;
        while (i < size && (text.data[at + i] | 0x20) == word[i])
            i++;
        if (i == size)
            return true;
    }
    return false;
}

bool tm__is_timestamp(tm_text text)
{
    bool digits = false;

    for (size_t at = 0; at < text.size;) {
        size_t size = 0;
        if ((unsigned char)text.data[at] >= 0x80)
            return false;
        while (at + size < text.size &&
               (is_upper(text.data[at + size]) || is_lower(text.data[at + size])))
            size++;
        if (size && !is_time_word(text, at, size))
            return false;
        digits |= is_digit(text.data[at]);
        at += size ? size : 1;
    }
    return digits;
}
