#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

static tm_clustering *mixture(const tm_sparse *m, size_t k, const tm_run *run)
{
    tm_dirichlet_mixture_options o = TM_DIRICHLET_MIXTURE_INIT;
    tm_clustering *c = NULL;
    tm_error err = {0};

    o.clusters = k;
    cr_assert_eq(tm_dirichlet_mixture(&c, m, &o, run, &err), TM_OK, "%s", err.message);
    return c;
}

Test(dirichlet_mixture, finds_planted_groups_below_a_higher_number)
{
    tm_sparse *m = planted_rows(300, 6, 10, 1);
    tm_clustering *c = mixture(m, 30, NULL);

    cr_expect_eq(c->clusters, 6, "%zu clusters", c->clusters);
    for (size_t i = 0; i < 300; i++)
        cr_expect_eq(c->cluster[i], i % 6, "row %zu", i);
    expect_in_order(c, "planted");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

/* In the end no row is likelier elsewhere, by the formula of the paper. */
Test(dirichlet_mixture, ends_where_no_row_is_likelier_elsewhere)
{
    tm_sparse *m = planted_rows(80, 4, 5, 2);
    tm_clustering *c = mixture(m, 4, NULL);

    for (size_t i = 0; i < 80; i++) {
        double score[4] = {0}, own;
        for (size_t j = 0; j < c->clusters; j++) {
            double rows = 0, words = 0, n = 0;
            for (size_t r = 0; r < 80; r++)
                if (r != i && c->cluster[r] == j) {
                    rows++;
                    words += (double)(m->row_start[r + 1] - m->row_start[r]);
                }
            score[j] = log(rows + 0.1);
            for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
                double with = 0;
                for (size_t r = 0; r < 80; r++)
                    for (uint64_t q = m->row_start[r]; q < m->row_start[r + 1]; q++)
                        with += r != i && c->cluster[r] == j && m->column[q] == m->column[e];
                score[j] += log(with + 0.1) - log(words + 0.1 * (double)m->cols + n++);
            }
        }
        own = score[c->cluster[i]];
        for (size_t j = 0; j < c->clusters; j++)
            cr_expect_leq(score[j], own + 1e-4, "row %zu, cluster %zu", i, j);
    }
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(dirichlet_mixture, has_the_same_bits_on_any_number_of_threads)
{
    tm_sparse *m = random_rows(400, 80, 6, 4);
    tm_run run = TM_RUN_INIT;
    tm_clustering *one, *c;

    run.threads = 1;
    one = mixture(m, 12, &run);
    for (run.threads = 2; run.threads < 6; run.threads++) {
        c = mixture(m, 12, &run);
        expect_same_bits(one, c, "threads");
        tm_clustering_free(c);
    }
    tm_clustering_free(one);
    tm_sparse_free(m);
}

Test(dirichlet_mixture, takes_few_rows_and_zero_rows)
{
    tm_sparse *none = rows_of(NULL, 0, 3), *zero = rows_of((float[6]){0}, 2, 3);
    tm_sparse *two = rows_of((float[6]){1, 1, 0, 0, 0, 0}, 2, 3);
    tm_clustering *c = mixture(none, 0, NULL);

    cr_expect_eq(c->clusters, 0, "no rows");
    tm_clustering_free(c);
    c = mixture(zero, 5, NULL);
    cr_expect_eq(c->clusters, 1, "zero rows");
    tm_clustering_free(c);
    c = mixture(two, 0, NULL);
    cr_expect_eq(c->clusters, 1, "a row and a zero row");
    expect_in_order(c, "two");
    tm_clustering_free(c);
    tm_sparse_free(none);
    tm_sparse_free(zero);
    tm_sparse_free(two);
}

Test(dirichlet_mixture, rejects_what_it_does_not_know)
{
    tm_sparse *m = random_rows(20, 10, 3, 1);
    tm_dirichlet_mixture_options o = TM_DIRICHLET_MIXTURE_INIT;
    tm_clustering *c;
    tm_error err = {0};

    o.alpha = -1;
    cr_expect_eq(tm_dirichlet_mixture(&c, m, &o, NULL, &err), TM_EINVAL, "alpha");
    cr_expect_str_eq(err.message, "alpha is -1; it has to be above 0", "message");
    o.alpha = 0;
    o.beta = NAN;
    cr_expect_eq(tm_dirichlet_mixture(&c, m, &o, NULL, &err), TM_EINVAL, "beta");
    o.beta = 0;
    m->value[3] = NAN;
    cr_expect_eq(tm_dirichlet_mixture(&c, m, &o, NULL, &err), TM_EINVAL, "not a number");
    cr_expect_null(c, "nothing made");
    tm_sparse_free(m);
}

Test(dirichlet_mixture, survives_allocation_failure)
{
    tm_dirichlet_mixture_options o = TM_DIRICHLET_MIXTURE_INIT;
    tm_clustering *c;
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    o.clusters = 3;
    FAULT_LOOP(tm_dirichlet_mixture(&c, m, &o, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
