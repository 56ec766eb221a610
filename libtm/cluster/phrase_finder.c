#include "cluster/phrase_finder.h"

void tm__phrase_finder_start(struct tm__phrase_finder *finder, const struct tm__tokens *tokens,
                             bool *starts)
{
    finder->tokens = tokens;
    finder->starts = starts;
    tm__ngrams_start(&finder->runs, tokens);
}

void tm__phrase_finder_release(struct tm__phrase_finder *finder)
{
    for (size_t s = 0; s < finder->runs.slots; s++)
        if (finder->runs.slot[s].length)
            finder->starts[finder->tokens->token[finder->runs.slot[s].at].term] = false;
    tm__ngrams_release(&finder->runs);
}

struct tm__ngram *tm__phrase_finder_add(struct tm__phrase_finder *finder, uint64_t hash,
                                        uint64_t at, uint32_t length)
{
    struct tm__ngram *run = tm__ngrams_add(&finder->runs, hash, at, length);

    if (run)
        finder->starts[finder->tokens->token[at].term] = true;
    return run;
}

void tm__phrase_finder_read(const struct tm__phrase_finder *finder, uint32_t document,
                            tm__phrase_found_fn found, void *ctx)
{
    const struct tm__token *token = finder->tokens->token;
    const uint64_t end = finder->tokens->first[document + 1];

    for (uint64_t at = finder->tokens->first[document]; at < end; at++) {
        uint64_t hash = 0;
        if (!finder->starts[token[at].term])
            continue;
        for (uint32_t n = 1; n <= TM__LONGEST_NGRAM && at + n <= end; n++) {
            struct tm__ngram *run;
            if (n > 1 && !(token[at + n - 1].flags & TM__TOKEN_JOINED))
                break;
            hash = tm__ngram_hash(hash, token[at + n - 1].term);
            run = tm__ngrams_find(&finder->runs, hash, at, n);
            if (run)
                found(ctx, run, at);
        }
    }
}

static void meet(void *ctx, struct tm__ngram *run, uint64_t at)
{
    (void)at;
    tm__ngram_meet(run, *(const uint32_t *)ctx);
}

void tm__phrase_finder_meet(const struct tm__phrase_finder *finder, uint32_t document)
{
    tm__phrase_finder_read(finder, document, meet, &document);
}

void tm__phrase_finder_forget(struct tm__phrase_finder *finder)
{
    for (size_t s = 0; s < finder->runs.slots; s++) {
        finder->runs.slot[s].documents = 0;
        finder->runs.slot[s].last = UINT32_MAX;
    }
}
