/* Counting one block of documents: the inner loop of every vectoriser. */
#ifndef TM_VECTOR_COUNT_BLOCK_H
#define TM_VECTOR_COUNT_BLOCK_H

#include "vector/lexicon.h"
#include "vector/sort_rows.h"

/* Counts of the documents of one block, in ids of the lexicon that did it. */
struct tm__counted {
    uint32_t *length;        /* [documents] distinct terms of a document */
    struct tm__entry *entry; /* [size] row by row, in order of first appearance */
    size_t size, capacity;
};

/* Where a term stands in the row that was last seen to hold it, and the rows that hold it. */
struct tm__place {
    uint32_t row; /* number of the row over all that this counter did, from 1; 0: none yet */
    uint32_t at;  /* index into the block's entries */
    uint32_t df;
    uint32_t unused; /* four to a cache line, never one on two */
};

/* What one worker keeps from block to block. */
struct tm__counter {
    struct tm__lexicon lexicon;
    struct tm__place *place; /* [places] by term */
    size_t place_capacity, places;
    uint32_t rows;
};

void tm__counter_release(struct tm__counter *counter);

/*
 * Count documents, fewer than 2^32 in all, into a zeroed struct. Errors: TM_ENOMEM, TM_EOVERFLOW
 * (more than 2^32 - 1 entries in a block); release it then too.
 */
tm_status tm__count_block(struct tm__counter *counter, struct tm__counted *out,
                          const tm_text *documents, size_t count, tm_word_rules rules);
void tm__counted_release(struct tm__counted *counted);

#endif
