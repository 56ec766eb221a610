/* Counting one block of documents: the inner loop of every vectoriser. */
#ifndef TM_VECTOR_COUNT_BLOCK_H
#define TM_VECTOR_COUNT_BLOCK_H

#include "vector/lexicon.h"

/* Counts of the documents of one block, in ids of the lexicon that did it. */
struct tm__counted {
    uint32_t *length; /* [documents] distinct terms of a document */
    uint32_t *term;   /* [size] row by row, in order of first appearance */
    uint32_t *tf;     /* [size] */
    size_t size, term_capacity, tf_capacity;
};

/* Where a term stands in the row that was last seen to hold it. */
struct tm__place {
    uint64_t row; /* number of the row over all that this counter did, from 1; 0: none yet */
    uint64_t at;  /* index into the block's arrays */
};

/* What one worker keeps from block to block. */
struct tm__counter {
    struct tm__lexicon lexicon;
    struct tm__place *place; /* [places] by term */
    size_t place_capacity, places;
    uint64_t rows;
};

void tm__counter_release(struct tm__counter *counter);

/* Count documents into a zeroed struct. Errors: TM_ENOMEM; release it then too. */
tm_status tm__count_block(struct tm__counter *counter, struct tm__counted *out,
                          const tm_text *documents, size_t count, tm_word_rules rules);
void tm__counted_release(struct tm__counted *counted);

#endif
