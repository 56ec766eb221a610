/* The runs of words of several workers, in order. */
#ifndef TM_VECTOR_GRAM_ORDER_H
#define TM_VECTOR_GRAM_ORDER_H

#include "vector/grams.h"
#include "vector/merge_terms.h"
#include "vector/sort_terms.h"

/* The runs of one length that begin with the words of a range. */
struct tm__gram_share {
    size_t first, last; /* items */
    size_t rank;        /* of the first, among the different runs of that length */
    size_t runs;        /* different ones */
};

/* Words [first, last) in their order, and the runs that begin with them. */
struct tm__gram_range {
    uint32_t first, last;
    struct tm__gram_share of[TM__MOST_WORDS + 1]; /* by length, from 2 on */
};

/*
 * An item is a run as a worker met it: its place among the set's slots stands as id; prefix is what
 * comes before its last word, as a rank among its length, above 32 bits, and the rank of that word.
 */
struct tm__gram_order {
    const struct tm__merged_terms *words;
    const struct tm__grams *const *grams;
    size_t sets;
    struct tm__ranked *item; /* range by range those of two words, then those of three ... */
    void *item_block;
    struct tm__gram_range *range;
    size_t ranges;
};

/*
 * Order the runs of all sets; at least one set has some. Ranges are sorted by themselves, in the
 * cache and in parallel: how many there are changes nothing of the order.
 * Release it after an error, too. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__gram_order_make(struct tm__gram_order *order, const struct tm__merged_terms *words,
                              const struct tm__grams *const *grams, size_t sets, const tm_run *run,
                              tm_error *err);
void tm__gram_order_release(struct tm__gram_order *order);

#endif
