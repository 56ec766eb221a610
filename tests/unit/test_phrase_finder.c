#include "cluster/phrase_finder.h"

#include "base/memory.h"

#include <criterion/criterion.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

static const tm_text news[] = {
    TEXT("central bank raises rates"),
    TEXT("rates: central bank waits for the other central bank"),
    TEXT("central, bank"),
};

struct seen {
    size_t times;
    uint64_t last;
};

static void see(void *ctx, struct tm__ngram *run, uint64_t at)
{
    struct seen *seen = ctx;

    cr_expect_eq(run->length, 2, "the phrase");
    seen->times++;
    seen->last = at;
}

Test(phrase_finder, finds_every_place_and_counts_documents)
{
    struct tm__tokens t;
    struct tm__phrase_finder finder;
    struct tm__ngram *run;
    struct seen seen = {0, 0};
    bool *starts;

    cr_assert_eq(tm__tokens_read(&t, news, 3, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    starts = tm__calloc(t.terms, sizeof *starts);
    tm__phrase_finder_start(&finder, &t, starts);
    run = tm__phrase_finder_add(
        &finder, tm__ngram_hash(tm__ngram_hash(0, t.token[0].term), t.token[1].term), 0, 2);
    cr_assert_not_null(run, "memory");
    cr_expect(starts[t.token[0].term], "its first word");

    tm__phrase_finder_read(&finder, 1, see, &seen);
    cr_expect_eq(seen.times, 2, "both places");
    cr_expect_eq(seen.last, t.first[2] - 2, "the second");
    for (uint32_t d = 0; d < 3; d++)
        tm__phrase_finder_meet(&finder, d);
    cr_expect_eq(run->documents, 2, "a comma parts the words of the third");
    tm__phrase_finder_forget(&finder);
    tm__phrase_finder_meet(&finder, 1);
    cr_expect_eq(run->documents, 1, "also the one that was met last before");
    tm__phrase_finder_forget(&finder);
    cr_expect_eq(tm__phrase_finder_count(&finder, NULL, NULL), TM_OK, "count");
    cr_expect_eq(run->documents, 2, "all at once");

    tm__phrase_finder_release(&finder);
    for (size_t i = 0; i < t.terms; i++)
        cr_expect_not(starts[i], "as it was");
    tm__free(starts);
    tm__tokens_release(&t);
}

/* Documents of several blocks, counted by several threads: "word" is in all, its pair in every
 * third. */
Test(phrase_finder, counts_the_same_on_all_threads)
{
    enum { DOCUMENTS = 3000 };
    static tm_text many[DOCUMENTS];

    for (size_t d = 0; d < DOCUMENTS; d++)
        many[d] = d % 3 ? (tm_text)TEXT("bank of banks, bank") : (tm_text)TEXT("bank rates bank");
    for (unsigned threads = 1; threads <= 3; threads++) {
        struct tm__tokens t;
        struct tm__phrase_finder finder;
        tm_run run = TM_RUN_INIT;
        uint64_t word, pair;
        bool *starts;

        run.threads = threads;
        cr_assert_eq(tm__tokens_read(&t, many, DOCUMENTS, "en", NULL, false, &run, NULL), TM_OK,
                     "tokens");
        starts = tm__calloc(t.terms, sizeof *starts);
        tm__phrase_finder_start(&finder, &t, starts);
        word = tm__ngram_hash(0, t.token[0].term);
        pair = tm__ngram_hash(word, t.token[1].term);
        cr_assert_not_null(tm__phrase_finder_add(&finder, word, 0, 1), "memory");
        cr_assert_not_null(tm__phrase_finder_add(&finder, pair, 0, 2), "memory");
        cr_assert_eq(tm__phrase_finder_count(&finder, &run, NULL), TM_OK, "count");
        cr_expect_eq(tm__ngrams_find(&finder.runs, word, 0, 1)->documents, DOCUMENTS, "word");
        cr_expect_eq(tm__ngrams_find(&finder.runs, pair, 0, 2)->documents, DOCUMENTS / 3, "pair");
        tm__phrase_finder_release(&finder);
        tm__free(starts);
        tm__tokens_release(&t);
    }
}
