#include "cluster/topic_views.h"

#include "base/memory.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

static double length(const float *x, size_t width)
{
    double square = 0;

    for (size_t j = 0; j < width; j++)
        square += (double)x[j] * x[j];
    return sqrt(square);
}

/* Column t points to the axis t % 3. */
static tm_word_vectors axes(size_t columns)
{
    tm_word_vectors v = {columns, 3, calloc(columns * 3, sizeof(float))};

    for (size_t t = 0; t < columns; t++)
        v.vector[t * 3 + t % 3] = 1;
    return v;
}

Test(topic_views, are_rows_of_length_1_in_spaces_of_many_widths)
{
    tm_sparse *m = planted_rows(300, 5, 30, 1);
    const uint32_t row[2] = {7, 299};
    float x[2 * TM__VIEW_WIDTH];
    struct tm__views v;
    size_t widest = 0;

    cr_assert_eq(tm__views_new(&v, m, NULL, NULL, NULL), TM_OK, "views");
    for (size_t s = 0; s < TM__VIEW_SPACES; s++) {
        const size_t n = tm__views_space(x, &v, row, 2, s, false);

        cr_assert_leq(n, TM__VIEW_WIDTH, "space %zu", s);
        cr_expect_float_eq(length(x, n), 1, 1e-5, "space %zu", s);
        cr_expect_float_eq(length(x + n, n), 1, 1e-5, "space %zu", s);
        cr_expect(s % 2 || n <= 120, "space %zu has %zu numbers without LSA", s, n);
        widest = n > widest ? n : widest;
        cr_expect_eq(tm__views_space(x, &v, row, 2, s, true), n, "there is no background");
    }
    cr_expect_gt(widest, 120, "words beside LSA");
    tm__views_release(&v);
    tm_sparse_free(m);
}

Test(topic_views, have_vectors_of_the_background_where_asked)
{
    tm_sparse *m = planted_rows(60, 3, 6, 1);
    const tm_word_vectors background = axes(m->cols);
    const uint32_t row = 4;
    float x[TM__VIEW_WIDTH], wanted[3] = {0};
    struct tm__views v;

    cr_assert_eq(tm__views_new(&v, m, &background, NULL, NULL), TM_OK, "views");
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        wanted[m->column[e] % 3] += m->value[e];
    cr_assert_eq(tm__views_space(x, &v, &row, 1, 0, true), 3, "its width");
    for (size_t j = 0; j < 3; j++)
        cr_expect_float_eq(x[j], wanted[j] / length(wanted, 3), 1e-5, "component %zu", j);
    cr_expect_gt(tm__views_space(x, &v, &row, 1, 1, true), 3, "beside LSA");
    cr_expect_gt(tm__views_space(x, &v, &row, 1, 0, false), 3, "the rows' own");
    tm__views_release(&v);
    free(background.vector);
    tm_sparse_free(m);
}

Test(topic_views, lie_side_by_side_where_all_are_asked_for)
{
    tm_sparse *m = planted_rows(60, 3, 6, 1);
    const tm_word_vectors background = axes(m->cols);
    struct tm__views v;
    size_t width;
    float *x;

    cr_assert_eq(tm__views_new(&v, m, &background, NULL, NULL), TM_OK, "views");
    width = tm__views_width(&v);
    cr_assert_eq(width, v.width[0] + v.width[1] + 3 + v.lsa_width, "width");
    x = calloc(60 * width, sizeof *x);
    tm__views_all(x, &v, 60);
    for (size_t i = 0; i < 60; i++) {
        const float *row = x + i * width;
        cr_expect_eq(row[0], v.words[0][i * v.width[0]], "own words of %zu", i);
        cr_expect_eq(row[v.width[0] + v.width[1] + 2], v.words[2][i * 3 + 2], "background");
        cr_expect_eq(row[width - 1], v.lsa[(i + 1) * v.lsa_width - 1], "LSA of %zu", i);
    }
    free(x);
    tm__views_release(&v);
    free(background.vector);
    tm_sparse_free(m);
}

static void expect_no_mean(const float *x, size_t rows, size_t width)
{
    for (size_t j = 0; j < width; j++) {
        double sum = 0;

        for (size_t i = 0; i < rows; i++)
            sum += x[i * width + j];
        cr_expect_lt(fabs(sum / (double)rows), 0.1, "component %zu: %g", j, sum / (double)rows);
    }
}

Test(topic_views, lose_what_all_rows_share)
{
    tm_sparse *m = planted_rows(300, 3, 6, 1);
    const tm_word_vectors background = axes(m->cols);
    struct tm__views v;
    float *x;
    size_t width;

    cr_assert_eq(tm__views_new(&v, m, &background, NULL, NULL), TM_OK, "views");
    cr_assert_eq(tm__views_centred(&x, &width, &v, 300, true, NULL, NULL), TM_OK, "background");
    cr_expect_eq(width, 3, "the background's");
    expect_no_mean(x, 300, width);
    tm__free(x);
    cr_assert_eq(tm__views_centred(&x, &width, &v, 300, false, NULL, NULL), TM_OK, "own");
    cr_expect_gt(width, 3, "the rows' own");
    expect_no_mean(x, 300, width);
    tm__free(x);
    tm__views_release(&v);
    free(background.vector);
    tm_sparse_free(m);
}

Test(topic_views, survive_allocation_failure)
{
    const tm_run alone = {sizeof alone, 1, 0, NULL, NULL};
    tm_word_vectors background;
    struct tm__views v;
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 8, 3, 1);
    background = axes(m->cols);
    FAULT_LOOP(tm__views_new(&v, m, &background, &alone, NULL));
    tm__views_release(&v);
    free(background.vector);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
