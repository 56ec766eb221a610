#include "dense.h"
#include "fault_alloc.h"

#include <math.h>

/* What the factors leave of m, the slow way. */
static double left_of(const tm_sparse *m, const tm_nmf *nmf)
{
    double *const x = to_dense(m);
    double square = 0;

    for (size_t i = 0; i < m->rows; i++)
        for (size_t t = 0; t < m->cols; t++) {
            double d = x[i * m->cols + t];
            for (size_t j = 0; j < nmf->components; j++)
                d -= (double)nmf->weight[i * nmf->components + j] *
                     nmf->topic[t * nmf->components + j];
            square += d * d;
        }
    free(x);
    return sqrt(square);
}

/* rows x cols of rank `rank` with factors that have many zeros. */
static tm_sparse *product(size_t rows, size_t cols, size_t rank)
{
    struct tm__rng rng;
    float w[40 * 4], h[30 * 4];
    uint64_t at = 0;
    tm_sparse *m;

    tm__rng_seed(&rng, 1, 0);
    for (size_t x = 0; x < rows * rank; x++)
        w[x] = x % rank == x / rank % rank || tm__rng_below(&rng, 4) == 0
                   ? (float)tm__rng_uniform(&rng)
                   : 0;
    for (size_t x = 0; x < cols * rank; x++)
        h[x] = x % rank == x / rank % rank || tm__rng_below(&rng, 4) == 0
                   ? (float)tm__rng_uniform(&rng)
                   : 0;
    cr_assert_eq(tm_sparse_new(&m, rows, cols, rows * cols, NULL), TM_OK, "memory");
    for (size_t i = 0; i < rows; i++) {
        for (size_t t = 0; t < cols; t++) {
            float sum = 0;
            for (size_t j = 0; j < rank; j++)
                sum += w[i * rank + j] * h[t * rank + j];
            m->column[at] = (uint32_t)t;
            m->value[at] = sum;
            at += sum > 0;
        }
        m->row_start[i + 1] = at;
    }
    return m;
}

static tm_nmf *factorise(const tm_sparse *m, size_t components, unsigned iterations,
                         const tm_run *run)
{
    tm_nmf_options o = TM_NMF_INIT;
    tm_nmf *nmf = NULL;
    tm_error err = {0};

    o.components = components;
    o.iterations = iterations;
    cr_assert_eq(tm_nmf_new(&nmf, m, &o, run, &err), TM_OK, "%s", err.message);
    return nmf;
}

Test(nmf, factors_a_product_again)
{
    tm_sparse *m = product(40, 30, 4);
    tm_nmf *nmf = factorise(m, 4, 2000, NULL);
    double square = 0;

    for (uint64_t e = 0; e < m->row_start[40]; e++)
        square += (double)m->value[e] * m->value[e];
    cr_expect(nmf->error < 0.03 * sqrt(square), "%g of %g is left", nmf->error, sqrt(square));
    tm_nmf_free(nmf);
    tm_nmf_free(NULL);
    tm_sparse_free(m);
}

Test(nmf, knows_its_error_which_falls_with_every_iteration)
{
    tm_sparse *m = random_sparse(50, 40, 2);
    double before = INFINITY;

    for (uint64_t e = 0; e < m->row_start[50]; e++)
        m->value[e] = fabsf(m->value[e]);
    for (unsigned iterations = 1; iterations < 12; iterations++) {
        tm_nmf *nmf = factorise(m, 6, iterations, NULL);
        for (size_t x = 0; x < 50 * 6; x++)
            cr_assert(nmf->weight[x] >= 0, "weight");
        for (size_t x = 0; x < 40 * 6; x++)
            cr_assert(nmf->topic[x] >= 0, "topic");
        cr_expect_float_eq(nmf->error, left_of(m, nmf), 1e-3, "error");
        cr_expect(nmf->error < before + 1e-6, "%g, then %g", before, nmf->error);
        before = nmf->error;
        tm_nmf_free(nmf);
    }
    tm_sparse_free(m);
}

Test(nmf, has_the_same_bits_on_any_number_of_threads)
{
    tm_sparse *m = product(40, 30, 4);
    tm_run run = TM_RUN_INIT;
    tm_nmf *one, *two;

    run.threads = 1;
    one = factorise(m, 5, 20, &run);
    run.threads = 3;
    two = factorise(m, 5, 20, &run);
    cr_expect_arr_eq(one->weight, two->weight, 40 * 5 * sizeof *one->weight, "weights");
    cr_expect_arr_eq(one->topic, two->topic, 30 * 5 * sizeof *one->topic, "topics");
    tm_nmf_free(one);
    tm_nmf_free(two);
    tm_sparse_free(m);
}

Test(nmf, takes_more_components_than_there_are_and_a_matrix_of_zeros)
{
    tm_sparse *m = product(3, 30, 2), *zero;
    tm_nmf *nmf = factorise(m, 50, 0, NULL);

    cr_expect_eq(nmf->components, 3, "no more than rows");
    tm_nmf_free(nmf);
    cr_assert_eq(tm_sparse_new(&zero, 4, 5, 0, NULL), TM_OK, "memory");
    nmf = factorise(zero, 2, 0, NULL);
    cr_expect_eq(nmf->error, 0.0, "nothing is left of nothing");
    tm_nmf_free(nmf);
    tm_sparse_free(m);
    tm_sparse_free(zero);
}

Test(nmf, rejects_what_it_does_not_know_and_survives_allocation_failure)
{
    tm_nmf_options o = TM_NMF_INIT;
    tm_nmf *nmf;
    tm_error err = {0};
    tm_sparse *m;

    fault_install();
    m = product(12, 10, 2);
    o.components = 3;
    o.iterations = 5;
    FAULT_LOOP(tm_nmf_new(&nmf, m, &o, &fault_run, NULL));
    tm_nmf_free(nmf);
    m->value[3] = -1;
    cr_expect_eq(tm_nmf_new(&nmf, m, &o, NULL, &err), TM_EINVAL, "below 0");
    cr_expect(strstr(err.message, "row 0"), "%s", err.message);
    m->value[3] = NAN;
    cr_expect_eq(tm_nmf_new(&nmf, m, &o, NULL, &err), TM_EINVAL, "not a number");
    o.size = 1000;
    cr_expect_eq(tm_nmf_new(&nmf, m, &o, NULL, &err), TM_EINVAL, "a size from the future");
    cr_expect_null(nmf, "nothing made");
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
