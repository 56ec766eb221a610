#include "dense.h"
#include "fault_alloc.h"

#include <math.h>
#include <string.h>

/* The Frobenius norm of m - left diag(sigma) right'. */
static double residual(const tm_sparse *m, const tm_svd *q)
{
    double *x = to_dense(m), sum = 0;

    for (size_t i = 0; i < m->rows; i++)
        for (size_t j = 0; j < m->cols; j++) {
            double v = x[i * m->cols + j];
            for (size_t c = 0; c < q->components; c++)
                v -= (double)q->left[i * q->components + c] * q->sigma[c] *
                     q->right[j * q->components + c];
            sum += v * v;
        }
    free(x);
    return sqrt(sum);
}

Test(svd, of_full_rank_gives_the_matrix_back)
{
    static const size_t shapes[][2] = {{40, 12}, {12, 40}, {9, 9}, {1, 5}, {5, 1}};

    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        tm_sparse *m = random_sparse(shapes[s][0], shapes[s][1], s + 3);
        tm_svd *q;
        cr_assert_eq(tm_svd_new(&q, m, NULL, NULL, NULL), TM_OK, "shape %zu", s);
        cr_expect_eq(q->components, shapes[s][0] < shapes[s][1] ? shapes[s][0] : shapes[s][1],
                     "never more than there are");
        cr_expect_lt(residual(m, q), 1e-4, "shape %zu: residual %g", s, residual(m, q));
        for (size_t j = 1; j < q->components; j++)
            cr_expect_leq(q->sigma[j], q->sigma[j - 1], "falling");
        tm_svd_free(q);
        tm_sparse_free(m);
    }
}

Test(svd, truncated_is_as_good_as_the_exact_one)
{
    tm_sparse *m = random_sparse(200, 80, 1);
    tm_svd_options options = TM_SVD_INIT;
    tm_svd *full, *some;
    double best = 0;

    options.components = 80;
    cr_assert_eq(tm_svd_new(&full, m, &options, NULL, NULL), TM_OK, "full");
    options.components = 10;
    options.iterations = 8;
    cr_assert_eq(tm_svd_new(&some, m, &options, NULL, NULL), TM_OK, "ten");
    for (size_t j = 10; j < 80; j++)
        best += (double)full->sigma[j] * full->sigma[j]; /* Eckart & Young 1936 */
    cr_expect_lt(residual(m, some), sqrt(best) * 1.001, "%g, the best is %g", residual(m, some),
                 sqrt(best));
    tm_svd_free(full);
    tm_svd_free(some);
    tm_sparse_free(m);
}

Test(svd, projects_its_own_rows_onto_left_times_sigma)
{
    tm_sparse *m = random_sparse(30, 10, 2);
    float out[30 * 10];
    tm_svd *q;
    tm_sparse other = *m;

    cr_assert_eq(tm_svd_new(&q, m, NULL, NULL, NULL), TM_OK, "svd");
    cr_assert_eq(tm_svd_project(out, q, m, NULL, NULL), TM_OK, "project");
    for (size_t i = 0; i < 300; i++)
        cr_assert_float_eq(out[i], q->left[i] * q->sigma[i % 10], 1e-4, "cell %zu", i);
    other.cols = 11;
    cr_expect_eq(tm_svd_project(out, q, &other, NULL, NULL), TM_EINVAL, "other columns");
    tm_svd_free(q);
    tm_sparse_free(m);
}

Test(svd, same_bits_on_any_number_of_threads_and_signs_that_do_not_depend_on_the_seed)
{
    tm_sparse *m = random_sparse(600, 90, 4);
    const tm_svd_options options = {sizeof options, 5, 0};
    tm_svd *a, *b;
    tm_run run = {sizeof run, 1, 0, NULL, NULL};

    cr_assert_eq(tm_svd_new(&a, m, &options, &run, NULL), TM_OK, "one thread");
    for (run.threads = 2; run.threads <= 8; run.threads += 3) {
        cr_assert_eq(tm_svd_new(&b, m, &options, &run, NULL), TM_OK, "%u threads", run.threads);
        cr_assert_arr_eq(a->left, b->left, 600 * 5 * sizeof *a->left, "left");
        cr_assert_arr_eq(a->right, b->right, 90 * 5 * sizeof *a->right, "right");
        cr_assert_arr_eq(a->sigma, b->sigma, 5 * sizeof *a->sigma, "sigma");
        tm_svd_free(b);
    }
    for (size_t j = 0; j < 5; j++) {
        float largest = 0;
        for (size_t i = 0; i < 90; i++)
            if (fabsf(a->right[i * 5 + j]) > fabsf(largest))
                largest = a->right[i * 5 + j];
        cr_expect_gt(largest, 0, "component %zu", j);
    }
    tm_svd_free(a);
    tm_sparse_free(m);
}

Test(svd, has_defined_results_for_nothing_and_for_low_rank)
{
    tm_sparse *m;
    tm_svd *q;

    cr_assert_eq(tm_sparse_new(&m, 0, 7, 0, NULL), TM_OK, "no rows");
    cr_assert_eq(tm_svd_new(&q, m, NULL, NULL, NULL), TM_OK, "no rows");
    cr_expect_eq(q->components, 0, "no components");
    tm_svd_free(q);
    tm_sparse_free(m);
    cr_assert_eq(tm_sparse_new(&m, 20, 7, 0, NULL), TM_OK, "all zero");
    cr_assert_eq(tm_svd_new(&q, m, NULL, NULL, NULL), TM_OK, "all zero");
    for (size_t i = 0; i < 7; i++)
        cr_expect_eq(q->sigma[i], 0, "sigma %zu", i);
    for (size_t i = 0; i < 20 * 7; i++)
        cr_expect(isfinite(q->left[i]), "left %zu", i);
    tm_svd_free(q);
    tm_sparse_free(m);
}

Test(svd, survives_allocation_failure)
{
    tm_sparse *m;
    tm_svd *q;

    fault_install();
    m = random_sparse(12, 9, 5);
    FAULT_LOOP(tm_svd_new(&q, m, NULL, &fault_run, NULL));
    tm_svd_free(q);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
