/* The features of language identification: hashes of runs of 1 to 5 letters within a word, its
 * edges counted as letters; of ideographs and kana only single ones and pairs. */
#ifndef TM_TEXT_LANGUAGE_NGRAMS_H
#define TM_TEXT_LANGUAGE_NGRAMS_H

#include "text/language_letters.h"

enum { TM__GRAM_LENGTH = 5 };

struct tm__gram {
    uint32_t hash;
    uint32_t word; /* number of the word it is in, from 0 */
};

struct tm__grams {
    struct tm__letters letters;
    size_t count, next;                 /* of the chunk in letters */
    uint64_t hash[TM__GRAM_LENGTH + 1]; /* [n] of the n letters read last */
    unsigned run;                       /* letters there are to combine, edge included */
    uint32_t word;
};

void tm__grams_start(struct tm__grams *ngrams, const char *text, size_t size,
                     const uint64_t *blocks);

/* At most capacity (at least TM__GRAM_LENGTH) n-grams; 0 at the end. */
size_t tm__grams_next(struct tm__grams *ngrams, struct tm__gram *out, size_t capacity);

#endif
