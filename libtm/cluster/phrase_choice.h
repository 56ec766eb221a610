/* Which phrase a cluster is named by. */
#ifndef TM_CLUSTER_PHRASE_CHOICE_H
#define TM_CLUSTER_PHRASE_CHOICE_H

#include "cluster/phrase_cover.h"
#include "cluster/phrase_finder.h"

enum { TM__SMALL_CLUSTER = 12 /* in documents; of fewer the headline of one says more */ };

struct tm__choice {
    const struct tm__cover *cover;
    const struct tm__phrase_finder *all; /* documents: that hold it, of all; mark: is it taken? */
    const bool *name;                    /* [cover->tokens->terms] which words are names */
    tm_text medoid;
};

/*
 * The best phrase that no other cluster has taken (ties: the longer, then the earlier), if it
 * speaks for the cluster; else, of few documents, the best name that two thirds of them share; NULL
 * if there is none.
 * @param phrase  cover->phrase; they get their score, 0 if taken
 * Cost O(phrases).
 */
const struct tm__phrase *tm__phrase_choose(const struct tm__choice *choice,
                                           struct tm__phrase *phrase);

#endif
