/* Which words of a query are nowhere in what was read: somebody may have mistyped them. */
#ifndef CLI_QUERY_WORDS_H
#define CLI_QUERY_WORDS_H

#include "bytes.h"

#include <tm.h>

#include <stdbool.h>
#include <stdint.h>

struct cli_query_word {
    tm_text written;       /* in the query */
    struct cli_bytes term; /* in the language of now; empty: a stop word */
    bool found;            /* or no word to look for */
};

struct cli_query_words {
    tm_text query;
    const tm_stop_list *stop_list;
    char language[16];           /* of the analyser, that of the last texts */
    tm_analyzer *analyzer;       /* NULL before the first texts */
    struct cli_query_word *word; /* [count] */
    size_t count, missing;
    uint64_t *passed; /* hashes of words of texts that are none of the query, of this language */
};

/* Borrows both; size 0: no query, and nothing is looked for. */
void cli_query_words_start(struct cli_query_words *words, tm_text query,
                           const tm_stop_list *stop_list);
void cli_query_words_free(struct cli_query_words *words);

/* Look for those that were not found yet, by their stems, as summaries do. Cost linear in the
 * texts, nothing once all are found. */
tm_status cli_query_words_look(struct cli_query_words *words, const char *language,
                               const tm_text *text, size_t texts, tm_error *err);

/* A message with those that were never found; false if all were, or nothing was looked at. */
bool cli_query_words_tell(const struct cli_query_words *words);

#endif
