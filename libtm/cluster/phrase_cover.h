/* Several phrases for a cluster that no one phrase stands for. */
#ifndef TM_CLUSTER_PHRASE_COVER_H
#define TM_CLUSTER_PHRASE_COVER_H

#include "cluster/phrases.h"

enum { TM__MOST_JOINED = 3 };

/* A cluster to be named. */
struct tm__cover {
    const struct tm__tokens *tokens;
    const tm_text *documents;
    const uint32_t *document; /* [count] of the cluster */
    size_t count;
    const struct tm__phrase *phrase; /* [phrases] scored; below or at 0: not to be taken */
    size_t phrases;
    bool *starts; /* [tokens->terms] scratch, false */
};

/* A word as it stands in its document, without the 's of English. Cost O(log documents). */
tm_text tm__phrase_word(const struct tm__cover *cover, uint64_t at);

/* Is a word of one nearly a word of the other, guns and gun, or short for it? */
bool tm__phrase_alike(const struct tm__cover *cover, const struct tm__phrase *a,
                      const struct tm__phrase *b);

/*
 * From chosen[0] to as many as are needed to cover half of the documents, each the one that is
 * worth most in documents that none before it covers; those behind are NULL. None that is loose, a
 * fragment, or nearly a word of another: guns beside gun.
 * Errors: TM_ENOMEM. Cost O(words of the cluster) for each.
 */
tm_status tm__phrase_cover(const struct tm__phrase *chosen[TM__MOST_JOINED],
                           const struct tm__cover *cover);

#endif
