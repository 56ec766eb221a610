/* A text, sentence by sentence, as words that know their term: what every method starts from. */
#ifndef TM_SUMMARIZE_READING_H
#define TM_SUMMARIZE_READING_H

#include "summarize/word_forms.h"

struct tm__reading {
    size_t sentences, terms;    /* terms are numbered in order of arrival */
    uint64_t *first;            /* [sentences + 1] */
    struct tm__text_word *word; /* [first[sentences]] as tm__words_next() finds them */
    size_t capacity;
};

/*
 * Read sentences.
 * @param text  [sentences]
 * Zeroed reading in; release it on failure too. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__reading_make(struct tm__reading *reading, struct tm__word_forms *forms,
                           const tm_text *text, size_t sentences, const tm_run *run, tm_error *err);
void tm__reading_release(struct tm__reading *reading);

/* How many words a sentence has. */
static inline size_t tm__reading_size(const struct tm__reading *reading, size_t sentence)
{
    return (size_t)(reading->first[sentence + 1] - reading->first[sentence]);
}

#endif
