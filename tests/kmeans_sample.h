/* Rows in clusters, for the tests of the parts of k-means. */
#ifndef KMEANS_SAMPLE_H
#define KMEANS_SAMPLE_H

#include "cluster/kmeans_assign.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

struct kmeans_sample {
    tm_sparse *m;
    size_t clusters;
    uint32_t *label, *none; /* [m->rows] */
    struct tm__kmeans_rows x;
    struct tm__kmeans_sums sums;
};

/* Takes m over. Row i starts in cluster i % clusters. */
static inline struct kmeans_sample *kmeans_sample_new(tm_sparse *m, size_t clusters)
{
    struct kmeans_sample *s = calloc(1, sizeof *s);

    s->m = m;
    s->clusters = clusters;
    s->label = calloc(m->rows, sizeof *s->label);
    s->none = malloc(m->rows * sizeof *s->none);
    memset(s->none, 0xff, m->rows * sizeof *s->none);
    for (size_t i = 0; i < m->rows; i++)
        s->label[i] = (uint32_t)(i % clusters);
    cr_assert_eq(tm__kmeans_rows_new(&s->x, m, clusters, NULL, NULL), TM_OK, "rows");
    cr_assert_eq(tm__kmeans_sums_new(&s->sums, &s->x, clusters, NULL, NULL), TM_OK, "sums");
    cr_assert_eq(tm__kmeans_sums_move(&s->sums, s->none, s->label, NULL, NULL), TM_OK, "move");
    return s;
}

static inline void kmeans_sample_free(struct kmeans_sample *s)
{
    tm__kmeans_sums_release(&s->sums);
    tm__kmeans_rows_release(&s->x);
    tm_sparse_free(s->m);
    free(s->label);
    free(s->none);
    free(s);
}

/* Fails the allocations of a part in turn, which is made and freed of a few rows. */
static inline void kmeans_sample_faults(tm_status (*once)(const struct kmeans_sample *s))
{
    struct kmeans_sample *s;

    fault_install();
    s = kmeans_sample_new(random_rows(9, 10, 3, 2), 3);
    FAULT_LOOP(once(s));
    kmeans_sample_free(s);
    cr_expect_eq(fault_live, 0, "nothing left");
}

/* The cosine of a row with the sum of the rows that have a label, by definition. */
static inline double kmeans_sample_cosine(const struct kmeans_sample *s, size_t row, size_t cluster)
{
    double *sum = calloc(s->m->cols, sizeof *sum), product = 0, square = 0;

    for (size_t i = 0; i < s->m->rows; i++)
        for (uint64_t e = s->m->row_start[i]; e < s->m->row_start[i + 1]; e++)
            if (s->label[i] == cluster)
                sum[s->m->column[e]] += s->m->value[e];
    for (size_t t = 0; t < s->m->cols; t++)
        square += sum[t] * sum[t];
    for (uint64_t e = s->m->row_start[row]; e < s->m->row_start[row + 1]; e++)
        product += sum[s->m->column[e]] * s->m->value[e];
    free(sum);
    return square > 0 ? product / sqrt(square) : 0;
}

/* Every fourth row to another cluster, or to none. */
static inline void kmeans_sample_shift(struct kmeans_sample *s, size_t turn)
{
    uint32_t *before = malloc(s->m->rows * sizeof *before);

    memcpy(before, s->label, s->m->rows * sizeof *before);
    for (size_t i = turn % 4; i < s->m->rows; i += 4)
        s->label[i] = (i + turn) % 7 ? (uint32_t)((i * 5 + turn) % s->clusters) : TM__NO_CLUSTER;
    cr_assert_eq(tm__kmeans_sums_move(&s->sums, before, s->label, NULL, NULL), TM_OK, "move");
    free(before);
}

#endif
