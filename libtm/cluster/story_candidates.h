/* The best few of many rows that come into question, without sorting them. */
#ifndef TM_CLUSTER_STORY_CANDIDATES_H
#define TM_CLUSTER_STORY_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tm__candidate {
    float similarity;
    uint32_t row;
};

/* More alike, or the lower row. */
bool tm__candidate_better(struct tm__candidate a, struct tm__candidate b);

/* Bring the best `keep` of c[0..n) to the front, in no order (Hoare's selection). */
void tm__candidates_select(struct tm__candidate *c, size_t n, size_t keep);

enum { TM__CANDIDATE_STEPS = 512 };

/*
 * The same for many, most of which are far below the others; similarities are not below 0. Returns
 * how many there are. histogram[TM__CANDIDATE_STEPS + 1] is scratch.
 */
size_t tm__candidates_cut(struct tm__candidate *c, size_t n, size_t keep, uint32_t *histogram);

/* A similarity that the best `keep` of the candidates so far have, in steps of the histogram. */
struct tm__bar {
    float least;              /* of those so far `keep` have it, rounded down to a step */
    size_t step, above, keep; /* above: how many are at `step` or above */
    uint32_t *histogram;
};

/* sure: what `keep` of those that will come are known to have. */
void tm__bar_start(struct tm__bar *bar, size_t keep, float sure, uint32_t *histogram);
/* n more, none below the bar. */
void tm__bar_raise(struct tm__bar *bar, const struct tm__candidate *c, size_t n);

#endif
