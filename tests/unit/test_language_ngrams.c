#include "text/language_ngrams.h"

#include "fault_alloc.h"

#include <string.h>

static size_t ngrams(struct tm__gram *out, size_t capacity, const char *text, size_t step)
{
    struct tm__grams g;
    size_t n = 0, got;

    tm__grams_start(&g, text, strlen(text), NULL);
    do {
        const size_t room = capacity - n < step ? capacity - n : step;
        n += got = tm__grams_next(&g, out + n, room);
    } while (got);
    return n;
}

static bool holds(const struct tm__gram *ngram, size_t n, uint32_t hash)
{
    for (size_t i = 0; i < n; i++)
        if (ngram[i].hash == hash)
            return true;
    return false;
}

Test(language_ngrams, runs_of_one_to_five_with_edges)
{
    struct tm__gram g[64];

    /* "_ab_": a _a; b ab _ab; b_ ab_ _ab_ */
    cr_expect_eq(ngrams(g, 64, "ab", 64), 8, "two letters");
    /* 6 letters: 2 3 4 5 5 5 that end in a letter, 4 that end in the edge */
    cr_expect_eq(ngrams(g, 64, "abcdef", 64), 28, "six letters");
    cr_expect_eq(ngrams(g, 64, "", 64), 0, "nothing");
    /* ideographs: 1 and 2; the edge may close longer runs */
    cr_expect_eq(ngrams(g, 64, "\u65B0\u805E", 64), 2 + 2 + 3, "two ideographs");
}

Test(language_ngrams, equal_runs_have_equal_hashes)
{
    struct tm__gram one[64], two[64];
    const size_t n = ngrams(one, 64, "ab", 64), m = ngrams(two, 64, "x ab", 64);

    for (size_t i = 0; i < n; i++)
        cr_expect(holds(two, m, one[i].hash), "n-gram %zu of 'ab' is in 'x ab'", i);
    ngrams(two, 64, "ba", 64);
    cr_expect_neq(one[7].hash, two[7].hash, "_ab_ is not _ba_");
}

Test(language_ngrams, words_are_numbered)
{
    struct tm__gram g[64];
    const size_t n = ngrams(g, 64, "ab, 12 cd", 64);

    cr_assert_eq(n, 16, "two words of two letters");
    cr_expect_eq(g[7].word, 0, "the first word to its edge");
    cr_expect_eq(g[8].word, 1, "the second");
}

Test(language_ngrams, small_batches_give_the_same)
{
    struct tm__gram whole[256], parts[256];
    const char *text = "Small batches give the same n-grams.";
    const size_t n = ngrams(whole, 256, text, 256);

    cr_expect_eq(ngrams(parts, 256, text, TM__GRAM_LENGTH), n, "count");
    cr_expect_arr_eq(whole, parts, n * sizeof *whole, "hashes and words");
}
