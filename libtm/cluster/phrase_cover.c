#include "cluster/phrase_cover.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "cluster/phrase_finder.h"
#include "phrases/word_class.h"

#include <string.h>

/* Less than this share of the documents is not worth a phrase. */
static const double least_new = 0.05;
/* Words that begin alike up to so many bytes, as guns and gun, are one to the reader. */
enum { ENDING = 3, SHORTEST_STEM = 3 };

struct covering {
    const struct tm__cover *in;
    struct tm__phrase_finder finder; /* mark: which phrase */
    bool *covered;                   /* [in->count] */
    uint32_t *fresh;                 /* [in->phrases] documents not covered that hold it */
    size_t left;
};

/* The documents that a phrase is in are covered. */
static void cover(struct covering *c, const struct tm__phrase *phrase)
{
    const struct tm__tokens *t = c->in->tokens;

    for (size_t d = 0; d < c->in->count; d++) {
        const uint64_t end = t->first[c->in->document[d] + 1];
        for (uint64_t at = t->first[c->in->document[d]]; !c->covered[d] && at < end; at++)
            c->covered[d] = tm__ngram_occurs(t, phrase->at, phrase->length, at, end);
    }
    c->left = 0;
    for (size_t d = 0; d < c->in->count; d++)
        c->left += !c->covered[d];
}

static void count_fresh(struct covering *c)
{
    tm__phrase_finder_forget(&c->finder);
    for (size_t d = 0; d < c->in->count; d++)
        if (!c->covered[d])
            tm__phrase_finder_meet(&c->finder, c->in->document[d]);
    for (size_t s = 0; s < c->finder.runs.slots; s++)
        if (c->finder.runs.slot[s].length)
            c->fresh[c->finder.runs.slot[s].mark] = c->finder.runs.slot[s].documents;
}

tm_text tm__phrase_word(const struct tm__cover *in, uint64_t at)
{
    size_t low = 0, high = in->tokens->documents;

    while (low + 1 < high) {
        const size_t middle = low + (high - low) / 2;
        if (in->tokens->first[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return (tm_text){in->documents[low].data + in->tokens->token[at].start,
                     in->tokens->token[at].size};
}

static bool begin_alike(tm_text a, tm_text b)
{
    const size_t most = a.size > b.size ? a.size : b.size;
    size_t same = 0;

    while (same < a.size && same < b.size &&
           tm__ascii_lower(a.data[same]) == tm__ascii_lower(b.data[same]))
        same++;
    return same == most || (same >= SHORTEST_STEM && same + ENDING >= most);
}

/* GM, General Motors; also a part of the whole: NIU, Northern Illinois. */
static bool is_short_for(const struct tm__cover *in, const struct tm__phrase *word,
                         const struct tm__phrase *phrase)
{
    const tm_text letters = tm__phrase_word(in, word->at);

    if (word->length != 1 || phrase->length < 2 || phrase->length > letters.size ||
        phrase->length + 1 < letters.size)
        return false;
    for (uint32_t i = 0; i < phrase->length; i++) {
        const tm_text full = tm__phrase_word(in, phrase->at + i);
        if (!full.size || tm__ascii_lower(*full.data) != tm__ascii_lower(letters.data[i]))
            return false;
    }
    return true;
}

bool tm__phrase_alike(const struct tm__cover *in, const struct tm__phrase *a,
                      const struct tm__phrase *b)
{
    for (uint32_t i = 0; i < a->length; i++)
        for (uint32_t k = 0; k < b->length; k++)
            if (begin_alike(tm__phrase_word(in, a->at + i), tm__phrase_word(in, b->at + k)))
                return true;
    return is_short_for(in, a, b) || is_short_for(in, b, a);
}

/* A word that stands before nouns says nothing beside a name: lower. */
static bool is_adjective(const struct tm__cover *in, const struct tm__phrase *phrase)
{
    const struct tm__token *const token = in->tokens->token + phrase->at;

    return phrase->length == 1 && tm__token_class(token) == TM__ADJECTIVE &&
           !(token->flags & TM__TOKEN_CAPITAL);
}

static const struct tm__phrase *next(const struct covering *c,
                                     const struct tm__phrase *const *chosen, size_t count)
{
    const struct tm__phrase *best = NULL;
    double highest = 0;

    for (size_t p = 0; p < c->in->phrases; p++) {
        const struct tm__phrase *phrase = &c->in->phrase[p];
        /* The first says what they are about, the others name the rest of it: no bonus for length.
         */
        const double gain =
            phrase->score * c->fresh[p] / phrase->inside / tm__phrase_bonus(phrase->content);
        bool taken = phrase->loose || phrase->fragment || gain <= highest ||
                     is_adjective(c->in, phrase) || c->fresh[p] < least_new * (double)c->in->count;
        for (size_t i = 0; i < count && !taken; i++)
            taken = tm__phrase_alike(c->in, chosen[i], phrase);
        if (taken)
            continue;
        highest = gain;
        best = phrase;
    }
    return best;
}

static bool start(struct covering *c)
{
    tm__phrase_finder_start(&c->finder, c->in->tokens, c->in->starts);
    c->covered = tm__calloc(c->in->count, sizeof *c->covered);
    c->fresh = tm__alloc_array(c->in->phrases, sizeof *c->fresh);
    if (!c->covered || !c->fresh)
        return false;
    for (size_t p = 0; p < c->in->phrases; p++) {
        const struct tm__phrase *phrase = &c->in->phrase[p];
        struct tm__ngram *run =
            tm__phrase_finder_add(&c->finder, phrase->hash, phrase->at, phrase->length);
        if (!run)
            return false;
        run->mark = (uint32_t)p;
    }
    return true;
}

tm_status tm__phrase_cover(const struct tm__phrase *chosen[TM__MOST_JOINED],
                           const struct tm__cover *in)
{
    struct covering c = {.in = in, .left = in->count};
    const bool ok = start(&c);

    for (size_t i = 1; i < TM__MOST_JOINED; i++)
        chosen[i] = NULL;
    for (size_t i = 1; ok && i < TM__MOST_JOINED && chosen[i - 1]; i++) {
        cover(&c, chosen[i - 1]);
        if (2 * c.left <= in->count)
            break;
        count_fresh(&c);
        chosen[i] = next(&c, chosen, i);
    }
    tm__phrase_finder_release(&c.finder);
    tm__free(c.covered);
    tm__free(c.fresh);
    return ok ? TM_OK : TM_ENOMEM;
}
