/* What makes a name of one word say more. */
#ifndef TM_CLUSTER_PHRASE_DETAIL_H
#define TM_CLUSTER_PHRASE_DETAIL_H

#include "cluster/phrase_cover.h"

/*
 * chosen[0] is one word: "missing", "Carney", "Sprint". The best phrase that is in a quarter at
 * least of the documents that hold it, and whose words are hardly outside the cluster, takes its
 * place if it has the word in it ("missing plane", "Mark Carney") or else stands behind it, in
 * chosen[1] ("Sprint, price war"). What follows a name within a phrase has to be one too: "Sbarro
 * files" would be half a sentence. Without such a phrase, nothing changes.
 * @param name  [tokens->terms] which words are names
 * Cost O(phrases).
 */
void tm__phrase_detail(const struct tm__phrase *chosen[TM__MOST_JOINED],
                       const struct tm__cover *cover, const bool *name);

#endif
