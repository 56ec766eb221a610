#include "phrases/noun_phrase.h"

#include "phrases/word_class.h"

/* Words where they stand. */
struct place {
    const struct tm__tokens *tokens;
    const bool *name;
    uint64_t end;
};

static const struct tm__token *word(const struct place *p, uint64_t at)
{
    return &p->tokens->token[at];
}

bool tm__is_name(const struct tm__token *token, const bool *name)
{
    return token->flags & TM__TOKEN_NAME ||
           (token->flags & TM__TOKEN_CAPITAL && name && name[token->term]);
}

static bool is_name(const struct place *p, uint64_t at)
{
    return tm__is_name(word(p, at), p->name);
}

static enum tm__word_class class_at(const struct place *p, uint64_t at)
{
    const enum tm__word_class c = (enum tm__word_class)tm__token_class(word(p, at));

    return c == TM__NAME || (c != TM__TIME && is_name(p, at)) ? TM__NOUN : c;
}

static bool joined(const struct place *p, uint64_t at)
{
    return at < p->end && word(p, at)->flags & TM__TOKEN_JOINED;
}

static bool is_plural(const struct place *p, uint64_t at)
{
    return word(p, at)->flags & TM__TOKEN_PLURAL;
}

/* Do the words at `at` look like what a verb before them is about? */
static bool starts_object(const struct place *p, uint64_t at)
{
    enum tm__word_class c;

    if (!joined(p, at))
        return false;
    c = class_at(p, at);
    if (c == TM__BEFORE_NOUNS)
        return true;
    return !(word(p, at)->flags & TM__TOKEN_STOP) && (c == TM__NOUN || c == TM__ADJECTIVE);
}

/* Does the word before ask for a verb: "to fear", "investors fear"? */
static bool asks_for_verb(const struct place *p, uint64_t at)
{
    enum tm__word_class c;

    if (at == 0 || !joined(p, at))
        return false;
    c = class_at(p, at - 1);
    return c == TM__BEFORE_VERBS || (c == TM__NOUN && is_plural(p, at - 1));
}

/* Is a word that may be a verb one here? Those with an s follow one thing, others several. */
static bool is_verb_here(const struct place *p, uint64_t at)
{
    if (!starts_object(p, at + 1))
        return false;
    return is_plural(p, at) ? at > 0 && joined(p, at) && !is_plural(p, at - 1)
                            : asks_for_verb(p, at);
}

static bool can_end(const struct place *p, uint64_t at, uint32_t length)
{
    switch (class_at(p, at)) {
    case TM__NOUN:
        return true;
    case TM__VERB_OR_NOUN: /* rupee shines */
        return !is_verb_here(p, at) && !(length > 1 && is_plural(p, at) && !is_plural(p, at - 1));
    case TM__NOUN_OR_VERB:
        return !is_verb_here(p, at);
    case TM__ADJECTIVE: /* grateful */
        return length == 1;
    case TM__TIME: /* Black Friday */
        return length > 1 && (is_name(p, at - 1) || !(word(p, at)->flags & TM__TOKEN_CAPITAL));
    default:
        return false;
    }
}

static bool can_start(const struct place *p, uint64_t at)
{
    const enum tm__word_class next = class_at(p, at + 1);

    switch (class_at(p, at)) {
    case TM__VERB:
        return false;
    case TM__PARTICIPLE:
        return !is_name(p, at + 1) && !(word(p, at + 1)->flags & TM__TOKEN_STOP);
    case TM__VERB_OR_NOUN: /* monitoring Pimco */
        return !is_plural(p, at) && !asks_for_verb(p, at) &&
               !(word(p, at)->flags & TM__TOKEN_GERUND && is_name(p, at + 1));
    case TM__NOUN_OR_VERB:
        return !is_verb_here(p, at);
    case TM__TIME: /* Monday television, but Sunday Times */
        return is_name(p, at + 1);
    case TM__ADVERB:
        return next == TM__VERB || next == TM__PARTICIPLE || next == TM__ADJECTIVE;
    default:
        return true;
    }
}

static bool can_be_within(const struct place *p, uint64_t at)
{
    const enum tm__word_class c = class_at(p, at);

    if (word(p, at)->flags & (TM__TOKEN_HYPHEN | TM__TOKEN_STOP))
        return true;
    return c != TM__VERB && !(c == TM__VERB_OR_NOUN && is_plural(p, at)) &&
           !(c == TM__PARTICIPLE && is_name(p, at + 1));
}

bool tm__tells_of_next(const struct tm__tokens *tokens, uint64_t at, uint64_t end)
{
    const struct place p = {tokens, NULL, end};
    enum tm__word_class c;

    if (class_at(&p, at) != TM__NOUN_OR_VERB || !joined(&p, at + 1) ||
        word(&p, at + 1)->flags & TM__TOKEN_STOP)
        return false;
    c = class_at(&p, at + 1);
    return c == TM__NOUN || c == TM__NOUN_OR_VERB || c == TM__ADJECTIVE;
}

bool tm__is_noun_phrase(const struct tm__tokens *tokens, const bool *name, uint64_t at,
                        uint32_t length, uint64_t end)
{
    const struct place p = {tokens, name, end};

    if (!can_end(&p, at + length - 1, length) || (length > 1 && !can_start(&p, at)))
        return false;
    for (uint32_t i = 1; i + 1 < length; i++)
        if (!can_be_within(&p, at + i))
            return false;
    return true;
}
