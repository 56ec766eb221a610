/*
 * The rows that are most alike to a row by an inverted index. Its two longest lists are most of
 * what there is to read; so rows come in the order of these, and both are spread out once for all
 * rows that have them: what is met in other lists is looked up there. Rows that only these two have
 * are few that matter, and listed with them.
 */
#ifndef TM_CLUSTER_STORY_READING_H
#define TM_CLUSTER_STORY_READING_H

#include "cluster/story_lists.h"

/* One of the longest lists of a row, spread out. */
struct tm__story_spread {
    uint32_t term;
    float times;    /* the value of the term in the row that is asked about */
    uint32_t *best; /* rows with as much of the term as so many have as are wanted, and in the */
    size_t bests, next; /* second those that have both terms; the next one that is looked at */
};

struct tm__story_list;

/* What a worker needs to read them; between rows all sums are 0. */
struct tm__story_reading {
    struct tm__story_spread spread[2];
    float (*spread_out)[2];          /* [rows] values of both terms, which are looked up together */
    struct tm__story_list *list;     /* [terms] of the others */
    float *sum;                      /* [rows of a chunk] products so far */
    uint32_t *met;                   /* [rows of a chunk + 1] rows that have a sum */
    struct tm__candidates found;     /* [rows + 1] all that are not below the bar, */
    float bar;                       /* which as many rows reach as are wanted */
    struct tm__candidate *candidate; /* [rows + 1] the best of them */
};

/* False when memory is out; to be released all the same. */
bool tm__story_reading_new(struct tm__story_reading *reading, const struct tm__story_lists *lists);
void tm__story_reading_release(struct tm__story_reading *reading);

/*
 * The other rows with the largest products with row i over terms that are not frequent, as many as
 * are wanted or fewer, in reading->candidate, in no order. Returns how many there are. Products are
 * added up in the order of the terms but for the two that are in most rows, which come last, the
 * most frequent first. Cost: the sum over the other terms of the rows that hold them, if the row
 * before had the same two.
 */
size_t tm__story_lists_read(const struct tm__story_lists *lists, struct tm__story_reading *reading,
                            size_t i);

#endif
