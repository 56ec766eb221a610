/* Does a run of words read like a name of something, or like a piece of a sentence? */
#ifndef TM_PHRASES_NOUN_PHRASE_H
#define TM_PHRASES_NOUN_PHRASE_H

#include "phrases/tokens.h"

/*
 * A name of something ends with a noun, starts with no finite verb or adverb, and has no verb
 * within: not "Investors warned", "yuan steadies", "detained Moscow". A word that may be a noun or
 * a verb is what the words around it make of it: "Fed cuts | rates", "to | fear". Names may be any
 * word; where a text has no capitals, those that are known. Without word classes for the language
 * everything is a noun phrase.
 *
 * @param name  [terms] which words with a capital are names wherever they stand; may be NULL
 * @param end   of the document that holds the words
 */
bool tm__is_noun_phrase(const struct tm__tokens *tokens, const bool *name, uint64_t at,
                        uint32_t length, uint64_t end);

/* May a form in -ing tell of the noun behind it: burning truck? It is one that may be a noun too.
 */
bool tm__tells_of_next(const struct tm__tokens *tokens, uint64_t at, uint64_t end);

/* Is a word a name where it stands? name as above. */
bool tm__is_name(const struct tm__token *token, const bool *name);

#endif
