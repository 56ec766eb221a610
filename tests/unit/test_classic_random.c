#include "rater_sample.h"

Test(classic_random, from_the_seed)
{
    static const char *const sentences[] = {"a.", "b.", "c.", "d.", NULL};
    struct rater_sample s, other;
    tm_run run = TM_RUN_INIT;

    rater_start(&s, &tm__rater_random, sentences, NULL);
    rater_start(&other, &tm__rater_random, sentences, NULL);
    cr_expect_arr_eq(s.rating.score, other.rating.score, 4 * sizeof(double), "the same seed");
    tm__rating_release(&other.rating);
    run.seed = 1;
    cr_assert_eq(tm__rating_start(&other.rating, other.rater, &other.bags, &run, NULL), TM_OK, "1");
    cr_expect(memcmp(s.rating.score, other.rating.score, 4 * sizeof(double)), "another seed");
    rater_end(&s);
    rater_end(&other);
}

Test(classic_random, edges)
{
    rater_edges(&tm__rater_random);
}
