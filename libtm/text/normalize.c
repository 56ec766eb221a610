#include "text/normalize.h"

#include "base/memory.h"
#include "base/status.h"
#include "text/latin_letters.h"

#include <string.h>
#include <utf8proc.h>

/*
 * NFKC_Casefold (Unicode 3.13) through the tables of utf8proc, which never allocates here: we
 * decode, let it decompose one character at a time, put the marks in order ourselves (its own
 * bubble sort is quadratic in a long run of marks) and let it compose in place.
 *
 * Zero-width joiners and non-joiners are dropped like every default-ignorable character: Persian
 * and Indic words are spelt with and without them, and a term should not depend on it.
 */

enum { FIXED = 256, RIGHT_SINGLE_QUOTE = 0x2019, DOT_ABOVE = 0x307 };

/* Characters on their way from decoding to encoding. */
struct points {
    int32_t *at; /* fixed, or an allocated block */
    size_t count, capacity;
    int32_t fixed[FIXED]; /* enough for a word */
};

static bool more_room(struct points *p, size_t need)
{
    int32_t *grown = p->at == p->fixed ? NULL : p->at;
    size_t capacity = p->at == p->fixed ? 0 : p->capacity;

    if (!tm__grow(&grown, &capacity, need, sizeof *grown))
        return false;
    if (p->at == p->fixed)
        memcpy(grown, p->fixed, p->count * sizeof *grown);
    p->at = grown;
    p->capacity = capacity;
    return true;
}

static bool push(struct points *p, int32_t c, utf8proc_option_t options)
{
    int unused = UTF8PROC_BOUNDCLASS_START;

    for (;;) {
        const size_t room = p->capacity - p->count;
        const utf8proc_ssize_t n =
            utf8proc_decompose_char(c, p->at + p->count, (utf8proc_ssize_t)room, options, &unused);

        if (n < 0) /* only for what is not a character, and we decode none of those */
            return true;
        if ((size_t)n <= room) {
            p->count += (size_t)n;
            return true;
        }
        if (!more_room(p, p->count + (size_t)n))
            return false;
    }
}

static unsigned combining_class(int32_t c)
{
    return (unsigned)utf8proc_get_property(c)->combining_class;
}

/* Stable sort of a run of marks by combining class. */
static bool sort_marks(int32_t *mark, size_t count)
{
    size_t start[257] = {0};
    int32_t *sorted;

    if (count <= 32) { /* insertion: runs are one or two long */
        for (size_t i = 1; i < count; i++) {
            const int32_t c = mark[i];
            size_t j = i;

            for (; j > 0 && combining_class(mark[j - 1]) > combining_class(c); j--)
                mark[j] = mark[j - 1];
            mark[j] = c;
        }
        return true;
    }
    sorted = tm__alloc_array(count, sizeof *sorted);
    if (!sorted)
        return false;
    for (size_t i = 0; i < count; i++)
        start[combining_class(mark[i]) + 1]++;
    for (size_t k = 1; k < 257; k++)
        start[k] += start[k - 1];
    for (size_t i = 0; i < count; i++)
        sorted[start[combining_class(mark[i])]++] = mark[i];
    memcpy(mark, sorted, count * sizeof *mark);
    tm__free(sorted);
    return true;
}

static bool order_marks(struct points *p)
{
    for (size_t i = 0; i < p->count;) {
        size_t end = i;

        while (end < p->count && combining_class(p->at[end]) != 0)
            end++;
        if (end - i > 1 && !sort_marks(p->at + i, end - i))
            return false;
        i = end + (end == i);
    }
    return true;
}

static bool in_range(int32_t c, int32_t first, int32_t last)
{
    return c >= first && c <= last;
}

/* A base letter whose marks are accents. Elsewhere (Hindi, Thai, ...) a mark is a vowel. */
static bool takes_accents(int32_t c)
{
    return in_range(c, 'A', 'Z') || in_range(c, 'a', 'z') || in_range(c, 0xC0, 0x2AF) ||
           in_range(c, 0x370, 0x52F) || in_range(c, 0x1C80, 0x1C8F) ||
           in_range(c, 0x1D00, 0x1DBF) || in_range(c, 0x1E00, 0x1FFF) ||
           in_range(c, 0x2C60, 0x2C7F) || in_range(c, 0xA640, 0xA69F) ||
           in_range(c, 0xA720, 0xA7FF) || in_range(c, 0xAB30, 0xAB6F);
}

static void strip_accents(struct points *p)
{
    size_t kept = 0;
    bool accents = false;

    for (size_t i = 0; i < p->count; i++) {
        const int32_t c = p->at[i];

        if (utf8proc_category(c) != UTF8PROC_CATEGORY_MN)
            accents = takes_accents(c);
        else if (accents)
            continue;
        p->at[kept++] = c;
    }
    p->count = kept;
}

static bool is_point(int32_t c)
{
    if (c < 0x591 || c > 0x6ED)
        return false;
    if (c <= 0x5C7) /* Hebrew points and cantillation; the rest of the range is punctuation */
        return c != 0x5BE && c != 0x5C0 && c != 0x5C3 && c != 0x5C6;
    /* Not U+0653 to U+0655, madda and hamza: they are part of the letter. */
    return in_range(c, 0x610, 0x61A) || c == 0x640 || in_range(c, 0x64B, 0x652) || c == 0x670 ||
           in_range(c, 0x6D6, 0x6DC) || in_range(c, 0x6DF, 0x6E4) || in_range(c, 0x6E7, 0x6E8) ||
           c >= 0x6EA;
}

static void strip_points(struct points *p)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->count; i++)
        if (!is_point(p->at[i]))
            p->at[kept++] = p->at[i];
    p->count = kept;
}

/* One character of the text in its folded spelling where utf8proc has no rule; adds to *used. */
static int32_t respell(int32_t c, const char *rest, size_t size, unsigned flags, size_t *used)
{
    int32_t next;

    if (!(flags & TM_NORMALIZE_FOLD_CASE))
        return c;
    if (c == RIGHT_SINGLE_QUOTE)
        return '\'';
    if (!(flags & TM_NORMALIZE_TURKIC))
        return c;
    if (c == 0x130)
        return 'i';
    if (c != 'I')
        return c;
    if (size > 0) {
        const size_t n = tm_utf8_decode(&next, rest, size);

        if (next == DOT_ABOVE) { /* the decomposed spelling of U+0130 */
            *used += n;
            return 'i';
        }
    }
    return 0x131;
}

static bool decompose(struct points *p, const char *text, size_t size, unsigned flags)
{
    int options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE;

    if (flags & TM_NORMALIZE_FOLD_CASE)
        options |= UTF8PROC_CASEFOLD;
    for (size_t i = 0; i < size;) {
        int32_t c;

        i += tm_utf8_decode(&c, text + i, size - i);
        c = respell(c, text + i, size - i, flags, &i);
        if (!push(p, c, (utf8proc_option_t)options))
            return false;
    }
    return true;
}

static bool encode(struct tm__buffer *out, const struct points *p)
{
    for (size_t i = 0; i < p->count; i++) {
        char bytes[4];
        const size_t n = tm_utf8_encode(bytes, p->at[i]);

        if (!tm__buffer_append(out, bytes, n))
            return false;
    }
    return true;
}

static bool normalize_part(struct tm__buffer *out, const char *text, size_t size, unsigned flags)
{
    struct points p;
    bool ok;

    p.at = p.fixed;
    p.count = 0;
    p.capacity = FIXED;
    ok = decompose(&p, text, size, flags) && order_marks(&p);
    if (ok) {
        if (flags & TM_NORMALIZE_STRIP_ACCENTS)
            strip_accents(&p);
        if (flags & TM__NORMALIZE_POINTS)
            strip_points(&p);
        p.count = (size_t)utf8proc_normalize_utf32(p.at, (utf8proc_ssize_t)p.count,
                                                   UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        ok = encode(out, &p);
    }
    if (p.at != p.fixed)
        tm__free(p.at);
    return ok;
}

/* The folded form of a letter, if that is one character. */
static int32_t fold_letter(int32_t letter)
{
    struct points p = {.at = p.fixed, .capacity = FIXED};
    char text[4];
    const size_t size = tm_utf8_encode(text, letter);

    if (!decompose(&p, text, size, TM_NORMALIZE_FOLD_CASE) || !order_marks(&p))
        return 0;
    return utf8proc_normalize_utf32(p.at, (utf8proc_ssize_t)p.count,
                                    UTF8PROC_STABLE | UTF8PROC_COMPOSE) == 1
               ? p.at[0]
               : 0;
}

/* Most words with letters beyond ASCII need no more. */
static size_t fold_latin(char out[TM__LATIN_ROOM], const char *text, size_t size, unsigned flags)
{
    static struct tm__latin_letters letters = {.fold = fold_letter};

    return (flags & ~(unsigned)TM__NORMALIZE_POINTS) == TM_NORMALIZE_FOLD_CASE
               ? tm__fold_latin(out, text, size, &letters)
               : 0;
}

static bool append_ascii(struct tm__buffer *out, const char *text, size_t size, unsigned flags)
{
    const size_t start = out->size;

    if (!tm__buffer_append(out, text, size))
        return false;
    if (!(flags & TM_NORMALIZE_FOLD_CASE))
        return true;
    for (size_t i = start; i < out->size; i++) {
        const unsigned char c = (unsigned char)out->data[i];

        out->data[i] = (char)(c | (unsigned)((unsigned)c - 'A' < 26u) << 5);
    }
    return true;
}

/* The end of the ASCII that starts at `at`; under Turkic rules a capital I is not plain. */
static size_t plain_end(const char *text, size_t size, size_t at, unsigned flags)
{
    const unsigned both = TM_NORMALIZE_FOLD_CASE | TM_NORMALIZE_TURKIC;
    const bool turkic = (flags & both) == both;

    while (at < size && (unsigned char)text[at] < 0x80 && !(turkic && text[at] == 'I'))
        at++;
    return at;
}

bool tm__normalize(struct tm__buffer *out, const char *text, size_t size, unsigned flags)
{
    char latin[TM__LATIN_ROOM];
    size_t i = 0, folded;

    while (i < size) {
        size_t end = plain_end(text, size, i, flags);
        size_t plain = end;

        /* A mark may follow and compose with the last letter. Nothing composes with the ASCII
         * after it, so parts cut there are independent. */
        if (end < size && end > i)
            plain--;
        if (!append_ascii(out, text + i, plain - i, flags))
            return false;
        while (end < size && plain_end(text, size, end, flags) == end)
            end++;
        folded = fold_latin(latin, text + plain, end - plain, flags);
        if (folded ? !tm__buffer_append(out, latin, folded)
                   : !normalize_part(out, text + plain, end - plain, flags))
            return false;
        i = end;
    }
    return true;
}

tm_status tm_normalize(char **out, size_t *size, const char *text, size_t text_size, unsigned flags,
                       tm_error *err)
{
    const unsigned known =
        TM_NORMALIZE_FOLD_CASE | TM_NORMALIZE_STRIP_ACCENTS | TM_NORMALIZE_TURKIC;
    struct tm__buffer buffer = {0};

    *out = NULL;
    *size = 0;
    if (flags & ~known)
        return tm__fail(err, TM_EINVAL, "unknown normalisation flag %#x", flags & ~known);
    if (tm__normalize(&buffer, text, text_size, flags)) {
        *size = buffer.size;
        *out = tm__buffer_detach(&buffer);
    }
    tm__buffer_release(&buffer);
    return *out ? TM_OK : tm__fail_memory(err, "normalising text");
}
