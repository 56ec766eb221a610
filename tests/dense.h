/* Random matrices and slow products for tests of linalg. */
#ifndef DENSE_H
#define DENSE_H

#include "base/rng.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <tm.h>

static inline float *random_dense(size_t rows, size_t cols, uint64_t seed)
{
    float *x = malloc(rows * cols * sizeof *x + 1);
    struct tm__rng rng;

    tm__rng_seed(&rng, seed, rows * 1000 + cols);
    for (size_t i = 0; i < rows * cols; i++)
        x[i] = (float)(2 * tm__rng_uniform(&rng) - 1);
    return x;
}

/* About a third of the cells are not zero. */
static inline tm_sparse *random_sparse(size_t rows, size_t cols, uint64_t seed)
{
    struct tm__rng rng;
    tm_sparse *m;
    uint64_t at = 0;

    cr_assert_eq(tm_sparse_new(&m, rows, cols, rows * cols, NULL), TM_OK, "new");
    tm__rng_seed(&rng, seed, rows * 1000 + cols);
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < cols; j++)
            if (tm__rng_below(&rng, 3) == 0) {
                m->column[at] = (uint32_t)j;
                m->value[at++] = (float)(2 * tm__rng_uniform(&rng) - 1);
            }
        m->row_start[i + 1] = at;
    }
    return m;
}

static inline double *to_dense(const tm_sparse *m)
{
    double *x = calloc(m->rows * m->cols + 1, sizeof *x);

    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            x[i * m->cols + m->column[e]] = m->value[e];
    return x;
}

#endif
