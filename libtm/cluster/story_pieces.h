/* A forest of merges in pieces that can be worked on side by side. */
#ifndef TM_CLUSTER_STORY_PIECES_H
#define TM_CLUSTER_STORY_PIECES_H

#include "cluster/linkage.h"

#include <stdbool.h>

/*
 * A piece is a subtree with one of 32 entries of all rows at most. They come one after another, and
 * what is above them last. In each, a merge comes after those of the same piece that made its
 * parts, the larger part right before it.
 */
struct tm__story_pieces {
    const struct tm__merges *merges;
    uint64_t *entries; /* [rows + merges] of a row or merge */
    uint32_t *order;   /* [merges] */
    size_t *first;     /* [pieces + 1] in that order */
    size_t pieces;
};

/* entries[rows]. False when memory is out; it is to be released then, too. */
bool tm__story_pieces_new(struct tm__story_pieces *x, const struct tm__merges *merges,
                          const uint32_t *entries);
void tm__story_pieces_release(struct tm__story_pieces *x);

/* The part of a merge with more entries, and the other. */
struct tm__story_sides {
    uint32_t large, small;
};

static inline struct tm__story_sides tm__story_sides(const struct tm__story_pieces *x, size_t merge)
{
    const uint32_t a = x->merges->merge[merge].a, b = x->merges->merge[merge].b;

    return x->entries[a] >= x->entries[b] ? (struct tm__story_sides){a, b}
                                          : (struct tm__story_sides){b, a};
}

#endif
