/* A name without what somebody is. */
#ifndef TM_CLUSTER_PHRASE_NAME_H
#define TM_CLUSTER_PHRASE_NAME_H

#include "cluster/phrase_cover.h"
#include "cluster/phrase_finder.h"

/*
 * Take from a phrase the words that say what the name of several words behind them is: "director"
 * of "director Bryan Singer", of which it cannot be told where it starts ("X-Men director"). Not if
 * the word before the name is no noun in small letters or may be a part of it (al, iPhone, 442nd).
 * @param taken  mark: names that are, which stay without the word only once; the name is added
 * @param name   [cover->tokens->terms] which words are names
 * Returns false if memory is out.
 */
bool tm__phrase_leave_name(struct tm__phrase *phrase, struct tm__phrase_finder *taken,
                           const struct tm__cover *cover, const bool *name);

#endif
