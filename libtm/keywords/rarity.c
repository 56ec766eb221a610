#include "keywords/scorers.h"

#include <math.h>

/* A phrase goes if a longer one around it is this often seen, relative to it. */
static const double complete = 0.7;

/* Words in more than a sixteenth of all documents say nothing, alone or at an edge, unless they are
 * parts of names: "told the website". They are left for texts that have no others. */
static const double common = 0.25;
static const double common_factor = 0.1;

/* How far the capitals of a word are its own: 1 if it has one wherever nothing asks for it. */
static double capital_share(const struct tm__fact *fact)
{
    return fact->inside ? (double)fact->capital / fact->inside : 0;
}

/* What the words of a phrase are worth on average: the rarer, the more, but a very rare word is
 * worth hardly more than a rare one. A name is worth more. */
static double worth(const struct tm__candidate *c, const struct tm__facts *facts,
                    const struct tm__tokens *tokens)
{
    double sum = 0;
    uint32_t words = 0;

    for (uint32_t i = 0; i < c->length; i++) {
        const struct tm__token *token = &tokens->token[c->at + i];
        const struct tm__fact *fact = &facts->fact[token->term];
        if (token->flags & TM__TOKEN_STOP)
            continue;
        sum += fact->rarity * (2 - fact->rarity) * (1 + 0.25 * capital_share(fact));
        words++;
    }
    return words ? sum / words : 0;
}

static bool is_common(const struct tm__fact *fact)
{
    return fact->rarity < common && capital_share(fact) < 0.5;
}

static bool has_common_edge(const struct tm__candidate *c, const struct tm__facts *facts,
                            const struct tm__tokens *tokens)
{
    return is_common(&facts->fact[tokens->token[c->at].term]) ||
           is_common(&facts->fact[tokens->token[c->at + c->length - 1].term]);
}

/* Is it a name, each of whose words has a capital more often than not? */
static bool is_name(const struct tm__candidate *c, const struct tm__facts *facts,
                    const struct tm__tokens *tokens)
{
    for (uint32_t i = 0; i < c->length && c->names; i++)
        if (capital_share(&facts->fact[tokens->token[c->at + i].term]) < 0.5)
            return false;
    return c->names > 0;
}

/* A full name stands for its last word too, which is how the text goes on after the first time. */
static double mentions(const struct tm__candidate *c, const struct tm__facts *facts,
                       const struct tm__tokens *tokens)
{
    const struct tm__fact *last = &facts->fact[tokens->token[c->at + c->length - 1].term];

    return is_name(c, facts, tokens) ? last->count : c->count;
}

tm_status tm__score_by_rarity(struct tm__candidates *candidates, const struct tm__facts *facts,
                              const struct tm__tokens *tokens, tm_error *err)
{
    static const double bonus[] = {0, 1, 1.7, 2.1, 2.3};

    (void)err;
    for (size_t i = 0; i < candidates->count; i++) {
        struct tm__candidate *c = &candidates->candidate[i];
        const bool holds = c->length == 1 || c->count > 1 || is_name(c, facts, tokens);
        c->score = 0;
        if (!holds || c->around >= complete * c->count)
            continue;
        c->score = mentions(c, facts, tokens) * worth(c, facts, tokens) * bonus[c->length] *
                   (1 + 2 / (1 + 10 * c->first));
        if (has_common_edge(c, facts, tokens))
            c->score *= common_factor;
    }
    return TM_OK;
}
