/* Counting one block of documents: the inner loop of every vectoriser. */
#ifndef TM_VECTOR_COUNT_BLOCK_H
#define TM_VECTOR_COUNT_BLOCK_H

#include "vector/char_grams.h"
#include "vector/count_grams.h"
#include "vector/counted.h"
#include "vector/term_batch.h"

#include <tm/vector.h>

/* What one worker keeps from block to block. */
struct tm__counter {
    tm_tfidf_options options; /* words or characters, and runs of how many */
    struct tm__lexicon lexicon;
    struct tm__grams grams; /* runs of words */
    struct tm__char_grams characters;
    struct tm__buffer text;  /* a document whose characters are counted, normalised */
    struct tm__place *place; /* [places] by term */
    void *place_block;       /* that they are in */
    size_t place_capacity, places;
    struct tm__tally tally; /* the block under way; its room is kept */
    uint32_t rows;
};

/* How many words or characters a run has. */
static inline unsigned tm__shortest(const tm_tfidf_options *options)
{
    return options->ngram_min > 1 ? options->ngram_min : 1;
}

static inline unsigned tm__longest(const tm_tfidf_options *options)
{
    return options->ngram_max > tm__shortest(options) ? options->ngram_max : tm__shortest(options);
}

/*
 * Ready a zeroed struct; vocabulary as in tm__lexicon_init(). Errors: those of tm_analyzer_new();
 * release it then too.
 */
tm_status tm__counter_init(struct tm__counter *counter, const tm_tfidf_options *options,
                           const struct tm__vocabulary *vocabulary, tm_error *err);
void tm__counter_release(struct tm__counter *counter);

/* Room for about so many forms and their terms, at most for 650,000. False when memory is out. */
bool tm__counter_expect(struct tm__counter *counter, size_t strings);

/*
 * Count documents, fewer than 2^32 in all, into a zeroed struct. Errors: TM_ENOMEM, TM_EOVERFLOW
 * (more than 2^32 - 1 entries in a block); release it then too.
 */
tm_status tm__count_block(struct tm__counter *counter, struct tm__counted *out,
                          const tm_text *documents, size_t count);

#endif
