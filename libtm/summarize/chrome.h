/* Phrases of pages, by how they begin: most sentences have no word that begins like one. */
#ifndef TM_SUMMARIZE_CHROME_H
#define TM_SUMMARIZE_CHROME_H

#include "text/token_mask.h"

#include <tm/base.h>

enum { TM__CHROME_PHRASES = 128 };

/* Chains of phrases, which are counted from 1; 0 ends a chain. */
struct tm__chrome {
    uint8_t start[256];    /* those that only begin a sentence, by their first byte */
    uint8_t anywhere[256]; /* the others, by a hash of their first bytes */
    uint64_t heads[64];    /* a bit for more of that hash: most words need no chain */
    uint8_t next[TM__CHROME_PHRASES];
    tm__token_mask_fn *token;
};

/* Does text, in small letters (of ASCII), have the phrase at byte `at`? */
bool tm__begins(tm_text text, size_t at, const char *phrase);

/* To be made once for many sentences. */
void tm__chrome_start(struct tm__chrome *chrome);

/* True if a sentence holds what pages say around their text: "Leave the first comment".
 * @param words  runs between white space: in a long sentence such a phrase is news about it */
bool tm__is_chrome(const struct tm__chrome *chrome, tm_text sentence, size_t words);

#endif
