/* Sentences as the classic methods see them: bags of words, and where they stand. */
#ifndef TM_SUMMARIZE_BAGS_H
#define TM_SUMMARIZE_BAGS_H

#include "summarize/idf_rows.h"
#include "summarize/reading.h"

/* Some of the sentences that were read. */
struct tm__bag_choice {
    size_t count;
    const size_t *sentence; /* [count] numbers in the reading */
    const tm_text *text;    /* [count] */
    const size_t *document; /* [count] which each is of, rising */
};

struct tm__bag_sentence {
    tm_text text;
    uint32_t size;     /* words, stop words included */
    uint32_t document; /* numbered from 0 without gaps, over the documents that have sentences */
    uint32_t place;    /* sentences of the document before it */
};

/* Sentences that no guard keeps back, of one text or several. */
struct tm__bags {
    size_t count, terms, pairs, documents;
    struct tm__bag_sentence *sentence; /* [count] */
    uint32_t *length;                  /* [documents] sentences */
    uint64_t *start;                   /* [count + 1] */
    struct tm__bag_word *word;         /* [start[count]] no stop words; by first occurrence */
    uint64_t *pair_start;              /* [count + 1] */
    uint32_t *pair;  /* [pair_start[count]] two words in a row, not both stop words, each once */
    tm_sparse *rows; /* [count x terms] tf * idf over the sentences, of length 1 or 0 */
};

/*
 * Gather the words of sentences. pairs: and pairs of words; without, there are none. Zeroed bags
 * in; release them on failure too. Errors: TM_ENOMEM, TM_EOVERFLOW.
 */
tm_status tm__bags_make(struct tm__bags *bags, const struct tm__reading *reading,
                        const struct tm__bag_choice *choice, bool pairs, tm_error *err);
void tm__bags_release(struct tm__bags *bags);

#endif
