#include "text/token_mask.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

void tm__token_mask_plain(struct tm__token_mask *mask, const char *text)
{
    *mask = (struct tm__token_mask){0, 0, 0, 0};
    for (size_t i = 0; i < TM__MASK_BYTES; i++) {
        const unsigned char c = (unsigned char)text[i], lower = c | 32;
        const bool digit = c >= '0' && c <= '9';
        const uint64_t bit = (uint64_t)1 << i;

        mask->under |= c == '_' ? bit : 0;
        mask->run |= (lower >= 'a' && lower <= 'z') || digit || c == '_' ? bit : 0;
        mask->middle |= (c >= '+' && c <= ':' && !digit) || (c | 1) == '\'' ? bit : 0;
        mask->other |= c >= 0x80 || c == '#' || c == '@' ? bit : 0;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)

/*
 * The same 32 bytes at a time. Ranges are compared without a sign, as "not changed by min".
 */
#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i equal(__m256i x, char byte)
{
    return _mm256_cmpeq_epi8(x, _mm256_set1_epi8(byte));
}

AVX2 static inline __m256i in_range(__m256i x, char low, char span)
{
    const __m256i from_low = _mm256_sub_epi8(x, _mm256_set1_epi8(low));

    return _mm256_cmpeq_epi8(_mm256_min_epu8(from_low, _mm256_set1_epi8(span)), from_low);
}

AVX2 static inline uint64_t bits(__m256i x)
{
    return (uint64_t)(unsigned)_mm256_movemask_epi8(x);
}

AVX2 static void mask_avx2(struct tm__token_mask *mask, const char *text)
{
    uint64_t run[2], under[2], middle[2], other[2];

    for (int half = 0; half < 2; half++) {
        const __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(text + 32 * half));
        const __m256i letter = in_range(_mm256_or_si256(x, _mm256_set1_epi8(32)), 'a', 25);
        const __m256i digit = in_range(x, '0', 9), line = equal(x, '_');
        const __m256i mark = _mm256_andnot_si256(digit, in_range(x, '+', ':' - '+'));
        const __m256i quote = equal(_mm256_or_si256(x, _mm256_set1_epi8(1)), '\'');
        const __m256i sigil = _mm256_or_si256(equal(x, '#'), equal(x, '@'));

        run[half] = bits(_mm256_or_si256(_mm256_or_si256(letter, digit), line));
        under[half] = bits(line);
        middle[half] = bits(_mm256_or_si256(mark, quote));
        other[half] = bits(_mm256_or_si256(sigil, x)); /* the top bits of x */
    }
    mask->run = run[0] | run[1] << 32;
    mask->under = under[0] | under[1] << 32;
    mask->middle = middle[0] | middle[1] << 32;
    mask->other = other[0] | other[1] << 32;
}

static inline uint64_t bits16(__m128i x)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(x);
}

static inline __m128i in_range16(__m128i x, char low, char span)
{
    const __m128i from_low = _mm_sub_epi8(x, _mm_set1_epi8(low));

    return _mm_cmpeq_epi8(_mm_min_epu8(from_low, _mm_set1_epi8(span)), from_low);
}

static inline __m128i equal16(__m128i x, char byte)
{
    return _mm_cmpeq_epi8(x, _mm_set1_epi8(byte));
}

static void mask_sse2(struct tm__token_mask *mask, const char *text)
{
    *mask = (struct tm__token_mask){0, 0, 0, 0};
    for (unsigned i = 0; i < TM__MASK_BYTES; i += 16) {
        const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(text + i));
        const __m128i letter = in_range16(_mm_or_si128(x, _mm_set1_epi8(32)), 'a', 25);
        const __m128i digit = in_range16(x, '0', 9), line = equal16(x, '_');
        const __m128i mark = _mm_andnot_si128(digit, in_range16(x, '+', ':' - '+'));
        const __m128i quote = equal16(_mm_or_si128(x, _mm_set1_epi8(1)), '\'');
        const __m128i sigil = _mm_or_si128(equal16(x, '#'), equal16(x, '@'));

        mask->run |= bits16(_mm_or_si128(_mm_or_si128(letter, digit), line)) << i;
        mask->under |= bits16(line) << i;
        mask->middle |= bits16(_mm_or_si128(mark, quote)) << i;
        mask->other |= bits16(_mm_or_si128(sigil, x)) << i; /* the top bits of x */
    }
}

tm__token_mask_fn *tm__token_mask_best(void)
{
    return __builtin_cpu_supports("avx2") ? mask_avx2 : mask_sse2;
}

#else

tm__token_mask_fn *tm__token_mask_best(void)
{
    return tm__token_mask_plain;
}

#endif
