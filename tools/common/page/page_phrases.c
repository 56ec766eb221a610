#include "page/page_phrases.h"
#include "page/page_phrase_lists.h"

#include <stdint.h>
#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The bytes at `text` are `phrase`, whatever the case; U+2019 counts as an apostrophe. */
static size_t matches(const char *text, size_t size, const char *phrase)
{
    size_t i = 0;

    for (; *phrase; phrase++) {
        if (*phrase == '\'' && i + 3 <= size && memcmp(text + i, "\xE2\x80\x99", 3) == 0) {
            i += 3;
            continue;
        }
        if (i >= size || lower(text[i]) != *phrase)
            return 0;
        i++;
    }
    return i;
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') ||
           (lower(c) >= 'a' && lower(c) <= 'z');
}

static void skip_marks(const char **text, size_t *size)
{
    while (*size > 0 && !is_word_byte(**text) && **text != '@') {
        (*text)++;
        (*size)--;
    }
}

static bool begins(const char *text, size_t size, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t length = matches(text, size, phrases[i]);

        /* Cyrillic entries are stems; others end with a word */
        if (length > 0 &&
            (length == size || !is_word_byte(text[length]) || !is_word_byte(text[length - 1]) ||
             (unsigned char)phrases[i][0] >= 0xD0 ||
             (text[length - 1] >= '0' && text[length - 1] <= '9')))
            return true;
    }
    return false;
}

bool page_phrase_begins(const char *text, size_t size)
{
    skip_marks(&text, &size);
    return begins(text, size, openings, sizeof openings / sizeof *openings);
}

bool page_phrase_chrome(const char *text, size_t size)
{
    skip_marks(&text, &size);
    return begins(text, size, chrome, sizeof chrome / sizeof *chrome);
}

static bool holds(const char *text, size_t size, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t at = 0; at < size; at++)
            if (lower(text[at]) == phrases[i][0] && matches(text + at, size - at, phrases[i]))
                return true;
    return false;
}

bool page_phrase_legal(const char *text, size_t size)
{
    return holds(text, size, legal, sizeof legal / sizeof *legal);
}

bool page_phrase_credit(const char *text, size_t size)
{
    return holds(text, size, credits, sizeof credits / sizeof *credits);
}

bool page_phrase_label(const char *text, size_t size)
{
    skip_marks(&text, &size);
    if (size > 40)
        return false;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t at = matches(text, size, labels[i]);

        if (at == 0)
            continue;
        while (at < size && (!is_word_byte(text[at]) || (text[at] >= '0' && text[at] <= '9')))
            at++;
        if (at == size)
            return true;
    }
    return false;
}

bool page_phrase_comments(const char *text, size_t size)
{
    skip_marks(&text, &size);
    while (size > 0 && ((*text >= '0' && *text <= '9') || *text == ' ')) {
        text++;
        size--;
    }
    return begins(text, size, comments, sizeof comments / sizeof *comments);
}

bool page_phrase_continues(const char *text, size_t size)
{
    static const char *const quotes[] = {"\"", "\u201C", "\u201E", "\u00AB", "\u2018", "\u300C"};

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (matches(text, size, quotes[i]))
            return true;
    for (size_t i = 0; i < sizeof continuing / sizeof *continuing; i++) {
        const size_t length = matches(text, size, continuing[i]);

        if (length > 0 && (length == size || !is_word_byte(text[length])))
            return true;
    }
    return false;
}
