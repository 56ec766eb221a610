#include "fault_alloc.h"
#include "phrases/ngrams.h"

enum { WORDS = 500 };

/* A stream over 20 terms in which runs come again. */
static void fill(struct tm__token *token)
{
    for (uint32_t i = 0; i < WORDS; i++)
        token[i] = (struct tm__token){i * i % 20, 0, 0, 0};
}

static bool same_run(const struct tm__token *a, const struct tm__token *b, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++)
        if (a[i].term != b[i].term)
            return false;
    return true;
}

Test(ngrams, count_like_a_search_through_the_text)
{
    struct tm__token token[WORDS];
    const struct tm__tokens tokens = {1, 20, NULL, token, NULL};
    struct tm__ngrams g;

    fill(token);
    tm__ngrams_start(&g, &tokens);
    cr_expect_null(tm__ngrams_find(&g, 1, 0, 1), "an empty table");
    for (uint32_t length = 1; length <= 3; length++)
        for (uint64_t at = 0; at + length <= WORDS; at++) {
            uint64_t hash = 0;
            for (uint32_t i = 0; i < length; i++)
                hash = tm__ngram_hash(hash, token[at + i].term);
            tm__ngram_meet(tm__ngrams_add(&g, hash, at, length), (uint32_t)(at / 50));
        }
    for (size_t s = 0; s < g.slots; s++) {
        const struct tm__ngram *n = &g.slot[s];
        uint32_t documents = 0, last = UINT32_MAX;
        if (!n->length)
            continue;
        for (uint64_t at = 0; at + n->length <= WORDS; at++)
            if (same_run(token + at, token + n->at, n->length) && last != at / 50) {
                last = (uint32_t)(at / 50);
                documents++;
            }
        cr_expect_eq(n->documents, documents, "run of %u at %d", n->length, (int)n->at);
        cr_expect_eq(tm__ngrams_find(&g, n->hash, n->at, n->length), n, "found again");
    }
    tm__ngrams_release(&g);
}

/* Equal hashes do not make equal runs. */
Test(ngrams, compare_the_words)
{
    struct tm__token token[] = {{1, 0, 0, 0}, {2, 0, 0, 0}};
    const struct tm__tokens tokens = {1, 3, NULL, token, NULL};
    struct tm__ngrams g;

    tm__ngrams_start(&g, &tokens);
    tm__ngram_meet(tm__ngrams_add(&g, 42, 0, 1), 0);
    tm__ngram_meet(tm__ngrams_add(&g, 42, 1, 1), 0);
    tm__ngram_meet(tm__ngrams_add(&g, 42, 0, 2), 0);
    cr_expect_eq(g.count, 3, "three runs");
    tm__ngrams_release(&g);
}

static tm_status once(const struct tm__tokens *tokens)
{
    struct tm__ngrams g;
    bool ok = true;

    tm__ngrams_start(&g, tokens);
    for (uint64_t at = 0; ok && at < WORDS; at++)
        ok = tm__ngrams_add(&g, at, at, 1) != NULL;
    tm__ngrams_release(&g);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(ngrams, survive_allocation_failure)
{
    struct tm__token token[WORDS];
    const struct tm__tokens tokens = {1, 20, NULL, token, NULL};

    fault_install();
    fill(token);
    FAULT_LOOP(once(&tokens));
    cr_expect_eq(fault_live, 0, "nothing left");
}
