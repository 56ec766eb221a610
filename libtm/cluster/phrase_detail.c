#include "cluster/phrase_detail.h"

#include "phrases/noun_phrase.h"
#include "phrases/word_class.h"

#include <math.h>

/* In this share of the documents of the word at least, with the word in it and beside it. */
static const double share_within = 0.25, share_beside = 0.2;
/* Of those of the cluster, where it stands beside the word. */
static const double share_of_cluster = 0.15;
/* Worth this share of what the word is worth. */
static const double least_worth = 0.3;
/* Of the documents of a first name, those with the word behind it; of those of the word, those
 * with both. */
static const double share_bound = 0.5, share_full = 0.1;

enum place { ABSENT, WITHIN, BEFORE_VERB };

/* GM recalls, but not GM recall. */
static bool may_be_verb(const struct tm__token *token)
{
    const uint32_t class = tm__token_class(token);

    return token->flags & TM__TOKEN_PLURAL || class == TM__VERB || class == TM__PARTICIPLE;
}

/* Where is a term in a phrase: before what may be a verb, if it is a name? Sbarro files */
static enum place place_of(uint32_t term, const struct tm__phrase *phrase,
                           const struct tm__cover *in, const bool *name)
{
    const struct tm__token *const token = in->tokens->token + phrase->at;
    enum place place = ABSENT;

    for (uint32_t i = 0; i < phrase->length; i++)
        if (token[i].term == term)
            place = WITHIN;
        else if (place == WITHIN && name[term] && !name[token[i].term] &&
                 !(token[i].flags & TM__TOKEN_STOP) &&
                 (may_be_verb(&token[i]) || !(token[i].flags & TM__TOKEN_LETTER)))
            place = BEFORE_VERB;
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
           worth(phrase) >= least_worth * word->score;
}

/* Does a phrase say more than the word, where the word is in it or beside it? */
static bool tells(const struct tm__phrase *phrase, const struct tm__phrase *word, enum place place,
                  const struct tm__cover *in)
{
    if (place == ABSENT)
        return phrase->inside >= share_beside * word->inside &&
               phrase->inside >= share_of_cluster * (double)in->count &&
               !tm__phrase_alike(in, word, phrase);
    return place == WITHIN && phrase->inside >= share_within * word->inside;
}

/* Silvio Berlusconi: two names, of which the first is hardly without the word. */
static bool is_full_name(const struct tm__phrase *phrase, const struct tm__phrase *word,
                         const struct tm__cover *in, const bool *name)
{
    const struct tm__token *const token = in->tokens->token + phrase->at;

    return phrase->length == 2 && !phrase->loose && !phrase->fragment && phrase->score > 0 &&
           token[1].term == in->tokens->token[word->at].term && tm__is_name(&token[0], name) &&
           phrase->inside >= share_bound * in->tokens->df[token[0].term] &&
           phrase->inside >= share_full * word->inside;
}

static const struct tm__phrase *full_name(const struct tm__phrase *word, const struct tm__cover *in,
                                          const bool *name)
{
    const struct tm__phrase *best = word;

    for (size_t p = 0; p < in->phrases; p++)
        if (is_full_name(&in->phrase[p], word, in, name) &&
            (best == word || in->phrase[p].inside > best->inside))
            best = &in->phrase[p];
    return best;
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
    if (name[term])
        chosen[0] = full_name(word, in, name);
    if (best)
        chosen[place == ABSENT] = best;
}
