/* Small matrices for the tests of clusters. */
#ifndef CLUSTER_ROWS_H
#define CLUSTER_ROWS_H

#include "base/rng.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <tm.h>

/* Dense rows as sparse ones of length 1. Takes memory of its own, so that faults do not hit it. */
static inline tm_sparse *rows_of(const float *x, size_t rows, size_t cols)
{
    tm_sparse *m = NULL;
    uint64_t at = 0;

    cr_assert_eq(tm_sparse_new(&m, rows, cols, rows * cols, NULL), TM_OK, "memory");
    for (size_t i = 0; i < rows; i++) {
        for (size_t t = 0; t < cols; t++)
            if (x[i * cols + t] != 0) {
                m->column[at] = (uint32_t)t;
                m->value[at++] = x[i * cols + t];
            }
        m->row_start[i + 1] = at;
    }
    tm_sparse_normalize(m);
    return m;
}

/* Rows of about `filled` random columns each, of length 1. */
static inline tm_sparse *random_rows(size_t rows, size_t cols, size_t filled, uint64_t seed)
{
    float *x = calloc(rows * cols, sizeof *x);
    struct tm__rng rng;
    tm_sparse *m;

    tm__rng_seed(&rng, seed, 0);
    for (size_t i = 0; i < rows; i++)
        for (size_t n = 0; n < filled; n++)
            x[i * cols + tm__rng_below(&rng, cols)] = (float)(0.1 + tm__rng_uniform(&rng));
    m = rows_of(x, rows, cols);
    free(x);
    return m;
}

/*
 * Well-separated groups: row i belongs to group i % groups, which has `own` columns for itself; a
 * row uses most of them and one of `own` columns that all groups share, weakly.
 */
static inline tm_sparse *planted_rows(size_t rows, size_t groups, size_t own, uint64_t seed)
{
    const size_t cols = (groups + 1) * own;
    float *x = calloc(rows * cols, sizeof *x);
    struct tm__rng rng;
    tm_sparse *m;

    tm__rng_seed(&rng, seed, 1);
    for (size_t i = 0; i < rows; i++) {
        for (size_t t = 0; t < own; t++)
            if (tm__rng_uniform(&rng) < 0.8 || t == 0)
                x[i * cols + (i % groups) * own + t] = (float)(0.5 + tm__rng_uniform(&rng));
        x[i * cols + groups * own + tm__rng_below(&rng, own)] = 0.3f;
    }
    m = rows_of(x, rows, cols);
    free(x);
    return m;
}

/* Rows in another order: row i of the result is row order[i]. */
static inline tm_sparse *reordered_rows(const tm_sparse *m, const uint32_t *order)
{
    tm_sparse *out = NULL;

    cr_assert_eq(tm_sparse_select(&out, m, order, m->rows, NULL), TM_OK, "memory");
    return out;
}

/* Copies of one row without zeros. */
static inline tm_sparse *equal_rows(size_t rows, size_t cols)
{
    float *x = malloc(rows * cols * sizeof *x);
    tm_sparse *m;

    for (size_t i = 0; i < rows * cols; i++)
        x[i] = 1;
    m = rows_of(x, rows, cols);
    free(x);
    return m;
}

static inline void shuffled(uint32_t *order, size_t count, uint64_t seed)
{
    struct tm__rng rng;

    tm__rng_seed(&rng, seed, 2);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    for (size_t i = count; i > 1; i--) {
        const size_t j = tm__rng_below(&rng, i);
        const uint32_t swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
}

/* Everything a clustering promises about itself. */
static inline void expect_in_order(const tm_clustering *c, const char *what)
{
    uint32_t *size = calloc(c->clusters + 1, sizeof *size);
    uint32_t *first = calloc(c->clusters + 1, sizeof *first);
    double sum = 0;

    for (size_t i = c->rows; i-- > 0;) {
        cr_assert_lt(c->cluster[i], c->clusters, "%s: row %zu", what, i);
        size[c->cluster[i]]++;
        first[c->cluster[i]] = (uint32_t)i;
    }
    for (size_t i = 0; i < c->rows; i++) {
        cr_expect(c->score[i] >= 0 && c->score[i] <= 1, "%s: score %g", what, (double)c->score[i]);
        cr_expect(c->margin[i] >= -1 && c->margin[i] <= c->score[i], "%s: margin", what);
        sum += c->score[i];
    }
    for (size_t j = 0; j < c->clusters; j++) {
        cr_expect_eq(c->size[j], size[j], "%s: size of %zu", what, j);
        cr_expect_gt(size[j], 0, "%s: cluster %zu is empty", what, j);
        cr_expect_eq(c->cluster[c->medoid[j]], j, "%s: medoid of %zu", what, j);
        for (size_t i = 0; i < c->rows; i++)
            if (c->cluster[i] == j)
                cr_expect(c->score[i] < c->score[c->medoid[j]] ||
                              (c->score[i] == c->score[c->medoid[j]] && i >= c->medoid[j]),
                          "%s: row %zu is nearer than the medoid of %zu", what, i, j);
        if (j)
            cr_expect(size[j] < size[j - 1] || (size[j] == size[j - 1] && first[j] > first[j - 1]),
                      "%s: order of %zu", what, j);
    }
    cr_expect_float_eq(c->objective, c->rows ? sum / (double)c->rows : 0, 1e-9, "%s: objective",
                       what);
    free(size);
    free(first);
}

static inline void expect_same_bits(const tm_clustering *a, const tm_clustering *b,
                                    const char *what)
{
    cr_assert_eq(a->rows, b->rows, "%s: rows", what);
    cr_assert_eq(a->clusters, b->clusters, "%s: clusters", what);
    cr_expect(memcmp(a->cluster, b->cluster, a->rows * sizeof *a->cluster) == 0, "%s: labels",
              what);
    cr_expect(memcmp(a->score, b->score, a->rows * sizeof *a->score) == 0, "%s: scores", what);
    cr_expect(memcmp(a->margin, b->margin, a->rows * sizeof *a->margin) == 0, "%s: margins", what);
    cr_expect(memcmp(a->medoid, b->medoid, a->clusters * sizeof *a->medoid) == 0, "%s: medoids",
              what);
    cr_expect(a->objective == b->objective, "%s: objective", what);
}

/* b: clusters of the rows of a in another order, see reordered_rows(). */
static inline void expect_same_partition(const tm_clustering *a, const tm_clustering *b,
                                         const uint32_t *order)
{
    for (size_t i = 0; i < a->rows; i++)
        for (size_t j = 0; j < i; j++)
            cr_assert_eq(b->cluster[i] == b->cluster[j],
                         a->cluster[order[i]] == a->cluster[order[j]], "rows %zu and %zu", i, j);
}

/* Progress that ends the work at the *ctx-th call. */
static inline int stop_later(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)stage;
    cr_expect_leq(done, total, "progress");
    return --*(int *)ctx <= 0;
}

/* Progress that ends the work at once, and counts its calls if ctx is not NULL. */
static inline int stop_at_once(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)stage;
    if (ctx)
        ++*(int *)ctx;
    cr_expect_leq(done, total, "progress");
    return 1;
}

/* Groups that have many words each: row i has three of the words of group i % groups. */
static inline tm_sparse *scattered_rows(size_t rows, size_t groups, size_t words)
{
    float *x = calloc(rows * groups * words, sizeof *x);
    struct tm__rng rng;
    tm_sparse *m;

    tm__rng_seed(&rng, 1, 1);
    for (size_t i = 0; i < rows; i++)
        for (size_t n = 0; n < 3; n++)
            x[(i * groups + i % groups) * words + tm__rng_below(&rng, words)] = 1;
    m = rows_of(x, rows, groups * words);
    free(x);
    return m;
}

/* What tells these words apart: each points to its group. free() the vector. */
static inline tm_word_vectors group_vectors(size_t groups, size_t words)
{
    tm_word_vectors v = {groups * words, groups, calloc(groups * words * groups, sizeof(float))};

    for (size_t t = 0; t < groups * words; t++)
        v.vector[t * groups + t / words] = 1;
    return v;
}

#endif
