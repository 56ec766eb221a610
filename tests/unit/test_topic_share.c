#include "cluster/topic_share.h"

#include "base/rng.h"

#include <criterion/criterion.h>

enum { ROWS = 400, TRIAL = 6, GROUPS = 5 };

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
    return (struct tm__members){(size_t)2 * TRIAL, ROWS, label, clusters, NULL, 0};
}

static double share(double first, double second, uint64_t words)
{
    const struct tm__members members = members_of(first, second);
    double share = -1;

    cr_assert_eq(tm__background_share(&share, &members, TRIAL, words, NULL), TM_OK, "share");
    return share;
}

Test(topic_share, grows_with_how_well_members_agree_that_see_the_background)
{
    cr_expect_float_eq(share(0.3, 0.3, 1000), 0.5, 0.1, "alike");
    cr_expect_eq(share(0.1, 0.5, 1000), 0, "the rows' own are better");
    cr_expect_eq(share(0.5, 0.1, 1000), 1, "the background's are better");
    cr_expect_gt(share(0.3, 0.27, 1000), share(0.3, 0.3, 1000), "a little better");
}

Test(topic_share, falls_with_how_much_the_rows_say)
{
    cr_expect_float_eq(share(0.5, 0.1, 30000), 1, 1e-3, "little");
    cr_expect_float_eq(share(0.5, 0.1, 173205), 0.5, 0.01, "half way");
    cr_expect_eq(share(0.5, 0.1, 1000000), 0, "much");
    cr_expect_eq(share(0.5, 0.1, UINT64_MAX - 1), 0, "very much");
}

Test(topic_share, is_half_where_nobody_can_agree)
{
    const struct tm__members members = members_of(0, 0);
    double share = -1;

    cr_assert_eq(tm__background_share(&share, &members, 1, 1000, NULL), TM_OK, "share");
    cr_expect_eq(share, 0.5, "one of each has nobody to agree with");
    cr_assert_eq(tm__background_share(&share, &members, 0, 1000, NULL), TM_OK, "share");
    cr_expect_eq(share, 0.5, "none");
}
