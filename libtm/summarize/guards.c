#include "summarize/guards.h"

#include "summarize/dateline.h"
#include "summarize/excerpt.h"

#include <tm/text.h>

#include <string.h>
#include <utf8proc.h>

/* A word of a byline: a name, or what joins names. */
static bool in_byline(tm_text text, size_t at)
{
    static const char *const small[] = {"and ", "for ", "in ", "of "};

    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (tm__begins(text, at, small[i]))
            return true;
    return !(text.data[at] >= 'a' && text.data[at] <= 'z') &&
           !(text.data[at] >= '0' && text.data[at] <= '9');
}

/* Names from byte `at` on. */
static bool is_names(tm_text text, size_t at)
{
    for (; at < text.size; at++)
        if ((at == 0 || text.data[at - 1] == ' ') && !in_byline(text, at))
            return false;
    return true;
}

bool tm__is_author(tm_text by, tm_text sentence, size_t words)
{
    enum { LONGEST = 8 };

    return tm__begins(by, 0, "by") && (by.size == 2 || (by.size == 3 && by.data[2] == '.')) &&
           by.data[0] == 'B' && words <= LONGEST && is_names(sentence, 0);
}

/* "By Jane Doe and John Roe, Staff Writers" */
static bool is_byline(tm_text text, size_t words)
{
    enum { LONGEST = 9 };

    if (words > LONGEST || text.data[0] != 'B' || !tm__begins(text, 0, "by"))
        return false;
    if (words == 1) /* the name is the next sentence */
        return text.size == 2 || (text.size == 3 && text.data[2] == '.');
    if (text.data[2] != ' ')
        return false;
    return is_names(text, 3);
}

enum { NEAR_THE_END = 32 }; /* bytes in which the last character is looked for */

/* The last character but closing brackets and quotation marks; 0 if there is none near the end. */
static int32_t last_wide_character(tm_text text)
{
    size_t at = text.size > NEAR_THE_END ? text.size - NEAR_THE_END : 0;
    int32_t last = 0, c;

    while (at < text.size && ((unsigned char)text.data[at] & 0xC0) == 0x80)
        at++; /* not in the middle of a character */
    while (at < text.size) {
        utf8proc_category_t k;
        at += tm_utf8_decode(&c, text.data + at, text.size - at);
        k = utf8proc_category(c);
        if (c != '"' && c != '\'' && k != UTF8PROC_CATEGORY_PE && k != UTF8PROC_CATEGORY_PF &&
            !tm__white_space(c))
            last = c;
    }
    return last;
}

/* The same from the end, for as long as all is ASCII. */
static int32_t last_character(tm_text text)
{
    const size_t from = text.size > NEAR_THE_END ? text.size - NEAR_THE_END : 0;

    for (size_t at = text.size; at > from; at--) {
        const unsigned char c = (unsigned char)text.data[at - 1];
        if (c >= 0x80)
            return last_wide_character(text);
        if (!memchr("\"')]}", c, 5) && !tm__white_space(c))
            return c;
    }
    return 0;
}

/* Ends of sentences of the scripts that mark them. */
static bool is_terminal(int32_t c)
{
    static const int32_t terminal[] = {'.',    '!',    '?',    0x589,  0x61F,  0x6D4,  0x964,
                                       0x965,  0x104A, 0x104B, 0x1362, 0x1367, 0x17D4, 0x203C,
                                       0x2047, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61};

    for (size_t i = 0; i < sizeof terminal / sizeof *terminal; i++)
        if (c == terminal[i])
            return true;
    return false;
}

bool tm__breaks_off(tm_text text)
{
    return text.size > 3 && (memcmp(text.data + text.size - 3, "...", 3) == 0 ||
                             memcmp(text.data + text.size - 3, "\xE2\x80\xA6", 3) == 0);
}

enum tm__guard tm__guard(const struct tm__chrome *chrome, tm_text sentence, size_t words,
                         bool ends_paragraph)
{
    enum { LONG_HEADING = 20 };

    if (sentence.size == 0 || tm__is_chrome(chrome, sentence, words) ||
        is_byline(sentence, words) || tm__is_timestamp(sentence))
        return TM__GUARD_CHROME;
    if (tm__breaks_off(sentence))
        return TM__GUARD_FRAGMENT;
    if (ends_paragraph && words <= LONG_HEADING && !is_terminal(last_character(sentence)))
        return TM__GUARD_FRAGMENT;
    return TM__GUARD_SENTENCE;
}
