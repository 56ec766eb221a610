#include "text/byte_mask.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* First bytes of the end marks, bullets and separators above ASCII that sentence_char.c knows. */
#define WIDE_LEADS(X) X(0xD6) X(0xD8) X(0xDB) X(0xDC) X(0xE0) X(0xE1) X(0xE2) X(0xE3) X(0xEF)

enum { END = 1, SIGN = 2 };

#define WIDE(byte) [byte] = END,
static const unsigned char kind[256] = {
    ['\n'] = END, ['\r'] = END, ['\f'] = END, ['!'] = END,  ['.'] = END,
    ['?'] = END,  [')'] = SIGN, [';'] = SIGN, [':'] = SIGN, WIDE_LEADS(WIDE)};

struct tm__mark_mask tm__mark_mask_plain(const char *text, size_t size)
{
    struct tm__mark_mask mask = {0, 0};

    for (size_t i = 0; i < TM__MASK_BYTES && i < size; i++) {
        const unsigned char k = kind[(unsigned char)text[i]];

        mask.ends |= (uint64_t)(k & END) << i;
        mask.signs |= (uint64_t)(k >> 1) << i;
    }
    return mask;
}

uint64_t tm__capital_mask_plain(const char *text, size_t size, size_t at)
{
    uint64_t mask = 0;

    for (size_t i = at ? at : 1; i < size && i - at < TM__MASK_BYTES; i++) {
        const unsigned char c = (unsigned char)text[i];

        if (((c >= 'A' && c <= 'Z') || c >= 0x80) && text[i - 1] == ' ')
            mask |= (uint64_t)1 << (i - at);
    }
    return mask;
}

struct tm__word_mask tm__word_mask_plain(const char *text, size_t size)
{
    struct tm__word_mask mask = {0, 0};

    for (size_t i = 0; i < TM__MASK_BYTES && i < size; i++) {
        const unsigned char c = (unsigned char)text[i], lower = c | 32;
        const uint64_t bit = (uint64_t)1 << i;

        if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_')
            mask.run |= bit;
        if (c >= 0x80 || c == '#' || c == '@')
            mask.start |= bit;
    }
    mask.start |= mask.run;
    return mask;
}

#if defined(__SSE2__)

static __m128i equal(__m128i x, int byte)
{
    return _mm_cmpeq_epi8(x, _mm_set1_epi8((char)byte));
}

static uint64_t bits(__m128i x)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(x);
}

static __m128i ascii_ends(__m128i x)
{
    const __m128i lines =
        _mm_or_si128(_mm_or_si128(equal(x, '\n'), equal(x, '\r')), equal(x, '\f'));
    const __m128i marks = _mm_or_si128(_mm_or_si128(equal(x, '.'), equal(x, '!')), equal(x, '?'));

    return _mm_or_si128(lines, marks);
}

static __m128i wide_ends(__m128i x)
{
    __m128i found = _mm_setzero_si128();

#define TEST(byte) found = _mm_or_si128(found, equal(x, byte));
    WIDE_LEADS(TEST)
#undef TEST
    return found;
}

/* Bytes from low to low + span, without a sign. */
static __m128i in_range(__m128i x, char low, char span)
{
    const __m128i from_low = _mm_sub_epi8(x, _mm_set1_epi8(low));

    return _mm_cmpeq_epi8(_mm_min_epu8(from_low, _mm_set1_epi8(span)), from_low);
}

/* The block, or a copy with zeros behind its end if there are fewer bytes than a block has. */
static const char *padded(char tail[TM__MASK_BYTES], const char *text, size_t size)
{
    if (size >= TM__MASK_BYTES)
        return text;
    memset(tail, 0, TM__MASK_BYTES);
    if (size)
        memcpy(tail, text, size);
    return tail;
}

struct tm__mark_mask tm__mark_mask(const char *text, size_t size)
{
    struct tm__mark_mask mask = {0, 0};
    char tail[TM__MASK_BYTES];
    const char *block = padded(tail, text, size);

    for (unsigned i = 0; i < TM__MASK_BYTES; i += 16) {
        const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
        const __m128i odd = _mm_or_si128(x, _mm_set1_epi8(1)); /* ; and : differ in this bit */
        const __m128i sign = _mm_or_si128(equal(odd, ';'), equal(x, ')'));
        __m128i end = ascii_ends(x);

        if (_mm_movemask_epi8(x))
            end = _mm_or_si128(end, wide_ends(x));
        mask.ends |= bits(end) << i;
        mask.signs |= bits(sign) << i;
    }
    return mask;
}

uint64_t tm__capital_mask(const char *text, size_t size, size_t at)
{
    uint64_t capital = 0, space = 0;
    char tail[TM__MASK_BYTES];
    const char *block = padded(tail, text + at, size - at);

    for (unsigned i = 0; i < TM__MASK_BYTES; i += 16) {
        const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(block + i));

        capital |= bits(_mm_or_si128(in_range(x, 'A', 25), x)) << i; /* the top bits of x */
        space |= bits(equal(x, ' ')) << i;
    }
    return capital & (space << 1 | (at > 0 && text[at - 1] == ' '));
}

struct tm__word_mask tm__word_mask(const char *text, size_t size)
{
    struct tm__word_mask mask = {0, 0};
    char tail[TM__MASK_BYTES];
    const char *block = padded(tail, text, size);

    for (unsigned i = 0; i < TM__MASK_BYTES; i += 16) {
        const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
        const __m128i letter = in_range(_mm_or_si128(x, _mm_set1_epi8(32)), 'a', 25);
        const __m128i run = _mm_or_si128(_mm_or_si128(letter, in_range(x, '0', 9)), equal(x, '_'));
        const __m128i sigil = _mm_or_si128(equal(x, '#'), equal(x, '@'));

        mask.run |= bits(run) << i;
        mask.start |= bits(_mm_or_si128(_mm_or_si128(run, sigil), x)) << i; /* the top bits of x */
    }
    return mask;
}

#else

uint64_t tm__capital_mask(const char *text, size_t size, size_t at)
{
    return tm__capital_mask_plain(text, size, at);
}

struct tm__mark_mask tm__mark_mask(const char *text, size_t size)
{
    return tm__mark_mask_plain(text, size);
}

struct tm__word_mask tm__word_mask(const char *text, size_t size)
{
    return tm__word_mask_plain(text, size);
}

#endif
