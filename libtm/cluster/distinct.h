/* Rows that are copies of each other, found by hashing. */
#ifndef TM_CLUSTER_DISTINCT_H
#define TM_CLUSTER_DISTINCT_H

#include <tm/linalg.h>

struct tm__distinct {
    size_t rows, count;
    uint32_t *row;    /* [count] the first row of each kind, rising */
    uint32_t *copies; /* [count] rows of the kind */
    uint32_t *kind;   /* [rows] below count */
};

/* Zero rows are kinds of their own: nothing is known that would make them alike. Cost O(entries).
 */
tm_status tm__distinct_find(struct tm__distinct *out, const tm_sparse *m, tm_error *err);
void tm__distinct_release(struct tm__distinct *d);

#endif
