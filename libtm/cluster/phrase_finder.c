#include "cluster/phrase_finder.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

enum { DOCUMENTS_PER_BLOCK = 512 };

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

/* In how many documents one worker met a phrase, and the number of the last of them from 1. */
struct met {
    uint32_t documents, last;
};

struct counting {
    const struct tm__phrase_finder *finder;
    struct met **met; /* [workers] an array beside the slots, or NULL */
};

struct reading {
    const struct tm__ngram *slot;
    struct met *met;
    uint32_t number;
};

static void count(void *ctx, struct tm__ngram *run, uint64_t at)
{
    const struct reading *r = ctx;
    struct met *met = &r->met[run - r->slot];

    (void)at;
    met->documents += met->last != r->number;
    met->last = r->number;
}

static tm_status count_block(void *ctx, size_t block, unsigned worker)
{
    const struct counting *c = ctx;
    const struct tm__ngrams *runs = &c->finder->runs;
    const size_t all = c->finder->tokens->documents, first = block * DOCUMENTS_PER_BLOCK;
    struct reading r = {runs->slot, NULL, 0};

    if (!c->met[worker])
        c->met[worker] = tm__calloc(runs->slots, sizeof *r.met);
    r.met = c->met[worker];
    if (!r.met)
        return TM_ENOMEM;
    for (size_t d = first; d < first + DOCUMENTS_PER_BLOCK && d < all; d++) {
        r.number = (uint32_t)d + 1;
        tm__phrase_finder_read(c->finder, (uint32_t)d, count, &r);
    }
    return TM_OK;
}

tm_status tm__phrase_finder_count(struct tm__phrase_finder *finder, const tm_run *run,
                                  tm_error *err)
{
    const size_t blocks =
        (finder->tokens->documents + DOCUMENTS_PER_BLOCK - 1) / DOCUMENTS_PER_BLOCK;
    const unsigned workers = tm__threads(run);
    struct counting c = {finder, tm__calloc(workers, sizeof *c.met)};
    tm_status status = c.met ? tm__parallel_for(blocks, count_block, &c, "label", run, err)
                             : tm__fail_memory(err, "counting phrases");

    for (unsigned w = 0; c.met && w < workers; w++) {
        for (size_t s = 0; status == TM_OK && c.met[w] && s < finder->runs.slots; s++)
            finder->runs.slot[s].documents += c.met[w][s].documents;
        tm__free(c.met[w]);
    }
    tm__free(c.met);
    return status;
}
