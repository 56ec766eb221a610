#include "fault_alloc.h"
#include "probe_sample.h"

/* Rows by rising number, the best of them, as brute force finds them. */
Test(probe, answers_as_brute_force_does)
{
    static const size_t top[] = {1, 10, SIZE_MAX};

    for (size_t x = 0; x < 3; x++) {
        struct probe_sample *s = probe_sample_new(random_rows(250, 50, 7, x), 0, top[x], 0.2f);
        memset(s->probe.dense, 0, 50 * sizeof *s->probe.dense); /* what starting left there */
        for (size_t i = 0; i < 250; i++) {
            const size_t n = tm__probe_row(&s->probe, &s->question, i, 0, i);
            float worst = 1;
            size_t near;
            s->state.row = i;
            for (size_t k = 0; k < n; k++) {
                const struct tm__answer a = tm__probe_answer(&s->probe, k);
                cr_expect_eq(a.similarity, (float)tm_cosine(s->m, i, s->m, a.row), "row %zu", i);
                cr_expect(k == 0 || tm__probe_answer(&s->probe, k - 1).row < a.row, "rising");
                worst = a.similarity < worst ? a.similarity : worst;
            }
            near = probe_sample_near(s, 0.2f);
            cr_expect_eq(n, near < top[x] ? near : top[x], "row %zu", i);
            if (n == top[x])
                cr_expect_geq(probe_sample_near(s, worst), n, "row %zu: the best", i);
        }
        probe_sample_free(s);
    }
}

static tm_status once(const struct tm__question *question)
{
    struct tm__probe probe;
    const bool made = tm__probe_make(&probe, question);

    tm__probe_release(&probe);
    return made ? TM_OK : TM_ENOMEM;
}

Test(probe, survives_allocation_failure)
{
    struct probe_sample *s;

    fault_install();
    s = probe_sample_new(random_rows(9, 10, 3, 1), 0, 3, 0.1f);
    FAULT_LOOP(once(&s->question));
    probe_sample_free(s);
    cr_expect_eq(fault_live, 0, "nothing left");
}
