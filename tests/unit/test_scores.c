#include "cluster/scores.h"
#include "fault_alloc.h"
#include "kmeans_sample.h"

/* Rows in pairs, so that 2,100 rows make few clusters and 4,400 many. */
Test(scores, are_cosines_with_few_clusters_and_with_many)
{
    static const size_t rows[] = {210, 4400};

    for (size_t n = 0; n < 2; n++) {
        struct kmeans_sample *s = kmeans_sample_new(random_rows(rows[n], 300, 6, n), rows[n] / 2);
        tm_clustering *c;
        cr_assert_eq(tm_clustering_from_labels(&c, s->m, s->label, NULL, NULL), TM_OK, "scored");
        for (size_t i = 0; i < rows[n]; i += rows[n] / 10) {
            double best = 0;
            for (size_t j = 0; j < s->clusters; j++)
                if (j != s->label[i] && kmeans_sample_cosine(s, i, j) > best)
                    best = kmeans_sample_cosine(s, i, j);
            cr_expect_float_eq(c->score[i], kmeans_sample_cosine(s, i, s->label[i]), 1e-6, "%zu",
                               i);
            cr_expect_float_eq(c->margin[i], c->score[i] - best, 2e-6, "%zu", i);
        }
        tm_clustering_free(c);
        kmeans_sample_free(s);
    }
}

Test(scores, are_one_alone_and_zero_without_terms)
{
    static const float x[] = {3, 1, 0, 0, 0, 0, 0, 1, 1};
    static const uint32_t label[] = {0, 1, 2};
    tm_sparse *m = rows_of(x, 3, 3);
    tm_clustering *c;

    cr_assert_eq(tm_clustering_from_labels(&c, m, label, NULL, NULL), TM_OK, "scored");
    cr_expect_eq(c->score[0], 1.0f, "alone");
    cr_expect_eq(c->score[1], 0.0f, "no terms");
    cr_expect_eq(c->margin[1], 0.0f, "no terms");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m, const uint32_t *label)
{
    tm_clustering *c;
    const tm_status status = tm_clustering_from_labels(&c, m, label, &fault_run, NULL);

    tm_clustering_free(c);
    return status;
}

Test(scores, survive_allocation_failure)
{
    static const uint32_t few[6] = {0, 1, 2};
    uint32_t *many = malloc(2100 * sizeof *many);
    tm_sparse *m, *large;

    for (uint32_t i = 0; i < 2100; i++)
        many[i] = i;
    fault_install();
    m = random_rows(6, 9, 3, 1);
    large = random_rows(2100, 9, 3, 1);
    FAULT_LOOP(once(m, few));
    FAULT_LOOP(once(large, many));
    tm_sparse_free(m);
    tm_sparse_free(large);
    free(many);
    cr_expect_eq(fault_live, 0, "nothing left");
}
