#include "summarize/excerpt.h"

#include "text/word_property.h"
#include "text/words.h"

#include <utf8proc.h>

static const char ellipsis[] = "\xE2\x80\xA6";
enum { ELLIPSIS = sizeof ellipsis - 1 };

bool tm__white_space(int32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

tm_span tm__trimmed(tm_text text)
{
    tm_span span = {0, 0};
    bool started = false;
    int32_t c;

    for (size_t at = 0, next; at < text.size; at = next) {
        next = at + tm_utf8_decode(&c, text.data + at, text.size - at);
        if (tm__white_space(c))
            continue;
        span.start = started ? span.start : at;
        span.end = next;
        started = true;
    }
    return span;
}

/* What a run between white space ends in, once it had a character of a script without spaces. */
enum unspaced {
    NO_UNSPACED, /* it had none */
    ALONE,       /* the first of some */
    PAIRED,      /* one with another before it */
    SPACED,      /* a word of another script */
    NO_WORD      /* punctuation */
};

/* Walks the characters of the folded text. */
struct fold {
    tm_text text;
    size_t at;    /* behind the last character read */
    size_t words; /* begun so far */
    size_t bytes; /* of folded text so far */
    size_t run;   /* where the run between white space starts */
    enum unspaced unspaced;
    unsigned group; /* of the last character of a script without spaces */
    int32_t character;
    bool space;  /* the character is the first of a word and a space goes before it */
    bool begins; /* a word begins with it */
};

enum { FIRST_UNSPACED = 0xE00 }; /* Thai; all scripts without spaces are above */

static bool holds_word(tm_text text)
{
    struct tm__words words;
    tm_span word;

    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    return tm__words_next(&words, &word);
}

/* A character of a script without spaces starts at byte `at`: is it the first of a word? Two in a
 * row are one, and so is each further one with the one before it, as tm__words_next() has it. */
static bool begins_pair(struct fold *f, unsigned group, size_t at)
{
    const enum unspaced before = f->unspaced;
    const bool same = f->group == group;

    f->group = group;
    if (same && (before == ALONE || before == PAIRED)) {
        f->unspaced = PAIRED;
        return before == PAIRED;
    }
    f->unspaced = ALONE;
    return before != NO_UNSPACED || holds_word((tm_text){f->text.data + f->run, at - f->run});
}

/* May it stand within a number or a word? */
static bool joins(unsigned kind)
{
    return kind == TM__WB_MID_LETTER || kind == TM__WB_MID_NUM || kind == TM__WB_MID_NUM_LET ||
           kind == TM__WB_SINGLE_QUOTE || kind == TM__WB_EXTEND_NUM_LET;
}

/* Does a word begin with the character at byte `at`, within a run? */
static bool begins_within(struct fold *f, size_t at)
{
    const unsigned property = tm__word_property_news(f->character), kind = property & TM__WB_MASK;
    const unsigned group = property & (TM__WB_IDEOGRAPH | TM__WB_SOUTH_EAST);
    const enum unspaced before = f->unspaced;

    if (kind == TM__WB_EXTEND || kind == TM__WB_FORMAT || kind == TM__WB_ZWJ)
        return false;
    if (group)
        return begins_pair(f, group, at);
    if (before == NO_UNSPACED || (before == SPACED && joins(kind)))
        return false;
    f->unspaced = property & TM__WB_WORD ? SPACED : NO_WORD;
    return f->unspaced == SPACED && before != SPACED;
}

static bool next(struct fold *f)
{
    const bool first = f->bytes == 0;
    bool gap = first;
    char written[4];

    while (f->at < f->text.size) {
        const size_t at = f->at;
        f->at += tm_utf8_decode(&f->character, f->text.data + at, f->text.size - at);
        if (!tm__white_space(f->character)) {
            f->space = gap && !first;
            f->begins = gap;
            if (gap) {
                f->run = at;
                f->unspaced = NO_UNSPACED;
            }
            if (f->unspaced != NO_UNSPACED || f->character >= FIRST_UNSPACED)
                f->begins |= begins_within(f, at);
            f->words += f->begins;
            f->bytes += f->space + tm_utf8_encode(written, f->character);
            return true;
        }
        gap = true;
    }
    return false;
}

static bool is_plain(char c)
{
    return c > ' ' && c < 0x7F;
}

/* Pass the rest of a word, and words behind it that are one space apart, as far as all is plain
 * ASCII, which is written as it stands; its bytes. */
static size_t pass_plain(struct fold *f)
{
    const char *const data = f->text.data;
    const size_t from = f->at;
    size_t at = from;

    if (f->unspaced != NO_UNSPACED)
        return 0;
    for (; at < f->text.size; at++) {
        if (is_plain(data[at]))
            continue;
        if (data[at] != ' ' || at + 1 == f->text.size || !is_plain(data[at + 1]))
            break;
        f->words++;
        f->run = at + 1;
    }
    f->at = at;
    f->bytes += at - from;
    return at - from;
}

/* A short text that is all ASCII with single spaces within: how many those are, or SIZE_MAX. No
 * branch depends on the bytes. */
static size_t plain_spaces(const char *data, size_t size)
{
    unsigned char strange = 0, spaces = 0, pairs = 0;

    for (size_t i = 0; i < size; i++) {
        const unsigned char c = (unsigned char)data[i];
        strange |= (unsigned char)(c - ' ') > '~' - ' ';
        spaces = (unsigned char)(spaces + (c == ' '));
    }
    for (size_t i = 1; i < size; i++)
        pairs |= (data[i - 1] == ' ') & (data[i] == ' ');
    return strange | pairs ? SIZE_MAX : spaces;
}

/* The length of a text that is folded as it stands; without words if it has to be looked at. */
static struct tm__length plain_length(tm_text text)
{
    enum { BLOCK = 255 }; /* what a byte counts */
    struct tm__length length = {0, text.size, true};
    const struct tm__length none = {0, 0, false};

    if (text.size == 0 || text.data[0] == ' ' || text.data[text.size - 1] == ' ')
        return none;
    for (size_t at = 0; at < text.size; at += BLOCK) {
        const size_t left = text.size - at, size = left < BLOCK ? left : BLOCK;
        const size_t spaces = plain_spaces(text.data + at, size);
        if (spaces == SIZE_MAX || (at && text.data[at] == ' ' && text.data[at - 1] == ' '))
            return none;
        length.words += spaces;
    }
    length.words++;
    return length;
}

struct tm__length tm__folded_length(tm_text text)
{
    const struct tm__length length = plain_length(text);
    struct fold f = {.text = text};

    if (length.plain)
        return length;
    while (next(&f))
        pass_plain(&f);
    return (struct tm__length){f.words, f.bytes, false};
}

bool tm__append_folded(struct tm__buffer *out, tm_text text)
{
    struct fold f = {.text = text};
    char written[4];

    while (next(&f)) {
        size_t plain;
        if (f.space && !tm__buffer_byte(out, ' '))
            return false;
        if (!tm__buffer_append(out, written, tm_utf8_encode(written, f.character)))
            return false;
        plain = pass_plain(&f);
        if (!tm__buffer_append(out, text.data + f.at - plain, plain))
            return false;
    }
    return true;
}

/* Punctuation that looks odd before an ellipsis. */
static bool trailing(int32_t c)
{
    const utf8proc_category_t k = utf8proc_category(c);

    return k == UTF8PROC_CATEGORY_PD || k == UTF8PROC_CATEGORY_PS || k == UTF8PROC_CATEGORY_PI ||
           (k == UTF8PROC_CATEGORY_PO && c != '%');
}

/* Where the last character starts that is shown of a text of words that fit. */
static size_t cut_after_word(tm_text text, size_t words, size_t bytes)
{
    struct fold f = {.text = text};
    size_t whole = 0, pending = 0;

    while (next(&f)) {
        if (f.begins) /* the word before is complete */
            whole = pending;
        if (f.words > words || f.bytes > bytes)
            return whole;
        if (!trailing(f.character))
            pending = f.at;
    }
    return pending;
}

/* As many characters as fit; up to a grapheme's end if `graphemes`. */
static size_t cut_in_word(tm_text text, size_t bytes, bool graphemes)
{
    struct fold f = {.text = text};
    size_t whole = 0, before = 0;
    int32_t previous = 0, state = 0;

    while (next(&f) && !f.space) {
        if (before &&
            (!graphemes || utf8proc_grapheme_break_stateful(previous, f.character, &state)))
            whole = before;
        if (f.bytes > bytes)
            return whole;
        before = f.at;
        previous = f.character;
    }
    return before;
}

size_t tm__excerpt_size(tm_text text, size_t words, size_t bytes)
{
    const size_t room = bytes > ELLIPSIS ? bytes - ELLIPSIS : 0;
    size_t at = room ? cut_after_word(text, words, room) : 0;

    for (int graphemes = 1; at == 0 && graphemes >= 0; graphemes--)
        at = cut_in_word(text, room, graphemes);
    /* A character says more than an ellipsis. */
    for (int graphemes = 1; at == 0 && graphemes >= 0; graphemes--)
        at = cut_in_word(text, bytes, graphemes);
    return at;
}

bool tm__append_excerpt(struct tm__buffer *out, tm_text text, size_t words, size_t bytes)
{
    size_t left;

    text.size = tm__excerpt_size(text, words, bytes);
    left = bytes - tm__folded_length(text).bytes;
    if (text.size == 0 && bytes < ELLIPSIS)
        return tm__buffer_append(out, "..", bytes);
    return tm__append_folded(out, text) &&
           (left < ELLIPSIS || tm__buffer_append(out, ellipsis, ELLIPSIS));
}
