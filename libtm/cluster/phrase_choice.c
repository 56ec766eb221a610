#include "cluster/phrase_choice.h"

#include "phrases/noun_phrase.h"
#include "phrases/word_class.h"

enum { LONGEST_HEADLINE = 160 };
/* A word alone that is no name: "agreed". It has to explain more documents. */
#define LEAST_OF_PLAIN 2

static struct tm__ngram *everywhere(const struct tm__choice *c, const struct tm__phrase *phrase)
{
    return tm__ngrams_find(&c->all->runs, phrase->hash, phrase->at, phrase->length);
}

static bool is_better(const struct tm__phrase *a, const struct tm__phrase *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    return a->length != b->length ? a->length > b->length : a->at < b->at;
}

static bool is_plain(const struct tm__choice *c, const struct tm__phrase *phrase)
{
    return phrase->length == 1 && !c->name[c->cover->tokens->token[phrase->at].term];
}

/* Is the first line of the medoid too long for a headline? It is told worse by it than by a name.
 */
static bool has_no_headline(const struct tm__choice *c)
{
    const tm_text text = c->medoid;
    size_t size = 0;

    while (size < text.size && text.data[size] != '\n')
        size++;
    return size > LONGEST_HEADLINE;
}

/*
 * Does a phrase say what its cluster is about? It has to explain a document at least, half of one
 * where there is no headline, and be in a third of a small cluster; of what is in large ones, no
 * third need share a phrase. A piece of a longer run says less than the headline that has it all.
 */
static bool speaks_for(const struct tm__choice *c, const struct tm__phrase *phrase)
{
    const size_t size = c->cover->count;
    const bool headline = !has_no_headline(c);

    return phrase->score >= (headline ? 1 : 0.5) && !(headline && phrase->fragment) &&
           3 * (size_t)phrase->inside >= (size < TM__SMALL_CLUSTER ? size : TM__SMALL_CLUSTER);
}

/* Names, and not by the capital alone that every word of a headline may have. */
static bool is_name(const struct tm__choice *c, const struct tm__phrase *phrase)
{
    const struct tm__token *const first = c->cover->tokens->token + phrase->at;
    const uint32_t class = tm__token_class(first);

    if (phrase->length > 1)
        return tm__is_name(first, c->name) && tm__is_name(first + phrase->length - 1, c->name);
    return tm__is_name(first, c->name) && class != TM__TIME &&
           (class == TM__NAME || first->flags & TM__TOKEN_NAME);
}

static bool is_shared(const struct tm__choice *c, const struct tm__phrase *phrase)
{
    return 3 * (size_t)phrase->inside >= 2 * c->cover->count && !phrase->loose &&
           !phrase->fragment && !everywhere(c, phrase)->mark;
}

static const struct tm__phrase *shared_name(const struct tm__choice *c)
{
    const struct tm__phrase *best = NULL;

    for (size_t p = 0; p < c->cover->phrases && c->cover->count < TM__SMALL_CLUSTER; p++) {
        const struct tm__phrase *const phrase = &c->cover->phrase[p];
        if (is_shared(c, phrase) && is_name(c, phrase) && (!best || is_better(phrase, best)))
            best = phrase;
    }
    return best;
}

const struct tm__phrase *tm__phrase_choose(const struct tm__choice *c, struct tm__phrase *phrase)
{
    const double share = (double)c->cover->count / (double)c->cover->tokens->documents;
    const struct tm__phrase *best = NULL;

    for (size_t p = 0; p < c->cover->phrases; p++) {
        const struct tm__ngram *const ngram = everywhere(c, &phrase[p]);
        phrase[p].score = ngram->mark ? 0 : tm__phrase_worth(&phrase[p], ngram->documents, share);
        if (ngram->mark || phrase[p].loose ||
            (is_plain(c, &phrase[p]) && phrase[p].score <= LEAST_OF_PLAIN))
            continue;
        if (!best || is_better(&phrase[p], best))
            best = &phrase[p];
    }
    if (best && speaks_for(c, best))
        return best;
    return best && best->fragment ? NULL : shared_name(c);
}
