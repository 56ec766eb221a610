#include "probe_sample.h"

Test(probe_judge, compares_as_tm_cosine_does_bit_for_bit)
{
    struct probe_sample *s = probe_sample_new(random_rows(80, 30, 6, 1), 7, 5, 0.1f);

    for (uint32_t i = 0; i < 80; i++)
        cr_expect_eq(tm__probe_compare(&s->state, i), (float)tm_cosine(s->m, 7, s->m, i), "%u", i);
    probe_sample_free(s);
}

Test(probe_judge, keeps_the_best_and_raises_the_bound_to_the_worst_of_them)
{
    struct probe_sample *s = probe_sample_new(random_rows(80, 30, 6, 2), 7, 5, 0.01f);
    uint64_t candidate[79];
    size_t n = 0;

    for (uint32_t i = 0; i < 80; i++)
        if (i != 7)
            candidate[n++] = (uint64_t)UINT32_MAX << 32 | i;
    tm__probe_compare_all(&s->state, candidate, n);
    cr_expect_eq(s->state.found, 5, "the best five");
    cr_expect_eq(probe_sample_near(s, s->state.bound), 5, "the bound is the fifth");
    cr_expect_eq(probe_sample_found(s, s->state.bound), 5, "and they are those");
    probe_sample_free(s);
}
