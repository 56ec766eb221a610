#include "text/word_batch.h"

#include "base/prefetch.h"
#include "text/token_mask.h"

#include <string.h>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

/*
 * Words are seen in the masks of 64 bytes alone: runs of letters and digits, with what joins them
 * whatever stands around, such as the comma of 1,000 and the apostrophe of don't. No branch depends
 * on how long a word is. What needs a closer look is left to tm__words_next(): it is marked as
 * hard, and the word that it stands in or behind is looked at from its start.
 */
#if defined(__GNUC__) /* into code for newer machines, too */
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

/* The processor's own prefetch ends with a page: so many bytes of text are asked for before they
 * are looked at. */
enum { AHEAD = 1024 };

/* 0, 1, 2 ... */
static const unsigned char place[TM__MASK_BYTES] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

struct shape {
    uint64_t word;   /* bytes of words */
    uint64_t joined; /* of these, signs inside words */
    uint64_t middle; /* signs that may be inside words */
    uint64_t under;  /* _, which a plain word does not start with */
    uint64_t hard;   /* bytes at which a word does not simply go on or end */
};

#define LAST_BIT ((uint64_t)1 << (TM__MASK_BYTES - 1))

/* Bytes of letters above ASCII. One that the end of the block cuts is taken for a letter: the word
 * then ends behind the block, and will be looked at again. */
INLINE uint64_t wide_letters(const struct tm__wide_mask *m)
{
    const uint64_t two = m->lead & m->behind >> 1 & ~(m->latin & m->times >> 1);
    const uint64_t three = m->more & m->block >> 1 & m->behind >> 2;
    const uint64_t cut =
        ((m->lead | m->more) & LAST_BIT) | (m->more & m->block >> 1 & LAST_BIT >> 1);

    return two | two << 1 | three | three << 1 | three << 2 | cut | (cut << 1 & LAST_BIT);
}

INLINE uint64_t wide_signs(const struct tm__wide_mask *m)
{
    const uint64_t three = m->mark & m->space >> 1 & m->sign >> 2;

    return three | three << 1 | three << 2;
}

/* Where a dash surely is no part of an address: there is no @, and what could lead to one ends. */
INLINE uint64_t outside_addresses(const struct tm__token_mask *m, uint64_t run)
{
    const uint64_t gap = ~(run | m->middle);

    return m->sigil || !gap ? 0 : ~(uint64_t)0 >> (TM__MASK_BYTES - 1 - tm__highest_bit(gap));
}

INLINE void find_shape(struct shape *s, const struct tm__token_mask *m, uint64_t wide,
                       uint64_t strange)
{
    const uint64_t run = m->letter | m->digit | m->under;
    const uint64_t in_number = m->join & m->digit << 1 & m->digit >> 1;
    const uint64_t in_word = m->quote & m->letter << 1 & m->letter >> 1;
    const uint64_t behind = m->middle & (run | wide) << 1;
    const uint64_t odd = m->sigil | strange | m->middle | wide;
    const uint64_t before_odd = behind & (odd >> 1 | LAST_BIT), between = behind & run >> 1;

    s->joined = in_number | in_word;
    s->word = run | s->joined | wide;
    s->middle = m->middle;
    s->under = m->under;
    s->hard = m->sigil | strange | before_odd | (between & wide << 1) |
              (between & ~s->joined & (m->knot | (m->dash & ~outside_addresses(m, run))));
}

/* Words whose ends are in `ends`; their starts go from *starts, which go in step. */
typedef size_t write_fn(tm_span *word, size_t base, uint64_t *starts, uint64_t ends);

INLINE size_t write_words(tm_span *word, size_t base, uint64_t *starts, uint64_t ends)
{
    uint64_t start = *starts;
    size_t n = 0;

    for (; ends; n++) {
        word[n].start = base + tm__lowest_bit(start);
        word[n].end = base + tm__lowest_bit(ends);
        start &= start - 1;
        ends &= ends - 1;
    }
    *starts = start;
    return n;
}

/* The block at w->at, or a copy with zeros behind its end. */
INLINE const char *whole_block(char tail[TM__MASK_BYTES], const struct tm__words *w)
{
    const char *const text = (const char *)w->text + w->at;

    if (w->size - w->at >= TM__MASK_BYTES)
        return text;
    memset(tail, 0, TM__MASK_BYTES);
    memcpy(tail, text, w->size - w->at);
    return tail;
}

INLINE void look(struct shape *shape, struct tm__words *w, const struct tm__mask_fns *fn)
{
    char tail[TM__MASK_BYTES];
    const char *const block = whole_block(tail, w);
    struct tm__token_mask mask;
    uint64_t run, wide = 0, strange;

    TM__PREFETCH((const void *)((uintptr_t)block + AHEAD));
    fn->token(&mask, block);
    strange = mask.high;
    if (strange) {
        struct tm__wide_mask m;

        fn->wide(&m, block);
        wide = wide_letters(&m);
        strange &= ~(wide | wide_signs(&m));
    }
    find_shape(shape, &mask, wide, strange);
    run = mask.letter | mask.digit | mask.under;
    w->block = w->at;
    w->mask = (struct tm__word_mask){run, run | mask.sigil | mask.high};
}

/* The words from w->at to the end of its block, at most one for each of its bytes. */
INLINE size_t block_words(struct tm__words *w, tm_span *word, const struct tm__mask_fns *fn,
                          write_fn *write)
{
    const size_t base = w->at;
    uint64_t left = ~(uint64_t)0;
    struct shape s;
    size_t n = 0;

    look(&s, w, fn);
    do {
        const uint64_t first = left & (0 - left); /* no sign there is behind a word any more */
        const uint64_t in = s.word & left & ~(s.joined & first);
        const uint64_t open = ((s.hard & ~(s.middle & first)) | (s.under & ~(in << 1))) & left;
        const uint64_t ends = ~in & in << 1 & ((open & (0 - open)) - 1); /* below the first */
        uint64_t starts = in & ~(in << 1);

        n += write(word + n, base, &starts, ends);
        if (!open && !(starts & 1)) { /* a word that the block's end cuts is looked at again */
            w->at = base + (starts ? tm__lowest_bit(starts) : TM__MASK_BYTES);
            return n;
        }
        w->at = base + tm__lowest_bit(starts | open);
        if (!tm__words_next(w, word + n))
            return n;
        n++;
        left = w->at - base < TM__MASK_BYTES ? ~(uint64_t)0 << (w->at - base) : 0;
    } while (left);
    return n;
}

INLINE size_t news_batch(struct tm__words *w, tm_span *word, size_t capacity, write_fn *write)
{
    const struct tm__mask_fns fn = tm__masks_best();
    size_t n = 0;

    while (w->at < w->size && n + TM__MASK_BYTES <= capacity)
        n += block_words(w, word + n, &fn, write);
    if (w->at > w->size)
        w->at = w->size;
    return n;
}

#if defined(__x86_64__) && defined(__GNUC__)
/* With instructions that find and clear the lowest bit. */
__attribute__((target("bmi"))) static size_t news_batch_bmi(struct tm__words *w, tm_span *word,
                                                            size_t capacity)
{
    return news_batch(w, word, capacity, write_words);
}

#define WIDE __attribute__((target("bmi,bmi2,popcnt,avx512bw,avx512vl,avx512vbmi2")))

/* Eight at a time: the places of bits are what is left of 0 to 63 when those of no bit are gone. */
WIDE static inline size_t write_words_wide(tm_span *word, size_t base, uint64_t *starts,
                                           uint64_t ends)
{
    enum { WORDS = 8 };
    const __m512i from = _mm512_set1_epi64((long long)base), places = _mm512_loadu_si512(place);
    const __m512i first = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
    const __m512i second = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
    const unsigned n = (unsigned)_mm_popcnt_u64(ends);
    unsigned char start[TM__MASK_BYTES], end[TM__MASK_BYTES];

    _mm512_storeu_si512(start, _mm512_maskz_compress_epi8(*starts, places));
    _mm512_storeu_si512(end, _mm512_maskz_compress_epi8(ends, places));
    for (unsigned i = 0; i < n; i += WORDS) {
        const __m512i s = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const void *)(start + i)));
        const __m512i e = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const void *)(end + i)));
        const unsigned numbers = _bzhi_u32(0xFFFF, 2 * (n - i));
        const __m512i a = _mm512_permutex2var_epi64(s, first, e);
        const __m512i b = _mm512_permutex2var_epi64(s, second, e);

        _mm512_mask_storeu_epi64(word + i, (__mmask8)(numbers & 0xFF), _mm512_add_epi64(a, from));
        _mm512_mask_storeu_epi64(word + i + WORDS / 2, (__mmask8)(numbers >> 8),
                                 _mm512_add_epi64(b, from));
    }
    *starts = _pdep_u64(~(uint64_t)0 << n, *starts); /* n is 32 at most */
    return n;
}

WIDE static size_t news_batch_wide(struct tm__words *w, tm_span *word, size_t capacity)
{
    return news_batch(w, word, capacity, write_words_wide);
}

static bool is_wide(void)
{
    return __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi2");
}
#endif

size_t tm__words_batch(struct tm__words *w, tm_span *word, size_t capacity)
{
    size_t n = 0;

#if defined(__x86_64__) && defined(__GNUC__)
    if (w->rules == TM_WORDS_NEWS && is_wide())
        return news_batch_wide(w, word, capacity);
    if (w->rules == TM_WORDS_NEWS && __builtin_cpu_supports("bmi"))
        return news_batch_bmi(w, word, capacity);
#endif
    if (w->rules == TM_WORDS_NEWS)
        return news_batch(w, word, capacity, write_words);
    while (n < capacity && tm__words_next(w, word + n))
        n++;
    return n;
}
