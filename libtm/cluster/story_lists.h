/* The rows that share terms with a row, by an inverted index of the terms that are not frequent. */
#ifndef TM_CLUSTER_STORY_LISTS_H
#define TM_CLUSTER_STORY_LISTS_H

#include "cluster/story_candidates.h"

#include <tm/linalg.h>

struct tm__story_lists {
    const tm_sparse *rows; /* borrowed */
    tm_sparse *index;      /* its transpose */
    size_t most;           /* rows of a term that is not frequent */
    size_t wanted;         /* candidates of a row */
    float *enough;        /* [terms] so many rows as are wanted, and one, have this value or more */
    uint32_t *longest[2]; /* [rows] the terms of the longest lists of a row, or TM__NO_TERM */
    uint32_t *order;      /* [rows] rows, those with the same longest lists next to each other */
};
#define TM__NO_TERM UINT32_MAX

/* No value of the rows is below 0. Cost O(entries). Errors: TM_ENOMEM. */
tm_status tm__story_lists_new(struct tm__story_lists *lists, const tm_sparse *rows, size_t wanted,
                              tm_error *err);
void tm__story_lists_release(struct tm__story_lists *lists);

#endif
