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

/* Values between which the `keep`th best of many lies: so many have `low`, fewer have `high`. */
struct tm__bar {
    float low, high;
};

/* That of value[n], if `low` is what so many are known to have; if they are fewer, all have it. */
struct tm__bar tm__bar_find(const float *value, size_t n, size_t keep, float low);

/* Many candidates, by columns. */
struct tm__candidates {
    float *similarity;
    uint32_t *row;
    size_t count;
};

/* Leave out those below `bar`. */
void tm__candidates_drop(struct tm__candidates *c, float bar);

/* The best `keep`, in no order, in front of out[c->count + 1]; returns how many there are. */
size_t tm__candidates_take(struct tm__candidate *out, const struct tm__candidates *c, size_t keep);

#endif
