#include "cluster/phrase_detail.h"

#include <math.h>

/* In this share of the documents of the word at least. */
static const double least_share = 0.25;
/* Worth this share of what the word is worth, with the word in it and beside it. */
static const double least_within = 0.3, least_beside = 0.4;

enum place { ABSENT, WITHIN, BEFORE_OTHERS };

/* Where is a term in a phrase: before words that are no names, if it is one? */
static enum place place_of(uint32_t term, const struct tm__phrase *phrase,
                           const struct tm__cover *in, const bool *name)
{
    const struct tm__token *const token = in->tokens->token + phrase->at;
    enum place place = ABSENT;

    for (uint32_t i = 0; i < phrase->length; i++)
        if (token[i].term == term)
            place = WITHIN;
        else if (place == WITHIN && name[term] && !name[token[i].term] &&
                 !(token[i].flags & TM__TOKEN_STOP))
            place = BEFORE_OTHERS;
    return place;
}

/* A phrase with a word that is everywhere is hardly the cluster's own: "three children". */
static double worth(const struct tm__phrase *phrase)
{
    return phrase->score * sqrt(phrase->weakest);
}

static bool may_tell(const struct tm__phrase *phrase, const struct tm__phrase *word)
{
    return phrase->content > 1 && !phrase->loose && !phrase->fragment && phrase->score > 0 &&
           phrase->inside >= least_share * word->inside;
}

/* Does a phrase say more than the word, where the word is in it or beside it? */
static bool tells(const struct tm__phrase *phrase, const struct tm__phrase *word, enum place place,
                  const struct tm__cover *in)
{
    const double least = place == WITHIN ? least_within : least_beside;

    return place != BEFORE_OTHERS && worth(phrase) >= least * word->score &&
           !(place == ABSENT && tm__phrase_alike(in, word, phrase));
}

void tm__phrase_detail(const struct tm__phrase *chosen[TM__MOST_JOINED], const struct tm__cover *in,
                       const bool *name)
{
    const struct tm__phrase *const word = chosen[0], *best = NULL;
    const uint32_t term = in->tokens->token[word->at].term;
    enum place place = ABSENT;

    for (size_t p = 0; p < in->phrases; p++) {
        const struct tm__phrase *phrase = &in->phrase[p];
        enum place here;
        if (!may_tell(phrase, word) || (best && worth(phrase) <= worth(best)))
            continue;
        here = place_of(term, phrase, in, name);
        if (!tells(phrase, word, here, in))
            continue;
        best = phrase;
        place = here;
    }
    if (best)
        chosen[place == ABSENT] = best;
}
