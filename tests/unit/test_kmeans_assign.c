#include "cluster/kmeans_products.h"
#include "fault_alloc.h"
#include "kmeans_sample.h"

/* With bounds and without, the same labels, step by step, and those of the definition. */
Test(kmeans_assign, gives_the_nearest_with_bounds_and_without)
{
    static const size_t clusters[] = {2, 9, 70};

    for (size_t n = 0; n < 3; n++) {
        struct kmeans_sample *s = kmeans_sample_new(random_rows(700, 50, 4, n), clusters[n]);
        struct tm__kmeans_assignment with, without;
        uint32_t a[700], b[700];
        cr_assert_eq(tm__kmeans_assignment_new(&with, &s->sums, 700, true, NULL, NULL), TM_OK, "");
        cr_assert_eq(tm__kmeans_assignment_new(&without, &s->sums, 700, false, NULL, NULL), TM_OK,
                     "");
        for (size_t step = 0; step < 12; step++) {
            cr_assert_eq(tm__kmeans_assign(a, &with, s->label, NULL, 0, NULL, NULL), TM_OK, "");
            cr_assert_eq(tm__kmeans_assign(b, &without, s->label, NULL, 0, NULL, NULL), TM_OK, "");
            cr_expect_arr_eq(a, b, sizeof a, "%zu clusters, step %zu", clusters[n], step);
            for (size_t i = 0; i < 700; i += 23) {
                const double own = kmeans_sample_cosine(s, i, a[i]);
                for (size_t j = 0; j < clusters[n]; j++)
                    cr_expect_leq(kmeans_sample_cosine(s, i, j), own + 1e-6, "row %zu", i);
            }
            cr_assert_eq(tm__kmeans_sums_move(&s->sums, s->label, a, NULL, NULL), TM_OK, "move");
            memcpy(s->label, a, sizeof a);
        }
        tm__kmeans_assignment_release(&with);
        tm__kmeans_assignment_release(&without);
        kmeans_sample_free(s);
    }
}

Test(kmeans_assign, looks_only_at_the_subset)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(40, 30, 4, 4), 5);
    struct tm__kmeans_assignment a;
    static const uint32_t subset[] = {3, 17, 18};
    uint32_t next[40], all[40];

    memset(next, 0xee, sizeof next);
    cr_assert_eq(tm__kmeans_assignment_new(&a, &s->sums, 40, false, NULL, NULL), TM_OK, "new");
    cr_assert_eq(tm__kmeans_assign(all, &a, s->label, NULL, 0, NULL, NULL), TM_OK, "all");
    cr_assert_eq(tm__kmeans_assign(next, &a, s->label, subset, 3, NULL, NULL), TM_OK, "some");
    for (uint32_t i = 0; i < 40; i++)
        cr_expect_eq(next[i], i == 3 || i == 17 || i == 18 ? all[i] : 0xeeeeeeee, "row %u", i);
    tm__kmeans_assignment_release(&a);
    kmeans_sample_free(s);
}

static tm_status once(const struct kmeans_sample *s)
{
    struct tm__kmeans_assignment a;
    const tm_status status = tm__kmeans_assignment_new(&a, &s->sums, 9, true, &fault_run, NULL);

    tm__kmeans_assignment_release(&a);
    return status;
}

Test(kmeans_assign, survives_allocation_failure)
{
    kmeans_sample_faults(once);
}
