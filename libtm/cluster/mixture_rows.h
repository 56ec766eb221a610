/* Rows as the mixture reads them: in the order of their clusters, words and neighbours alone. */
#ifndef TM_CLUSTER_MIXTURE_ROWS_H
#define TM_CLUSTER_MIXTURE_ROWS_H

#include <tm/linalg.h>

#include <stddef.h>
#include <stdint.h>

/*
 * Rows of a cluster are likely to ask for the counts of the same words in the same clusters, and
 * are neighbours: one after another they find these in the cache. All numbers of rows are places.
 */
struct tm__mixture_rows {
    size_t rows, cols;
    double words;         /* how many are in two rows or more: the others say nothing */
    uint32_t *row;        /* [rows] at a place */
    uint32_t *label;      /* [rows] */
    uint32_t *copies;     /* [rows] */
    uint64_t *word_start; /* [rows + 1] */
    uint32_t *word;       /* that are in two rows or more */
    uint64_t *near_start; /* [rows + 1] */
    uint32_t *near;       /* neighbours */
};

/* label: below clusters. It is to be released after a failure, too. Errors: TM_ENOMEM,
 * TM_ECANCELLED.
 */
tm_status tm__mixture_rows_new(struct tm__mixture_rows *x, const tm_sparse *m,
                               const tm_sparse *graph, const uint32_t *copies,
                               const uint32_t *label, size_t clusters, const tm_run *run,
                               tm_error *err);
void tm__mixture_rows_release(struct tm__mixture_rows *x);

/* The words of a row. */
static inline double tm__mixture_length(const struct tm__mixture_rows *x, size_t i)
{
    return (double)(x->word_start[i + 1] - x->word_start[i]);
}

#endif
