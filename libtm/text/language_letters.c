#include "text/language_letters.h"

#include <tm/text.h>

#include <string.h>
#include <utf8proc.h>

enum { GAP = 0, NOTHING = -1, APOSTROPHE = '\'' };

void tm__letters_start(struct tm__letters *l, const char *text, size_t size, const uint64_t *blocks)
{
    l->at = text;
    l->end = size ? text + size : text;
    l->blocks = blocks;
    l->in_word = l->in_run = l->apostrophe = l->finished = false;
}

static bool known(const uint64_t *blocks, int32_t c)
{
    const uint32_t block = (uint32_t)c >> TM__BLOCK_SHIFT;

    return !blocks || (blocks[block / 64] >> block % 64 & 1);
}

/* The lower-case letter that c is, GAP, an apostrophe, or NOTHING for what does not count. */
static int32_t classify(int32_t c)
{
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || c == APOSTROPHE)
            return c;
        return c >= 'A' && c <= 'Z' ? c | 0x20 : GAP;
    }
    if (c == 0x2019 || c == 0x02BC)
        return APOSTROPHE;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return utf8proc_tolower(c);
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return c;
    case UTF8PROC_CATEGORY_CF: /* soft hyphens, joiners, direction marks */
        return NOTHING;
    default:
        return GAP;
    }
}

/* Length of the web or mail address that a run of ASCII without spaces is; 0 if it is none. */
static size_t address(const char *at, const char *end)
{
    const char *p = at;
    bool found = end - at > 4 && memcmp(at, "www.", 4) == 0;

    for (; p<end && * p> ' ' && *p < 0x7F; p++)
        found = found || *p == '@' || (*p == ':' && end - p > 2 && p[1] == '/' && p[2] == '/');
    return found ? (size_t)(p - at) : 0;
}

/* Letters of Latin and its neighbours that were written as base and mark become one, in place. */
static size_t compose(int32_t *letter, size_t count)
{
    const utf8proc_ssize_t n = utf8proc_normalize_utf32(
        letter, (utf8proc_ssize_t)count, (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_STABLE));

    return n < 0 ? count : (size_t)n;
}

/* Between words and at their edges an apostrophe is a quotation mark. */
static size_t put(struct tm__letters *l, size_t n, int32_t c)
{
    if (c == GAP) {
        if (l->in_word)
            l->letter[n++] = GAP;
        l->in_word = l->apostrophe = false;
        return n;
    }
    if (l->apostrophe)
        l->letter[n++] = APOSTROPHE;
    l->apostrophe = false;
    l->in_word = true;
    l->letter[n++] = c;
    return n;
}

/* Read one character, or pass over an address. */
static int32_t read_one(struct tm__letters *l)
{
    int32_t c = (unsigned char)*l->at;

    if (c > ' ' && c < 0x7F) {
        if (!l->in_run) {
            const size_t skip = address(l->at, l->end);
            l->at += skip;
            if (skip)
                return GAP;
        }
        l->in_run = true;
        l->at++;
    } else {
        l->in_run = false;
        l->at += tm_utf8_decode(&c, l->at, (size_t)(l->end - l->at));
    }
    return c;
}

size_t tm__letters_next(struct tm__letters *l)
{
    size_t n = 0;
    bool marks = false;

    while (l->at < l->end && n + 2 < TM__LETTERS) {
        const int32_t c = read_one(l);
        const int32_t letter = classify(c);

        marks = marks || (c >= 0x300 && c < 0x370);
        if (letter == NOTHING)
            continue;
        if (letter == APOSTROPHE && l->in_word && !l->apostrophe)
            l->apostrophe = true;
        else
            n = put(l, n, letter == APOSTROPHE || !known(l->blocks, letter) ? GAP : letter);
    }
    if (l->at == l->end && !l->finished) {
        l->finished = true;
        n = put(l, n, GAP);
    }
    return marks ? compose(l->letter, n) : n;
}
