#include "text/python_words.h"

#include <utf8proc.h>

enum { DOTTED_I = 0x130, DOT_ABOVE = 0x307, SIGMA = 0x3A3, FINAL_SIGMA = 0x3C2 };

/* \w: what str.isalnum() is true of, and the underscore. */
static bool in_word(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

static size_t decode(int32_t *c, const struct tm__words *w, size_t at)
{
    if (w->text[at] < 0x80) {
        *c = w->text[at];
        return 1;
    }
    return tm_utf8_decode(c, (const char *)w->text + at, w->size - at);
}

/* The run from `at` on; its characters are counted. */
static size_t end_of_run(const struct tm__words *w, size_t at, size_t *characters)
{
    int32_t c = 0;

    for (*characters = 0; at < w->size && c != DOTTED_I; ++*characters) {
        const size_t size = decode(&c, w, at);

        if (!in_word(c))
            break;
        at += size;
    }
    return at;
}

bool tm__python_next(struct tm__words *w, tm_span *word)
{
    while (w->at < w->size) {
        size_t characters;
        const size_t start = w->at, end = end_of_run(w, start, &characters);
        int32_t c;

        w->at = end > start ? end : start + decode(&c, w, start);
        if (characters >= 2) {
            word->start = start;
            word->end = end;
            return true;
        }
    }
    return false;
}

static bool is_cased(int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);

    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
           category == UTF8PROC_CATEGORY_LT;
}

/* Whether a letter follows in what is left: only then a sigma is not the last. */
static bool cased_follows(const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        int32_t c;

        at += tm_utf8_decode(&c, text + at, size - at);
        if (is_cased(c))
            return true;
        if (utf8proc_category(c) != UTF8PROC_CATEGORY_LM)
            return false;
    }
    return false;
}

bool tm__python_lower(struct tm__buffer *out, const char *text, size_t size, bool whole)
{
    bool cased = false; /* a letter with case, and nothing but modifiers since */

    for (size_t at = 0; at < size;) {
        int32_t c, lower;
        char bytes[8];
        size_t n;

        at += tm_utf8_decode(&c, text + at, size - at);
        lower = c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : (int32_t)utf8proc_tolower(c);
        if (c == SIGMA && cased && !cased_follows(text + at, size - at))
            lower = FINAL_SIGMA;
        if (is_cased(c))
            cased = true;
        else if (utf8proc_category(c) != UTF8PROC_CATEGORY_LM)
            cased = false;
        n = tm_utf8_encode(bytes, lower);
        if (c == DOTTED_I && whole)
            n += tm_utf8_encode(bytes + n, DOT_ABOVE);
        if (!tm__buffer_append(out, bytes, n))
            return false;
    }
    return true;
}
