/* Sentences as the classic methods see them: bags of words, and where they stand. */
#ifndef TM_SUMMARIZE_BAGS_H
#define TM_SUMMARIZE_BAGS_H

#include <tm/linalg.h>
#include <tm/text.h>

/* A word in a sentence. */
struct tm__bag_word {
    uint32_t term;
    uint32_t count; /* how often */
    uint32_t at;    /* words of the sentence up to its first occurrence, itself included */
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
 * Read sentences.
 * @param text      [count]
 * @param document  [count] which each is of, rising
 * Words are stemmed where the language has a stemmer. Zeroed bags in; release them on failure too.
 * Errors: TM_ENOMEM, TM_ENOTFOUND (language), TM_ECANCELLED.
 */
tm_status tm__bags_read(struct tm__bags *bags, const tm_text *text, const size_t *document,
                        size_t count, const char *language, const tm_run *run, tm_error *err);
void tm__bags_release(struct tm__bags *bags);

#endif
