/*
 * Words on their way from texts to terms, about two hundred at a time.
 *
 * Words are handled in four steps: cut them; make their keys and ask for their slots; find their
 * terms and ask for the terms' places; count. Each memory access is asked for a whole batch ahead
 * of its use, so the processor waits for none of them, and no step branches on what a word is.
 * Words that are not where they are at home, new ones among them, are found behind the others.
 * Batches run on over documents, because a headline has few words; what is of one document is a
 * stretch, so that words need not say where they stand.
 */
#ifndef TM_VECTOR_TERM_BATCH_H
#define TM_VECTOR_TERM_BATCH_H

#include "vector/counted.h"
#include "vector/form_keys.h"
#include "vector/lexicon.h"

/* Where a term stands in the row that was last seen to hold it, and the rows that hold it. */
struct tm__place {
    uint32_t row; /* number of the row over all that this counter did, from 1; 0: none yet */
    uint32_t at;  /* index into the block's entries */
    uint32_t df;
    uint32_t unused; /* four to a cache line, never one on two */
};

/* The words of one document in a batch: one at least. */
struct tm__stretch {
    uint32_t document; /* within the block */
    uint32_t words;
    uint32_t terms; /* of these words */
};

/* Zero both numbers to start. */
struct tm__term_batch {
    struct tm__batch_word word[TM__BATCH];
    uint32_t term[TM__BATCH]; /* of the words that are terms, stretch by stretch */
    struct tm__stretch stretch[TM__BATCH];
    struct tm__wanted late[TM__BATCH]; /* words that are not at home, once they are looked for */
    size_t words, stretches;
};

/* Put words of a document behind those of the batch, which has room for them; at least one. */
void tm__batch_add(struct tm__term_batch *batch, const struct tm__forms *forms, tm_text text,
                   size_t document, const tm_span *span, size_t spans);

/*
 * Find the terms of all words; words that are none, such as stop words, are left out.
 * @param place  of the terms there were before; only asked for
 * Errors: TM_ENOMEM.
 */
tm_status tm__batch_find(struct tm__term_batch *batch, struct tm__lexicon *lexicon,
                         const struct tm__place *place);

#endif
