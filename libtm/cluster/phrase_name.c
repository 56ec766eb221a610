#include "cluster/phrase_name.h"

#include "phrases/noun_phrase.h"
#include "phrases/word_class.h"

/* Shorter words are particles. In bytes, and in words. */
enum { SHORTEST_NOUN = 4, SHORTEST_NAME = 2 };

static bool says_what(const struct tm__cover *in, uint64_t at)
{
    const struct tm__token *const token = in->tokens->token + at;
    const tm_text word = tm__phrase_word(in, at);

    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] < 'a' || word.data[i] > 'z')
            return false;
    return word.size >= SHORTEST_NOUN && !(token->flags & TM__TOKEN_STOP) &&
           tm__token_class(token) == TM__NOUN;
}

static bool is_capital_name(const struct tm__token *token, const bool *name)
{
    return token->flags & TM__TOKEN_CAPITAL && tm__is_name(token, name);
}

/* How many words stand before the name in a phrase. */
static uint32_t words_before(const struct tm__phrase *phrase, const struct tm__cover *in,
                             const bool *name)
{
    const struct tm__token *const token = in->tokens->token + phrase->at;
    uint32_t before = phrase->length;

    while (before > 0 && is_capital_name(&token[before - 1], name))
        before--;
    if (before == 0 || before + SHORTEST_NAME > phrase->length ||
        !says_what(in, phrase->at + before - 1))
        return 0;
    for (uint32_t i = 0; i + 1 < before; i++)
        if (token[i].flags & TM__TOKEN_CAPITAL)
            return 0;
    return before;
}

bool tm__phrase_leave_name(struct tm__phrase *phrase, struct tm__phrase_finder *taken,
                           const struct tm__cover *cover, const bool *name)
{
    const uint32_t before = words_before(phrase, cover, name);
    const struct tm__token *const token = cover->tokens->token + phrase->at;
    struct tm__ngram *rest;
    uint64_t hash = 0;

    if (before == 0)
        return true;
    for (uint32_t i = before; i < phrase->length; i++)
        hash = tm__ngram_hash(hash, token[i].term);
    rest = tm__phrase_finder_add(taken, hash, phrase->at + before, phrase->length - before);
    if (rest && !rest->mark) {
        rest->mark = 1;
        phrase->hash = hash;
        phrase->at += before;
        phrase->length -= before;
    }
    return rest != NULL;
}
