#include "text/page_marks.h"

#include <string.h>

/* A mark, as pages write it. Some are followed by words up to another, within so many bytes. */
static const struct {
    const char *mark, *until;
    size_t within;
} marks[] = {
    {"Image copyright", "mage caption", 60},
    {"Image caption", NULL, 0},
    {"Media playback is unsupported on your device", NULL, 0},
    {"Media playback is not supported on this device", NULL, 0},
    {"Media caption", NULL, 0},
    {"Play Facebook Twitter Embed", "Copy this code to your website or blog", 200},
    {"Play Facebook Twitter Embed", NULL, 0},
    {"EMBED More News Videos", NULL, 0},
    {"View Images", NULL, 0},
    {"View Photos", NULL, 0},
    {"Story highlights", NULL, 0},
    {"Article Excerpt", NULL, 0},
    {"CLOSE", NULL, 0},
    {"Photo", NULL, 0},
    {"Advertisement", NULL, 0},
    {"Continue reading the main story", NULL, 0},
    {"Share On more", NULL, 0},
    {"Please enable Javascript to watch this video", NULL, 0},
    {"Your browser does not support the audio element.", NULL, 0},
    {"Enlarge this image toggle caption", NULL, 0},
    {"Get daily", "nvalid Email", 220},
    {"Get the biggest daily", "nvalid Email", 220},
    {"Breaking News Emails Get breaking news alerts", "delivered weekday mornings.", 100},
    {"Get the latest from TODAY Sign up for our newsletter", NULL, 0},
    {"SUBSCRIBE", NULL, 0},
};

static bool starts(tm_text text, size_t at, const char *with)
{
    const size_t size = strlen(with);

    return text.size - at >= size && memcmp(text.data + at, with, size) == 0;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Behind the first `mark` within so many bytes from `at`, or `at`. */
static size_t skip_to(tm_text text, size_t at, const char *mark, size_t within)
{
    for (size_t end = at; end < text.size && end - at < within; end++)
        if (starts(text, end, mark))
            return end + strlen(mark);
    return at;
}

static size_t skip_digits(tm_text text, size_t at)
{
    while (at < text.size && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(tm_text text, size_t at)
{
    while (at < text.size && is_blank(text.data[at]))
        at++;
    return at;
}

/* Behind "1 of 10" and the buttons of a gallery; not "1 of 10 people". */
static size_t skip_gallery(tm_text text)
{
    enum { BUTTONS = 60, TITLE = 160 };
    const size_t number = skip_digits(text, 0);
    const size_t of = number && starts(text, number, " of ") ? number + 4 : 0;
    const size_t end = of ? skip_digits(text, of) : 0;
    const size_t next = skip_blanks(text, end);
    size_t buttons;

    if (end == of || next == end || next >= text.size || !is_upper(text.data[next]))
        return 0;
    buttons = skip_to(text, next, "\xC3\x97", BUTTONS);
    return buttons > next ? skip_to(text, buttons, " View Photos ", TITLE) : next;
}

/* Behind who took a picture, in brackets: (Denis Charlet/AFP/Getty Images) */
static size_t skip_credit(tm_text text)
{
    enum { LONGEST_CREDIT = 80 };
    const size_t end = skip_to(text, 1, ")", LONGEST_CREDIT);
    const tm_text credit = {text.data, end};

    if (end == 1)
        return 0;
    return skip_to(credit, 1, "/", end) > 1 || skip_to(credit, 1, "Photo", end) > 1 ||
                   skip_to(credit, 1, "Images", end) > 1
               ? end
               : 0;
}

static size_t skip_mark(tm_text text)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t end, mark;
        if (*text.data != *marks[i].mark)
            continue;
        end = strlen(marks[i].mark);
        if (!starts(text, 0, marks[i].mark) || skip_blanks(text, end) == end)
            continue;
        if (!marks[i].until)
            return end;
        mark = skip_to(text, end, marks[i].until, marks[i].within);
        if (mark > end)
            return mark;
    }
    return starts(text, 0, "(") ? skip_credit(text) : skip_gallery(text);
}

/* May a text begin like that: with a capital, a digit, a bracket, a quotation? */
static bool may_begin(tm_text text, size_t at)
{
    return at < text.size && !(text.data[at] >= 'a' && text.data[at] <= 'z');
}

/* A mark that should end somewhere and does not is left, as is one that is all there is. */
size_t tm__page_marks(tm_text text)
{
    size_t at = 0;

    while (at < text.size) {
        const tm_text rest = {text.data + at, text.size - at};
        const size_t mark = skip_blanks(rest, skip_mark(rest));
        if (mark == 0 || (mark < rest.size && !may_begin(rest, mark)))
            return at;
        if (mark >= rest.size)
            return 0;
        at += mark;
    }
    return at;
}
