#include "cluster/topic_share.h"

#include "base/rng.h"

#include <criterion/criterion.h>

enum { ROWS = 400, TRIAL = 6, GROUPS = 5 };

static const uint32_t in_order[2 * TRIAL] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

/*
 * Members that put each row into its group, i % GROUPS, but for a part of the rows of the first and
 * of the second half that they put anywhere.
 */
static struct tm__members members_of(double first, double second)
{
    static uint32_t label[2 * TRIAL * ROWS], clusters[2 * TRIAL];
    struct tm__rng rng;

    tm__rng_seed(&rng, 1, 1);
    for (size_t i = 0; i < (size_t)2 * TRIAL; i++) {
        clusters[i] = GROUPS;
        for (size_t r = 0; r < ROWS; r++)
            label[i * ROWS + r] = tm__rng_uniform(&rng) < (i < TRIAL ? first : second)
                                      ? (uint32_t)tm__rng_below(&rng, GROUPS)
                                      : (uint32_t)(r % GROUPS);
    }
    return (struct tm__members){(size_t)2 * TRIAL, ROWS, label, clusters, NULL, 0, {NULL, 0, 0}};
}

/* One row of so many words: square of that many pairs. */
static double share(double first, double second, uint64_t words)
{
    const struct tm__members members = members_of(first, second);
    uint64_t row_start[2] = {0, words};
    const tm_sparse row = {.rows = 1, .cols = words, .row_start = row_start};
    double share = -1;

    cr_assert_eq(tm__background_share(&share, &members, in_order, TRIAL, &row, NULL), TM_OK,
                 "share");
    return share;
}

Test(topic_share, grows_with_how_well_members_agree_that_see_the_background)
{
    cr_expect_gt(share(0.3, 0.3, 100), 0.7, "alike");
    cr_expect_eq(share(0.1, 0.5, 100), 0, "the rows' own are better");
    cr_expect_eq(share(0.5, 0.1, 100), 1, "the background's are better");
    cr_expect_gt(share(0.3, 0.3, 100), share(0.3, 0.32, 100), "a little better");
}

Test(topic_share, falls_with_how_many_words_meet)
{
    cr_expect_float_eq(share(0.5, 0.1, 1732), 1, 1e-3, "three million pairs");
    cr_expect_float_eq(share(0.5, 0.1, 4162), 0.5, 0.01, "half way");
    cr_expect_eq(share(0.5, 0.1, 10000), 0, "a hundred million");
    cr_expect_eq(share(0.5, 0.1, UINT64_MAX), 0, "very many");
}

Test(topic_share, is_half_where_nobody_can_agree)
{
    const struct tm__members members = members_of(0, 0);
    uint64_t row_start[1] = {0};
    const tm_sparse none = {.rows = 0, .row_start = row_start};
    double share = -1;

    cr_assert_eq(tm__background_share(&share, &members, in_order, 1, &none, NULL), TM_OK, "share");
    cr_expect_eq(share, 0.5, "one of each has nobody to agree with");
    cr_assert_eq(tm__background_share(&share, &members, in_order, 0, &none, NULL), TM_OK, "share");
    cr_expect_eq(share, 0.5, "none");
}
