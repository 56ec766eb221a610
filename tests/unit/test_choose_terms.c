#include "vector/choose_terms.h"

#include <criterion/criterion.h>

static const uint32_t df[] = {1, 3, 0, 2, 2};
static const uint64_t cf[] = {9, 4, 0, 4, 2};
static const struct tm__term_counts counts = {5, 4, df, cf};

static void expect(const tm_tfidf_options *options, const uint32_t *want, size_t kept)
{
    uint32_t column[5];

    cr_expect_eq(tm__choose_terms(column, &counts, options), kept, "%zu kept", kept);
    cr_expect_arr_eq(column, want, sizeof column);
}

Test(choose_terms, by_documents)
{
    const uint32_t NO = TM__NO_TERM;
    tm_tfidf_options o = TM_TFIDF_INIT;

    expect(&o, (uint32_t[]){0, 1, NO, 2, 3}, 4); /* never seen */
    o.min_df = 2;
    expect(&o, (uint32_t[]){NO, 0, NO, 1, 2}, 3);
    o.max_df = 0.5;
    expect(&o, (uint32_t[]){NO, NO, NO, 0, 1}, 2);
}

Test(choose_terms, by_number)
{
    const uint32_t NO = TM__NO_TERM;
    tm_tfidf_options o = TM_TFIDF_INIT;

    o.max_terms = 1;
    expect(&o, (uint32_t[]){0, NO, NO, NO, NO}, 1);
    o.max_terms = 2; /* of two that stand 4 times the first */
    expect(&o, (uint32_t[]){0, 1, NO, NO, NO}, 2);
    o.max_terms = 3;
    expect(&o, (uint32_t[]){0, 1, NO, 2, NO}, 3);
    o.max_terms = 100;
    expect(&o, (uint32_t[]){0, 1, NO, 2, 3}, 4);
    o.min_df = 2;
    o.max_terms = 2;
    expect(&o, (uint32_t[]){NO, 0, NO, 1, NO}, 2);
}
