/* What is known of the words of a text, for those who score phrases. */
#ifndef TM_KEYWORDS_FACTS_H
#define TM_KEYWORDS_FACTS_H

#include "phrases/tokens.h"

#include <tm/vector.h>

struct tm__fact {
    uint32_t count;   /* occurrences */
    uint32_t capital; /* with a capital that no beginning of a sentence explains */
    uint32_t inside;  /* that are not the beginning of a sentence */
    bool stop;        /* every occurrence is a stop word */
    double rarity; /* ln((n + 1) / (df + 1)) / ln(n + 1) in the background: 0 in every document, 1
                      in none; 1 without background, 0 for a stop word */
};

struct tm__facts {
    struct tm__fact *fact; /* [terms] */
    uint32_t *sentence;    /* [tokens] number of the sentence, over all documents */
    uint32_t sentences;
};

/* background may be NULL. Zeroed facts in; release them on failure too. Errors: TM_ENOMEM,
 * TM_ENOTFOUND (language). */
tm_status tm__facts_find(struct tm__facts *facts, const struct tm__tokens *tokens,
                         const tm_text *documents, const char *language, const tm_tfidf *background,
                         tm_error *err);
void tm__facts_release(struct tm__facts *facts);

#endif
