/* Counting runs of words: the terms of a document, and what stands before each of them. */
#ifndef TM_VECTOR_COUNT_GRAMS_H
#define TM_VECTOR_COUNT_GRAMS_H

#include "vector/grams.h"
#include "vector/tally.h"

/* Terms of one document, in the order of the text. */
struct tm__term_run {
    const uint32_t *term; /* [size] */
    size_t size;
    uint32_t document; /* within the block */
    uint32_t row;      /* its number over all, from 1 */
};

/* What stood last: the batch may go on in the middle of a document. */
struct tm__chain {
    uint32_t row; /* of the last term; 0: none */
    uint32_t
        id[TM__MOST_WORDS + 1]; /* [words] the run of so many that ends there, or TM__NO_TERM */
};

/*
 * Count the runs of `shortest` to `longest` words (2 to TM__MOST_WORDS) that end in a batch of at
 * most TM__BATCH terms. Errors: TM_ENOMEM, TM_EOVERFLOW.
 */
tm_status tm__count_grams(struct tm__grams *grams, struct tm__chain *chain, struct tm__tally *out,
                          const struct tm__term_run *run, unsigned shortest, unsigned longest);

#endif
