/* Which words are names? */
#ifndef TM_CLUSTER_PROPER_H
#define TM_CLUSTER_PROPER_H

#include "phrases/tokens.h"

/*
 * A word is a name if it has a capital at half at least of the places where nothing asks for one:
 * within a sentence of a text that has most words without. One that is at no such place is a name
 * if it has a capital anywhere, in a headline whose words all have one, and could be a noun.
 * @param name  [tokens->terms]
 * Errors: TM_ENOMEM. Cost O(words).
 */
tm_status tm__proper_find(bool *name, const struct tm__tokens *tokens, const tm_text *documents);

#endif
