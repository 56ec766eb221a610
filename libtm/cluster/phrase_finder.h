/* Where some phrases are in texts. */
#ifndef TM_CLUSTER_PHRASE_FINDER_H
#define TM_CLUSTER_PHRASE_FINDER_H

#include "phrases/ngrams.h"

struct tm__phrase_finder {
    const struct tm__tokens *tokens;
    struct tm__ngrams runs;
    bool *starts; /* [terms] the first word of a phrase; the caller's, false before and after */
};

void tm__phrase_finder_start(struct tm__phrase_finder *finder, const struct tm__tokens *tokens,
                             bool *starts);
void tm__phrase_finder_release(struct tm__phrase_finder *finder);

/* The entry of a phrase, made if it is not there, as by tm__ngrams_add(). NULL: memory is out. */
struct tm__ngram *tm__phrase_finder_add(struct tm__phrase_finder *finder, uint64_t hash,
                                        uint64_t at, uint32_t length);

/* Called for each phrase at each place: its entry, and the place. */
typedef void (*tm__phrase_found_fn)(void *ctx, struct tm__ngram *run, uint64_t at);
void tm__phrase_finder_read(const struct tm__phrase_finder *finder, uint32_t document,
                            tm__phrase_found_fn found, void *ctx);

/* Count a document for each phrase that it holds, as by tm__ngram_meet(), documents rising; and
 * start to count anew. */
void tm__phrase_finder_meet(const struct tm__phrase_finder *finder, uint32_t document);
void tm__phrase_finder_forget(struct tm__phrase_finder *finder);
/* Count all documents of the tokens, where none was before, on all threads. Errors: TM_ENOMEM,
 * TM_ECANCELLED. */
tm_status tm__phrase_finder_count(struct tm__phrase_finder *finder, const tm_run *run,
                                  tm_error *err);

#endif
