/* Does a run of words look like a name or a term, where it stands? */
#ifndef TM_CLUSTER_PHRASE_SHAPE_H
#define TM_CLUSTER_PHRASE_SHAPE_H

#include "phrases/tokens.h"

/* Stop words of a language, a blank before and behind each. */
struct tm__connectors {
    const char *language;
    const char *words;    /* join a term: of */
    const char *articles; /* may follow them: of the */
};

/* language as in tm_analyzer_options; no words for one without a list. */
const struct tm__connectors *tm__connectors(const char *language);

/* A document being read. */
struct tm__shape_text {
    const struct tm__token *token;
    uint64_t start, end; /* its words: token[start..end) */
    tm_text text;
    const struct tm__connectors *connectors;
    bool mixed; /* capitals mark names in it: most words have none */
};

struct tm__shape_text tm__shape_start(const struct tm__tokens *tokens, const tm_text *documents,
                                      uint32_t document, const char *language);

/* Not the whole of a word with a hyphen, of a number (sees 24 | %), or of a name: words with capitals
 * go on behind it, or it is the end of one (Secretary of | State John Kerry). */
bool tm__shape_is_cut(const struct tm__shape_text *t, uint64_t at, uint32_t length);

/*
 * Stop words within that join no term, or a number before what is no name: "pursue an appeal", "11
 * members", not "state of emergency". Words with capitals at both ends make it a name: "Got to
 * Give".
 */
bool tm__shape_is_clause(const struct tm__shape_text *t, uint64_t at, uint32_t length);

#endif
