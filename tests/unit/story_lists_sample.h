/* Which terms of a row the lists are longest of, by definition. */
#ifndef STORY_LISTS_SAMPLE_H
#define STORY_LISTS_SAMPLE_H

#include "cluster/story_lists.h"

enum { WANTED = 10 }; /* rows that are looked for */

/* The term of row i in most rows, but for frequent ones and `but`; ties: the first. */
static inline uint32_t most_frequent(const struct tm__story_lists *lists, size_t i, uint32_t but)
{
    const tm_sparse *m = lists->rows;
    const uint64_t *const start = lists->index->row_start;
    uint32_t most = UINT32_MAX;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint32_t t = m->column[e];

        if (t != but && start[t + 1] - start[t] <= lists->most &&
            (most == UINT32_MAX || start[t + 1] - start[t] > start[most + 1] - start[most]))
            most = t;
    }
    return most;
}

#endif
