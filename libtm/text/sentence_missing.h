/* Sentences that end without a mark. */
#ifndef TM_TEXT_SENTENCE_MISSING_H
#define TM_TEXT_SENTENCE_MISSING_H

#include "text/sentence_rules.h"

/*
 * Does a new sentence start at the capital at `at`, behind a space and a word, closing sign or
 * semicolon? Only what a model has learnt can say so: the language must be trained.
 */
bool tm__end_is_missing(const char *text, size_t size, size_t sentence, size_t at,
                        const struct tm__sentence_language *language);

#endif
