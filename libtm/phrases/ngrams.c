#include "phrases/ngrams.h"

#include "base/hash.h"
#include "base/memory.h"

#include <string.h>

enum { FEWEST_SLOTS = 64 };

void tm__ngrams_start(struct tm__ngrams *ngrams, const struct tm__tokens *tokens)
{
    memset(ngrams, 0, sizeof *ngrams);
    ngrams->tokens = tokens;
}

void tm__ngrams_release(struct tm__ngrams *ngrams)
{
    tm__free(ngrams->slot);
    memset(ngrams, 0, sizeof *ngrams);
}

uint64_t tm__ngram_hash(uint64_t hash, uint32_t term)
{
    return tm__hash_mix(hash ^ 0x9e3779b97f4a7c15u, (uint64_t)term + 1);
}

bool tm__ngram_occurs(const struct tm__tokens *tokens, uint64_t at, uint32_t length, uint64_t place,
                      uint64_t end)
{
    const struct tm__token *want = tokens->token + at, *token = tokens->token + place;

    if (place + length > end || token->term != want->term)
        return false;
    for (uint32_t i = 1; i < length; i++)
        if (token[i].term != want[i].term || !(token[i].flags & TM__TOKEN_JOINED))
            return false;
    return true;
}

static bool equal(const struct tm__ngrams *ngrams, const struct tm__ngram *slot, uint64_t at,
                  uint32_t length)
{
    const struct tm__token *a = ngrams->tokens->token + slot->at, *b = ngrams->tokens->token + at;

    if (slot->length != length)
        return false;
    for (uint32_t i = 0; i < length; i++)
        if (a[i].term != b[i].term)
            return false;
    return true;
}

/* Where the run is, or would go. */
static struct tm__ngram *probe(const struct tm__ngrams *ngrams, uint64_t hash, uint64_t at,
                               uint32_t length)
{
    size_t i = hash & (ngrams->slots - 1);

    while (ngrams->slot[i].length &&
           (ngrams->slot[i].hash != hash || !equal(ngrams, &ngrams->slot[i], at, length)))
        i = (i + 1) & (ngrams->slots - 1);
    return &ngrams->slot[i];
}

struct tm__ngram *tm__ngrams_find(const struct tm__ngrams *ngrams, uint64_t hash, uint64_t at,
                                  uint32_t length)
{
    struct tm__ngram *slot = ngrams->slots ? probe(ngrams, hash, at, length) : NULL;

    return slot && slot->length ? slot : NULL;
}

static bool enlarge(struct tm__ngrams *ngrams)
{
    const size_t slots = ngrams->slots ? 2 * ngrams->slots : FEWEST_SLOTS;
    struct tm__ngram *slot = tm__calloc(slots, sizeof *slot);

    if (!slot)
        return false;
    for (size_t s = 0; s < ngrams->slots; s++) {
        size_t i = ngrams->slot[s].hash & (slots - 1);
        if (!ngrams->slot[s].length)
            continue;
        while (slot[i].length)
            i = (i + 1) & (slots - 1);
        slot[i] = ngrams->slot[s];
    }
    tm__free(ngrams->slot);
    ngrams->slot = slot;
    ngrams->slots = slots;
    return true;
}

struct tm__ngram *tm__ngrams_add(struct tm__ngrams *ngrams, uint64_t hash, uint64_t at,
                                 uint32_t length)
{
    struct tm__ngram *slot;

    if (2 * (ngrams->count + 1) > ngrams->slots && !enlarge(ngrams))
        return NULL;
    slot = probe(ngrams, hash, at, length);
    if (!slot->length) {
        *slot = (struct tm__ngram){hash, at, length, 0, UINT32_MAX, 0};
        ngrams->count++;
    }
    return slot;
}

void tm__ngram_meet(struct tm__ngram *ngram, uint32_t document)
{
    ngram->documents += ngram->last != document;
    ngram->last = document;
}
