/*
 * What a character is to the sentence splitter. ASCII is looked up in a table, inline, because most
 * of the text is; the rest is asked of utf8proc.
 */
#ifndef TM_TEXT_SENTENCE_CHAR_H
#define TM_TEXT_SENTENCE_CHAR_H

#include "text/utf8.h"

enum tm__end_mark {
    TM__END_NONE,
    TM__END_PERIOD,   /* . and its kin: may also mark an abbreviation */
    TM__END_STRONG,   /* ! ? and the full stops of scripts that put a space behind them */
    TM__END_WIDE,     /* full stops that need no space behind them */
    TM__END_ELLIPSIS, /* one character */
};

/* Classes of ASCII characters. */
enum {
    TM__ASCII_UPPER = 1,
    TM__ASCII_LOWER = 2,
    TM__ASCII_DIGIT = 4,
    TM__ASCII_SPACE = 8,
    TM__ASCII_OPENER = 16, /* ( [ { */
    TM__ASCII_CLOSER = 32, /* ) ] } " and ' */
    TM__ASCII_END = 64,
    TM__ASCII_LETTER = TM__ASCII_UPPER | TM__ASCII_LOWER,
    TM__ASCII_BRACKET = TM__ASCII_OPENER | TM__ASCII_CLOSER
};
extern const unsigned char tm__ascii_class[128];

/* The same for characters of any script; c must be 0x80 or above. */
enum tm__end_mark tm__wide_end_mark(int32_t c);
bool tm__wide_is_letter(int32_t c);
bool tm__wide_is_upper(int32_t c);
bool tm__wide_is_lower(int32_t c);
bool tm__wide_is_digit(int32_t c);
bool tm__wide_is_bracket(int32_t c);
bool tm__wide_is_closer(int32_t c);
bool tm__wide_is_bullet(int32_t c);
size_t tm__wide_space(const char *text, size_t size, size_t at);

static inline bool tm__ascii(int32_t c)
{
    return (uint32_t)c < 0x80;
}

static inline enum tm__end_mark tm__end_mark(int32_t c)
{
    if (!tm__ascii(c))
        return tm__wide_end_mark(c);
    if (!(tm__ascii_class[c] & TM__ASCII_END))
        return TM__END_NONE;
    return c == '.' ? TM__END_PERIOD : TM__END_STRONG;
}

static inline bool tm__is_letter(int32_t c)
{
    return tm__ascii(c) ? tm__ascii_class[c] & TM__ASCII_LETTER : tm__wide_is_letter(c);
}

static inline bool tm__is_upper(int32_t c)
{
    return tm__ascii(c) ? tm__ascii_class[c] & TM__ASCII_UPPER : tm__wide_is_upper(c);
}

static inline bool tm__is_lower(int32_t c)
{
    return tm__ascii(c) ? tm__ascii_class[c] & TM__ASCII_LOWER : tm__wide_is_lower(c);
}

static inline bool tm__is_digit(int32_t c)
{
    return tm__ascii(c) ? tm__ascii_class[c] & TM__ASCII_DIGIT : tm__wide_is_digit(c);
}

/* Quotation marks and brackets; which side a quotation mark is on depends on language and text. */
static inline bool tm__is_bracket(int32_t c)
{
    return tm__ascii(c) ? tm__ascii_class[c] & TM__ASCII_BRACKET : tm__wide_is_bracket(c);
}

static inline bool tm__is_closer(int32_t c)
{
    return tm__ascii(c) ? tm__ascii_class[c] & TM__ASCII_CLOSER : tm__wide_is_closer(c);
}

/* Starts an item of a list wherever it stands. */
static inline bool tm__is_bullet(int32_t c)
{
    return !tm__ascii(c) && tm__wide_is_bullet(c);
}

/* Bytes of the white-space character at text[at], 0 if there is none. */
static inline size_t tm__space(const char *text, size_t size, size_t at)
{
    if (at >= size)
        return 0;
    if ((unsigned char)text[at] < 0x80)
        return tm__ascii_class[(unsigned char)text[at]] & TM__ASCII_SPACE ? 1 : 0;
    return tm__wide_space(text, size, at);
}

/* The first character at or after `at` that is not white space, or size. */
static inline size_t tm__skip_space(const char *text, size_t size, size_t at)
{
    size_t n;

    while ((n = tm__space(text, size, at)) != 0)
        at += n;
    return at;
}

/* tm_utf8_decode() and tm__char_before(), quick for ASCII. */
static inline size_t tm__read(int32_t *c, const char *text, size_t size)
{
    if ((unsigned char)*text >= 0x80)
        return tm_utf8_decode(c, text, size);
    *c = *text;
    return 1;
}

static inline int32_t tm__read_before(const char *text, size_t at, size_t *start)
{
    if (at == 0 || (unsigned char)text[at - 1] >= 0x80)
        return tm__char_before(text, at, start);
    *start = at - 1;
    return text[at - 1];
}

#endif
