#include "probe_sample.h"

#include <math.h>

/* The products of all lists are the cosines, and settling finds what is near enough. */
Test(probe_sums, add_up_to_cosines_and_find_every_answer)
{
    for (size_t row = 0; row < 20; row++) {
        struct probe_sample *s = probe_sample_new(random_rows(300, 60, 7, 5), row, 299, 0.3f);
        const size_t near = probe_sample_near(s, 0.3f);
        for (size_t k = 0; k < s->state.entries; k++)
            tm__probe_read_list(&s->state, k);
        s->state.cut = s->state.entries;
        for (size_t t = 0; t < s->state.touched; t++)
            cr_expect_float_eq(s->probe.sum[s->probe.touched[t]],
                               tm_cosine(s->m, row, s->m, s->probe.touched[t]), 1e-5, "row %zu",
                               row);
        tm__probe_settle_sums(&s->state);
        cr_expect_eq(probe_sample_found(s, 0.3f), near, "row %zu", row);
        for (size_t i = 0; i < 300; i++)
            cr_expect_eq(s->probe.sum[i], 0.0f, "cleared");
        probe_sample_free(s);
    }
}

Test(probe_sums, raise_the_bound_to_what_is_reached)
{
    struct probe_sample *s = probe_sample_new(random_rows(300, 60, 7, 6), 11, 10, 0.01f);

    for (size_t k = 0; k < s->state.entries; k++)
        tm__probe_read_list(&s->state, k);
    tm__probe_raise_by_sums(&s->state);
    cr_expect_gt(s->state.bound, 0.01f, "raised");
    cr_expect_geq(probe_sample_near(s, s->state.bound), 10, "ten are as near as that");
    probe_sample_free(s);
}
