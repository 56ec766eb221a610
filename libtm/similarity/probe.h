/* The rows of an index that are most like one row, or like it by at least a threshold. */
#ifndef TM_SIMILARITY_PROBE_H
#define TM_SIMILARITY_PROBE_H

#include "similarity/answer.h"
#include "similarity/inverted.h"

/* Which rows a row is asked about. */
enum tm__against { TM__OTHERS, TM__LATER, TM__ALL };

/* What is asked. */
struct tm__question {
    const struct tm__inverted *index;
    const tm_sparse *queries; /* with the columns of the index */
    size_t top;
    float threshold;
    enum tm__against against; /* row i of the queries; a probe is told for each */
};

/* How much of a list can hold answers. */
struct tm__head {
    float bound;   /* if they must reach this; below 0: not looked up yet */
    uint32_t size; /* at most the whole list */
};

/* What one worker needs. */
struct tm__probe {
    float *sum;        /* [rows] products so far, all 0 between questions */
    uint32_t *touched; /* [rows] rows whose sum is not 0 */
    uint32_t *noted;   /* [rows] rows that were seen */
    uint64_t *seen;    /* [rows / 64 + 1] a bit for each, all 0 between questions */
    uint64_t *key, *spare;
    float *dense;    /* [cols] the row that is asked about, by rank; all 0 between questions */
    uint64_t *order; /* [2 x longest row] its entries, the rarest column first */
    float *reach;    /* [longest row] its reach at each of them */
    struct tm__head *head; /* [longest row] of its lists */
    uint8_t *left; /* [longest row] what its signature has behind each, in that one's bucket */
};

bool tm__probe_make(struct tm__probe *probe, const struct tm__question *question);
void tm__probe_release(struct tm__probe *probe);

/*
 * Answers for row i of the queries by rising row, at most `top`, the best (ties: lower row). Only
 * rows from `first` on, `skip` left out. Returns how many; tm__probe_answer gives them.
 */
size_t tm__probe_row(struct tm__probe *probe, const struct tm__question *question, size_t i,
                     size_t first, size_t skip);
struct tm__answer tm__probe_answer(const struct tm__probe *probe, size_t k);

#endif
