#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tm.h>

/* An allocator that knows how many bytes are in use, and how many ever were. */
enum { HEAD = 16 };
static size_t in_use, peak;

static void count(size_t more, size_t less)
{
    in_use += more;
    in_use -= less;
    peak = in_use > peak ? in_use : peak;
}

static void *resize(void *old, size_t size, void *ctx)
{
    char *const before = old ? (char *)old - HEAD : NULL;
    const size_t had = before ? *(size_t *)(void *)before : 0;
    char *const block = realloc(before, HEAD + size);

    (void)ctx;
    cr_assert_not_null(block);
    *(size_t *)(void *)block = size;
    count(size, had);
    return block + HEAD;
}

static void *allocate(size_t size, void *ctx)
{
    return resize(NULL, size, ctx);
}

static void release(void *block, void *ctx)
{
    (void)ctx;
    if (!block)
        return;
    count(0, *(size_t *)(void *)((char *)block - HEAD));
    free((char *)block - HEAD);
}

/* Sentences of twelve words, the k-th most common of which is drawn k times more seldom. */
static tm_text *draw_sentences(size_t sentences)
{
    enum { WORDS = 12, VOCABULARY = 20000, SIZE = WORDS * 8 + 2 };
    tm_text *const out = calloc(sentences, sizeof *out);
    struct tm__rng rng;

    tm__rng_seed(&rng, 7, 0);
    for (size_t i = 0; i < sentences; i++) {
        char *const line = calloc(SIZE, 1);
        size_t size = 0;
        for (size_t w = 0; w < WORDS; w++) {
            const int word = (int)pow(VOCABULARY, tm__rng_uniform(&rng));
            size += (size_t)snprintf(line + size, SIZE - size, "%sw%da", w ? " " : "", word);
        }
        line[size++] = '.';
        out[i] = (tm_text){line, size};
    }
    return out;
}

static size_t peak_of(const tm_text *sentence, size_t sentences, tm_summary_algorithm algorithm)
{
    const tm_run one_thread = {sizeof(tm_run), 1, 0, NULL, NULL};
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    o.algorithm = algorithm;
    o.sentences = 10;
    peak = in_use;
    cr_assert_eq(tm_summarize_sentences(&s, sentence, NULL, sentences, &o, &one_thread, NULL),
                 TM_OK);
    cr_expect_eq(s->count, 10);
    tm_summary_free(s);
    return peak - in_use;
}

/* All pairs of 10,000 sentences would be 100 million: twice the sentences would take four times.
 * Half of them are so many that large pages are asked for, of which there are whole ones. */
Test(summary_growth, of_memory_is_that_of_the_text)
{
    static const tm_summary_algorithm algorithms[] = {
        TM_SUMMARY_COVERAGE, TM_SUMMARY_LEXRANK, TM_SUMMARY_TEXTRANK, TM_SUMMARY_TEXTRANK_BM25,
        TM_SUMMARY_CENTROID, TM_SUMMARY_MMR,     TM_SUMMARY_BIGRAMS};
    enum { SENTENCES = 10000 };
    const tm_allocator counting = {allocate, resize, release, NULL};
    tm_text *const sentence = draw_sentences(SENTENCES);

    tm_set_allocator(&counting);
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        const size_t half = peak_of(sentence, SENTENCES / 2, algorithms[i]);
        const size_t all = peak_of(sentence, SENTENCES, algorithms[i]);

        cr_expect_lt(all, 2 * half, "algorithm %d: %zu bytes, %zu of half", (int)algorithms[i], all,
                     half);
        cr_expect_lt(all, 3000 * (size_t)SENTENCES, "algorithm %d: %zu bytes", (int)algorithms[i],
                     all);
    }
    tm_set_allocator(NULL);
    for (size_t i = 0; i < SENTENCES; i++)
        free((char *)(uintptr_t)sentence[i].data);
    free(sentence);
}
