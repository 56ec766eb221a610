#include "cluster/proper.h"

#include "base/memory.h"
#include "cluster/phrase_shape.h"
#include "phrases/word_class.h"

/* Places of a word where nothing asks for a capital, and those that have one; or, where there are
 * no such places, any with one that is no verb or the like. */
struct capitals {
    uint32_t places, capital, anywhere;
};

static void read_document(struct capitals *count, const struct tm__shape_text *t)
{
    for (uint64_t i = t->start; i < t->end; i++) {
        const struct tm__token *token = &t->token[i];
        const bool name = token->flags & TM__TOKEN_NAME;
        const bool capital = token->flags & TM__TOKEN_CAPITAL;
        const uint32_t class = tm__token_class(token);

        count[token->term].anywhere += capital && (class == TM__NOUN || class == TM__NAME);
        if ((!t->mixed || token->flags & TM__TOKEN_INITIAL) && !name)
            continue;
        count[token->term].places++;
        count[token->term].capital += capital || name;
    }
}

tm_status tm__proper_find(bool *name, const struct tm__tokens *tokens, const tm_text *documents)
{
    struct capitals *count = tm__calloc(tokens->terms, sizeof *count);

    if (!count)
        return TM_ENOMEM;
    for (size_t d = 0; d < tokens->documents; d++) {
        const struct tm__shape_text t = tm__shape_start(tokens, documents, (uint32_t)d, NULL);
        read_document(count, &t);
    }
    for (size_t i = 0; i < tokens->terms; i++)
        name[i] = count[i].places ? 2 * (uint64_t)count[i].capital >= count[i].places
                                  : count[i].anywhere > 0;
    tm__free(count);
    return TM_OK;
}
