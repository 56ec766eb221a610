/* Linear discriminant analysis of rows as topics see them: all their views at once. */
#ifndef TM_CLUSTER_DISCRIMINANT_H
#define TM_CLUSTER_DISCRIMINANT_H

#include "cluster/topic_views.h"

/* Rows in a space in which no direction varies more than another, but for a ridge; mean 0. */
struct tm__white_rows {
    float *x; /* [rows * width] */
    size_t rows, width;
};

/* Cost O(rows * width^2). Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED. */
tm_status tm__white_rows_new(struct tm__white_rows *w, const struct tm__views *v, size_t rows,
                             const tm_run *run, tm_error *err);
void tm__white_rows_release(struct tm__white_rows *w);

/* The memory of a run by one thread, for classes up to what it was made for. */
struct tm__discriminant {
    size_t most;
    double *sum;              /* [most * width] of the rows of a class */
    double *within, *inverse; /* [most * most] */
    float *weight;            /* [width * most], a class a column */
    double *offset;           /* [most] */
    uint32_t *size;           /* [most] */
    float *score;             /* [some rows * most] */
};

tm_status tm__discriminant_new(struct tm__discriminant *d, const struct tm__white_rows *w,
                               size_t most, tm_error *err);
void tm__discriminant_release(struct tm__discriminant *d);

/*
 * next[rows]: the class of label[rows], below k, whose mean is nearest by what varies within
 * classes (Fisher 1936). The same as label if a class would be left without rows, or cannot be told
 * apart. Cost O(rows * width * k). Errors: TM_EOVERFLOW.
 */
tm_status tm__discriminant_classify(uint32_t *next, struct tm__discriminant *d,
                                    const struct tm__white_rows *w, const uint32_t *label, size_t k,
                                    tm_error *err);

#endif
