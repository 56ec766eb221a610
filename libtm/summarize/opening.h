/* Sentences that lean on the one before them. */
#ifndef TM_SUMMARIZE_OPENING_H
#define TM_SUMMARIZE_OPENING_H

#include <tm/base.h>

/* Words of a language that point back: he, this, however; a short list for some languages. */
struct tm__openings {
    const char *words;  /* with a blank behind each */
    uint64_t filter[4]; /* a bit for the hash of each: most words need not be looked for */
    bool english;
};

/* To be made once for many sentences. Unknown languages have no words. */
void tm__openings_start(struct tm__openings *openings, const char *language);

/* True if the sentence opens with such a word, has one between commas near its beginning (The vote,
 * however, ...), ends with ", he said." in English, or if quotation marks are left open in it. */
bool tm__opens_unresolved(const struct tm__openings *openings, tm_text sentence);

/* The same of ", he said." alone. */
bool tm__told_by_unnamed(const struct tm__openings *openings, tm_text sentence);

#endif
