#include "text/token_mask.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

static bool within(unsigned char c, unsigned char low, unsigned char high)
{
    return c >= low && c <= high;
}

void tm__token_mask_plain(struct tm__token_mask *mask, const char *text)
{
    *mask = (struct tm__token_mask){0};
    for (size_t i = 0; i < TM__MASK_BYTES; i++) {
        const unsigned char c = (unsigned char)text[i];
        const bool dot = c == '.', join = c == '\'' || c == ',' || dot || c == ':';
        const bool knot = c == '&' || dot, dash = c == '+' || c == '-';

        mask->letter |= (uint64_t)within(c | 32, 'a', 'z') << i;
        mask->digit |= (uint64_t)within(c, '0', '9') << i;
        mask->under |= (uint64_t)(c == '_') << i;
        mask->quote |= (uint64_t)(c == '\'') << i;
        mask->join |= (uint64_t)join << i;
        mask->knot |= (uint64_t)knot << i;
        mask->dash |= (uint64_t)dash << i;
        mask->middle |= (uint64_t)(join || knot || dash || c == '/') << i;
        mask->sigil |= (uint64_t)(c == '#' || c == '@') << i;
        mask->high |= (uint64_t)(c >= 0x80) << i;
    }
}

void tm__wide_mask_plain(struct tm__wide_mask *mask, const char *text)
{
    *mask = (struct tm__wide_mask){0};
    for (size_t i = 0; i < TM__MASK_BYTES; i++) {
        const unsigned char c = (unsigned char)text[i];
        const bool inner = c == 0x98 || c == 0x99 || c == 0xA4;

        mask->lead |= (uint64_t)(within(c, 0xC3, 0xC9) || within(c, 0xD0, 0xD1)) << i;
        mask->latin |= (uint64_t)(c == 0xC3) << i;
        mask->times |= (uint64_t)(c == 0x97 || c == 0xB7) << i;
        mask->behind |= (uint64_t)within(c, 0x80, 0xBF) << i;
        mask->more |= (uint64_t)(c == 0xE1) << i;
        mask->block |= (uint64_t)within(c, 0xB8, 0xBB) << i;
        mask->mark |= (uint64_t)(c == 0xE2) << i;
        mask->space |= (uint64_t)(c == 0x80) << i;
        mask->sign |= (uint64_t)(within(c, 0x90, 0xA6) && !inner) << i;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)

/* The same 32 bytes at a time. Ranges are compared without a sign, as "not changed by min". */
#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i equal_avx2(__m256i x, int byte)
{
    return _mm256_cmpeq_epi8(x, _mm256_set1_epi8((char)byte));
}

AVX2 static inline __m256i in_range_avx2(__m256i x, int low, int high)
{
    const __m256i from_low = _mm256_sub_epi8(x, _mm256_set1_epi8((char)low));

    return _mm256_cmpeq_epi8(_mm256_min_epu8(from_low, _mm256_set1_epi8((char)(high - low))),
                             from_low);
}

AVX2 static inline __m256i any_avx2(__m256i a, __m256i b)
{
    return _mm256_or_si256(a, b);
}

AVX2 static inline __m256i one_of_avx2(__m256i x, int a, int b)
{
    return any_avx2(equal_avx2(x, a), equal_avx2(x, b));
}

AVX2 static inline uint64_t bits_avx2(__m256i x)
{
    return (uint64_t)(unsigned)_mm256_movemask_epi8(x);
}

AVX2 static inline __m256i load_avx2(const char *text)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)text);
}

AVX2 static void token_mask_avx2(struct tm__token_mask *mask, const char *text)
{
    *mask = (struct tm__token_mask){0};
    for (unsigned i = 0; i < TM__MASK_BYTES; i += 32) {
        const __m256i x = load_avx2(text + i);
        const __m256i quote = equal_avx2(x, '\''), dot = equal_avx2(x, '.');
        const __m256i join = any_avx2(any_avx2(quote, dot), one_of_avx2(x, ',', ':'));
        const __m256i knot = any_avx2(dot, equal_avx2(x, '&')), dash = one_of_avx2(x, '+', '-');

        mask->letter |= bits_avx2(in_range_avx2(any_avx2(x, _mm256_set1_epi8(32)), 'a', 'z')) << i;
        mask->digit |= bits_avx2(in_range_avx2(x, '0', '9')) << i;
        mask->under |= bits_avx2(equal_avx2(x, '_')) << i;
        mask->quote |= bits_avx2(quote) << i;
        mask->join |= bits_avx2(join) << i;
        mask->knot |= bits_avx2(knot) << i;
        mask->dash |= bits_avx2(dash) << i;
        mask->middle |=
            bits_avx2(any_avx2(any_avx2(join, knot), any_avx2(dash, equal_avx2(x, '/')))) << i;
        mask->sigil |= bits_avx2(one_of_avx2(x, '#', '@')) << i;
        mask->high |= bits_avx2(x) << i; /* the top bits */
    }
}

AVX2 static void wide_mask_avx2(struct tm__wide_mask *mask, const char *text)
{
    *mask = (struct tm__wide_mask){0};
    for (unsigned i = 0; i < TM__MASK_BYTES; i += 32) {
        const __m256i x = load_avx2(text + i);
        const __m256i lead = any_avx2(in_range_avx2(x, 0xC3, 0xC9), one_of_avx2(x, 0xD0, 0xD1));
        const __m256i inner = any_avx2(one_of_avx2(x, 0x98, 0x99), equal_avx2(x, 0xA4));

        mask->lead |= bits_avx2(lead) << i;
        mask->latin |= bits_avx2(equal_avx2(x, 0xC3)) << i;
        mask->times |= bits_avx2(one_of_avx2(x, 0x97, 0xB7)) << i;
        mask->behind |= bits_avx2(in_range_avx2(x, 0x80, 0xBF)) << i;
        mask->more |= bits_avx2(equal_avx2(x, 0xE1)) << i;
        mask->block |= bits_avx2(in_range_avx2(x, 0xB8, 0xBB)) << i;
        mask->mark |= bits_avx2(equal_avx2(x, 0xE2)) << i;
        mask->space |= bits_avx2(equal_avx2(x, 0x80)) << i;
        mask->sign |= bits_avx2(_mm256_andnot_si256(inner, in_range_avx2(x, 0x90, 0xA6))) << i;
    }
}

/* And 16 at a time. */

static inline __m128i equal_sse2(__m128i x, int byte)
{
    return _mm_cmpeq_epi8(x, _mm_set1_epi8((char)byte));
}

static inline __m128i in_range_sse2(__m128i x, int low, int high)
{
    const __m128i from_low = _mm_sub_epi8(x, _mm_set1_epi8((char)low));

    return _mm_cmpeq_epi8(_mm_min_epu8(from_low, _mm_set1_epi8((char)(high - low))), from_low);
}

static inline __m128i any_sse2(__m128i a, __m128i b)
{
    return _mm_or_si128(a, b);
}

static inline __m128i one_of_sse2(__m128i x, int a, int b)
{
    return any_sse2(equal_sse2(x, a), equal_sse2(x, b));
}

static inline uint64_t bits_sse2(__m128i x)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(x);
}

static inline __m128i load_sse2(const char *text)
{
    return _mm_loadu_si128((const __m128i *)(const void *)text);
}

static void token_mask_sse2(struct tm__token_mask *mask, const char *text)
{
    *mask = (struct tm__token_mask){0};
    for (unsigned i = 0; i < TM__MASK_BYTES; i += 16) {
        const __m128i x = load_sse2(text + i);
        const __m128i quote = equal_sse2(x, '\''), dot = equal_sse2(x, '.');
        const __m128i join = any_sse2(any_sse2(quote, dot), one_of_sse2(x, ',', ':'));
        const __m128i knot = any_sse2(dot, equal_sse2(x, '&')), dash = one_of_sse2(x, '+', '-');

        mask->letter |= bits_sse2(in_range_sse2(any_sse2(x, _mm_set1_epi8(32)), 'a', 'z')) << i;
        mask->digit |= bits_sse2(in_range_sse2(x, '0', '9')) << i;
        mask->under |= bits_sse2(equal_sse2(x, '_')) << i;
        mask->quote |= bits_sse2(quote) << i;
        mask->join |= bits_sse2(join) << i;
        mask->knot |= bits_sse2(knot) << i;
        mask->dash |= bits_sse2(dash) << i;
        mask->middle |=
            bits_sse2(any_sse2(any_sse2(join, knot), any_sse2(dash, equal_sse2(x, '/')))) << i;
        mask->sigil |= bits_sse2(one_of_sse2(x, '#', '@')) << i;
        mask->high |= bits_sse2(x) << i; /* the top bits */
    }
}

static void wide_mask_sse2(struct tm__wide_mask *mask, const char *text)
{
    *mask = (struct tm__wide_mask){0};
    for (unsigned i = 0; i < TM__MASK_BYTES; i += 16) {
        const __m128i x = load_sse2(text + i);
        const __m128i lead = any_sse2(in_range_sse2(x, 0xC3, 0xC9), one_of_sse2(x, 0xD0, 0xD1));
        const __m128i inner = any_sse2(one_of_sse2(x, 0x98, 0x99), equal_sse2(x, 0xA4));

        mask->lead |= bits_sse2(lead) << i;
        mask->latin |= bits_sse2(equal_sse2(x, 0xC3)) << i;
        mask->times |= bits_sse2(one_of_sse2(x, 0x97, 0xB7)) << i;
        mask->behind |= bits_sse2(in_range_sse2(x, 0x80, 0xBF)) << i;
        mask->more |= bits_sse2(equal_sse2(x, 0xE1)) << i;
        mask->block |= bits_sse2(in_range_sse2(x, 0xB8, 0xBB)) << i;
        mask->mark |= bits_sse2(equal_sse2(x, 0xE2)) << i;
        mask->space |= bits_sse2(equal_sse2(x, 0x80)) << i;
        mask->sign |= bits_sse2(_mm_andnot_si128(inner, in_range_sse2(x, 0x90, 0xA6))) << i;
    }
}

/* And 64 at a time: a comparison gives its 64 bits at once. */
#define AVX512 __attribute__((target("avx512bw")))

AVX512 static inline uint64_t equal_avx512(__m512i x, int byte)
{
    return _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8((char)byte));
}

AVX512 static inline uint64_t in_range_avx512(__m512i x, int low, int high)
{
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(x, _mm512_set1_epi8((char)low)),
                                  _mm512_set1_epi8((char)(high - low)));
}

AVX512 static void token_mask_avx512(struct tm__token_mask *mask, const char *text)
{
    const __m512i x = _mm512_loadu_si512(text);
    const uint64_t quote = equal_avx512(x, '\''), dot = equal_avx512(x, '.');
    const uint64_t join = quote | dot | equal_avx512(x, ',') | equal_avx512(x, ':');
    const uint64_t knot = dot | equal_avx512(x, '&');
    const uint64_t dash = equal_avx512(x, '+') | equal_avx512(x, '-');

    mask->letter = in_range_avx512(_mm512_or_si512(x, _mm512_set1_epi8(32)), 'a', 'z');
    mask->digit = in_range_avx512(x, '0', '9');
    mask->under = equal_avx512(x, '_');
    mask->quote = quote;
    mask->join = join;
    mask->knot = knot;
    mask->dash = dash;
    mask->middle = join | knot | dash | equal_avx512(x, '/');
    mask->sigil = equal_avx512(x, '#') | equal_avx512(x, '@');
    mask->high = _mm512_movepi8_mask(x);
}

AVX512 static void wide_mask_avx512(struct tm__wide_mask *mask, const char *text)
{
    const __m512i x = _mm512_loadu_si512(text);
    const uint64_t inner = in_range_avx512(x, 0x98, 0x99) | equal_avx512(x, 0xA4);

    mask->lead = in_range_avx512(x, 0xC3, 0xC9) | in_range_avx512(x, 0xD0, 0xD1);
    mask->latin = equal_avx512(x, 0xC3);
    mask->times = equal_avx512(x, 0x97) | equal_avx512(x, 0xB7);
    mask->behind = in_range_avx512(x, 0x80, 0xBF);
    mask->more = equal_avx512(x, 0xE1);
    mask->block = in_range_avx512(x, 0xB8, 0xBB);
    mask->mark = equal_avx512(x, 0xE2);
    mask->space = equal_avx512(x, 0x80);
    mask->sign = in_range_avx512(x, 0x90, 0xA6) & ~inner;
}

bool tm__masks_of(struct tm__mask_fns *fn, unsigned width)
{
    if (width == 64 && __builtin_cpu_supports("avx512bw"))
        *fn = (struct tm__mask_fns){token_mask_avx512, wide_mask_avx512};
    else if (width == 32 && __builtin_cpu_supports("avx2"))
        *fn = (struct tm__mask_fns){token_mask_avx2, wide_mask_avx2};
    else if (width == 16)
        *fn = (struct tm__mask_fns){token_mask_sse2, wide_mask_sse2};
    else
        return false;
    return true;
}

#else

bool tm__masks_of(struct tm__mask_fns *fn, unsigned width)
{
    (void)fn;
    (void)width;
    return false;
}

#endif

struct tm__mask_fns tm__masks_best(void)
{
    struct tm__mask_fns fn = {tm__token_mask_plain, tm__wide_mask_plain};

    for (unsigned width = 64; width >= 16; width /= 2)
        if (tm__masks_of(&fn, width))
            break;
    return fn;
}
