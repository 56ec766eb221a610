/* Is an end mark the end of a sentence? */
#ifndef TM_TEXT_SENTENCE_RULES_H
#define TM_TEXT_SENTENCE_RULES_H

#include "text/sentence_model.h"
#include "text/sentence_stop.h"
#include "text/word_list.h"

/* What the rules know of a language. */
struct tm__sentence_language {
    const struct tm__word_list *abbreviations, *stopwords; /* NULL: none */
    bool ordinals;                                         /* writes "3. Oktober" */
    int32_t period;                                        /* one more end mark, 0: none */
    const struct tm__sentence_words *words; /* of a model, the lists among them; NULL: no model
                                               knows the language */
};

/* The code may be NULL or unknown, the model NULL; it must stay. */
struct tm__sentence_language tm__sentence_language(const char *code,
                                                   const tm_sentence_model *model);

/* What is known of a word in lower case: bits of sentence_words.h, those of `kinds` for certain and
 * others perhaps. */
unsigned tm__sentence_known(const struct tm__sentence_language *language, unsigned kinds,
                            const char *word, size_t size);

bool tm__stop_ends(const struct tm__stop *stop, const struct tm__sentence_language *language);

#endif
