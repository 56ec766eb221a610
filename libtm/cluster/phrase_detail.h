/* What makes a name of one word say more. */
#ifndef TM_CLUSTER_PHRASE_DETAIL_H
#define TM_CLUSTER_PHRASE_DETAIL_H

#include "cluster/phrase_cover.h"

/*
 * chosen[0] is one word: "missing", "Carney", "Sprint". The best phrase whose words are hardly
 * outside the cluster takes its place if it has the word in it and is in a quarter at least of the
 * documents that hold it ("missing plane"), or else stands behind it, in chosen[1], from a fifth on
 * ("Sprint, price war"). What follows a name within a phrase may be no verb: "Sbarro files" would
 * be half a sentence. A surname is shown with its first name. Without such a phrase, nothing
 * changes.
 * @param name  [tokens->terms] which words are names
 * Cost O(phrases).
 */
void tm__phrase_detail(const struct tm__phrase *chosen[TM__MOST_JOINED],
                       const struct tm__cover *cover, const bool *name);

#endif
