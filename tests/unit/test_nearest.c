#include "cluster/nearest.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

/* The nearest centroid by definition; a tie by rounding is told apart by the product. */
static void expect_nearest(const tm_sparse *m, const struct tm__centroids *c, const uint32_t *label,
                           const float *similarity)
{
    for (size_t i = 0; i < m->rows; i++) {
        double best = 0, own = 0;
        for (size_t j = 0; j < c->clusters; j++) {
            double product = 0;
            for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
                for (uint64_t q = c->start[j]; q < c->end[j]; q++)
                    if (c->column[q] == m->column[e])
                        product += c->value[q] * m->value[e];
            best = product > best ? product : best;
            own = j == label[i] ? product : own;
        }
        cr_expect_float_eq(own, best, 1e-6, "%zu clusters, row %zu", c->clusters, i);
        cr_expect_float_eq(similarity[i], best, 1e-6, "%zu clusters, row %zu", c->clusters, i);
    }
}

/* Every padding of the table, several strips of it, and the index. */
Test(nearest, agrees_with_the_definition_for_any_number_of_clusters)
{
    static const size_t clusters[] = {1, 2, 7, 8, 9, 17, 31, 32, 33, 70, 150};
    tm_sparse *few = random_rows(150, 40, 6, 2), *many = random_rows(150, 4000, 3, 2);
    uint32_t label[150];
    float similarity[150];

    for (size_t x = 0; x < sizeof clusters / sizeof *clusters; x++)
        for (int wide = 0; wide < 2; wide++) {
            const tm_sparse *m = wide ? many : few;
            struct tm__centroids c;
            struct tm__nearest n;
            for (size_t i = 0; i < 150; i++)
                label[i] = (uint32_t)(i % clusters[x]);
            cr_assert_eq(tm__centroids_new(&c, m, clusters[x], NULL, NULL), TM_OK, "centroids");
            cr_assert_eq(tm__centroids_update(&c, m, label, NULL, NULL), TM_OK, "update");
            tm__nearest_start(&n, clusters[x], NULL);
            cr_assert_eq(tm__nearest_find(label, similarity, &n, m, &c, NULL, NULL), TM_OK, "find");
            expect_nearest(m, &c, label, similarity);
            cr_expect_eq(n.touched != NULL, wide && clusters[x] > 9, "%zu clusters, %zu columns",
                         clusters[x], m->cols);
            tm__nearest_release(&n);
            tm__centroids_release(&c);
        }
    tm_sparse_free(few);
    tm_sparse_free(many);
}

Test(nearest, gives_ties_and_strangers_to_the_lowest_number)
{
    static const float x[] = {1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1};
    static const uint32_t start[] = {0, 1, TM__NO_CLUSTER, TM__NO_CLUSTER};
    tm_sparse *m = rows_of(x, 4, 3);
    struct tm__centroids c;
    struct tm__nearest n;
    uint32_t label[4];
    float similarity[4];

    cr_assert_eq(tm__centroids_new(&c, m, 2, NULL, NULL), TM_OK, "centroids");
    cr_assert_eq(tm__centroids_update(&c, m, start, NULL, NULL), TM_OK, "update");
    tm__nearest_start(&n, 2, NULL);
    cr_assert_eq(tm__nearest_find(label, similarity, &n, m, &c, NULL, NULL), TM_OK, "find");
    cr_expect_eq(label[2], 0, "as near to both");
    cr_expect_eq(label[3], 0, "near to none");
    cr_expect_eq(similarity[3], 0.0f, "near to none");
    tm__nearest_release(&n);
    tm__centroids_release(&c);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m, size_t clusters)
{
    struct tm__centroids c;
    struct tm__nearest n;
    uint32_t label[20];
    float similarity[20];
    tm_status status;

    for (size_t i = 0; i < 20; i++)
        label[i] = (uint32_t)(i % clusters);
    tm__nearest_start(&n, clusters, &fault_run);
    status = tm__centroids_new(&c, m, clusters, &fault_run, NULL);
    if (status == TM_OK)
        status = tm__centroids_update(&c, m, label, &fault_run, NULL);
    if (status == TM_OK)
        status = tm__nearest_find(label, similarity, &n, m, &c, &fault_run, NULL);
    tm__nearest_release(&n);
    tm__centroids_release(&c);
    return status;
}

Test(nearest, survives_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = random_rows(20, 2000, 3, 2);
    FAULT_LOOP(once(m, 2));
    FAULT_LOOP(once(m, 20));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
