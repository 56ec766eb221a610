#include "keywords/candidates.h"

#include "base/memory.h"
#include "base/status.h"
#include "phrases/noun_phrase.h"

#include <string.h>

/* One document being read. */
struct reading {
    struct tm__candidates *out;
    const struct tm__tokens *tokens;
    const char *text;
    size_t size;
    uint32_t document, longest;
    uint64_t start, end; /* its tokens */
};

static bool has(const struct tm__token *token, uint32_t flags)
{
    return (token->flags & flags) == flags;
}

/* Does a run of words go on from t to t + 1? */
static bool goes_on(const struct reading *r, uint64_t t)
{
    return t + 1 < r->end && has(&r->tokens->token[t + 1], TM__TOKEN_JOINED);
}

static bool can_start(const struct reading *r, uint64_t t)
{
    const struct tm__token *token = &r->tokens->token[t];

    return !has(token, TM__TOKEN_STOP) && has(token, TM__TOKEN_LETTER) &&
           !tm__token_leads(r->tokens, t, r->end) &&
           !(has(token, TM__TOKEN_JOINED) && token->start > 0 && r->text[token->start - 1] == '-');
}

static bool can_end(const struct reading *r, uint64_t t)
{
    const struct tm__token *token = &r->tokens->token[t];
    const size_t end = (size_t)token->start + token->size;

    if (has(token, TM__TOKEN_STOP) || tm__token_leads(r->tokens, t, r->end) ||
        (goes_on(r, t) && end < r->size && r->text[end] == '-'))
        return false;
    return has(token, TM__TOKEN_LETTER) ||
           (t > r->start && has(&r->tokens->token[t - 1], TM__TOKEN_CAPITAL));
}

/* Is it written with the 's of English? A name ends there: Arsenal's Sol Campbell. */
static bool is_owner(const struct reading *r, uint64_t t)
{
    const struct tm__token *token = &r->tokens->token[t];
    const size_t end = (size_t)token->start + token->size;

    return end < r->size && (r->text[end] == '\'' || (unsigned char)r->text[end] == 0xe2);
}

static bool is_of_name(const struct reading *r, uint64_t t)
{
    return has(&r->tokens->token[t], TM__TOKEN_CAPITAL) &&
           !has(&r->tokens->token[t], TM__TOKEN_STOP);
}

/* Words with capitals from `from` to `to`, and none before or behind? */
static bool is_whole_name(const struct reading *r, uint64_t from, uint64_t to)
{
    for (uint64_t t = from; t <= to; t++)
        if (!is_of_name(r, t) || (t < to && is_owner(r, t)))
            return false;
    if (from > r->start && goes_on(r, from - 1) && is_of_name(r, from - 1) &&
        !is_owner(r, from - 1))
        return false;
    return !goes_on(r, to) || !is_of_name(r, to + 1) || is_owner(r, to);
}

/* No stop word from `from` to `to`, and one or a gap before and behind? */
static bool is_whole_chunk(const struct reading *r, uint64_t from, uint64_t to)
{
    const struct tm__token *token = r->tokens->token;

    for (uint64_t t = from; t <= to; t++)
        if (has(&token[t], TM__TOKEN_STOP))
            return false;
    if (from > r->start && goes_on(r, from - 1) && !has(&token[from - 1], TM__TOKEN_STOP))
        return false;
    return !goes_on(r, to) || has(&token[to + 1], TM__TOKEN_STOP);
}

static struct tm__candidate *meet(struct reading *r, uint64_t hash, uint64_t at, uint32_t length)
{
    struct tm__candidates *c = r->out;
    struct tm__ngram *run = tm__ngrams_add(&c->runs, hash, at, length);

    if (!run || !tm__grow(&c->candidate, &c->capacity, c->count + 1, sizeof *c->candidate))
        return NULL;
    if (run->documents == 0) {
        run->mark = (uint32_t)c->count;
        c->candidate[c->count++] =
            (struct tm__candidate){.hash = hash, .at = at, .length = length, .first = 1};
    }
    tm__ngram_meet(run, r->document);
    return &c->candidate[run->mark];
}

static bool read_runs(struct reading *r, uint64_t at)
{
    const struct tm__token *token = r->tokens->token;
    const double place = (double)(at - r->start) / (double)(r->end - r->start);
    uint64_t hash = 0;

    for (uint32_t n = 1; n <= r->longest; n++) {
        const uint64_t last = at + n - 1;
        struct tm__candidate *candidate;
        if (n > 1 && !goes_on(r, last - 1))
            return true;
        hash = tm__ngram_hash(hash, token[last].term);
        if (!can_end(r, last))
            continue;
        candidate = meet(r, hash, at, n);
        if (!candidate)
            return false;
        candidate->count++;
        candidate->names += n > 1 && is_whole_name(r, at, last);
        candidate->pieces += !tm__is_noun_phrase(r->tokens, NULL, at, n, r->end);
        candidate->chunks += is_whole_chunk(r, at, last);
        if (place < candidate->first)
            candidate->first = place;
    }
    return true;
}

bool tm__candidate_holds(const struct tm__candidate *candidate)
{
    return candidate->length == 1 || candidate->count > 1 || candidate->names > 0;
}

static bool is_noun_phrase(const struct tm__candidate *candidate)
{
    return 2 * candidate->pieces < candidate->count;
}

void tm__candidates_prefer_nouns(struct tm__candidates *candidates)
{
    bool any = false;

    for (size_t i = 0; i < candidates->count && !any; i++)
        any = candidates->candidate[i].score > 0 && is_noun_phrase(&candidates->candidate[i]);
    for (size_t i = 0; i < candidates->count && any; i++)
        if (!is_noun_phrase(&candidates->candidate[i]))
            candidates->candidate[i].score = 0;
}

/* Tell the parts of a phrase how often it is seen. */
static void tell_parts(struct tm__candidates *c, const struct tm__tokens *tokens,
                       const struct tm__candidate *whole)
{
    const struct tm__token *token = tokens->token + whole->at;

    for (uint32_t from = 0; from < whole->length; from++) {
        uint64_t hash = 0;
        for (uint32_t to = from; to < whole->length; to++) {
            const struct tm__ngram *part;
            hash = tm__ngram_hash(hash, token[to].term);
            if (to - from + 1 == whole->length)
                break;
            part = tm__ngrams_find(&c->runs, hash, whole->at + from, to - from + 1);
            if (part && c->candidate[part->mark].around < whole->count)
                c->candidate[part->mark].around = whole->count;
        }
    }
}

tm_status tm__candidates_find(struct tm__candidates *candidates, const struct tm__tokens *tokens,
                              const tm_text *documents, uint32_t longest, tm_error *err)
{
    struct reading r = {.out = candidates, .tokens = tokens, .longest = longest};
    bool ok = true;

    tm__ngrams_start(&candidates->runs, tokens);
    for (size_t d = 0; d < tokens->documents && ok; d++) {
        r.document = (uint32_t)d;
        r.text = documents[d].data;
        r.size = documents[d].size;
        r.start = tokens->first[d];
        r.end = tokens->first[d + 1];
        for (uint64_t t = r.start; t < r.end && ok; t++)
            if (can_start(&r, t))
                ok = read_runs(&r, t);
    }
    for (size_t i = 0; i < candidates->count && ok; i++)
        if (tm__candidate_holds(&candidates->candidate[i]) &&
            is_noun_phrase(&candidates->candidate[i]))
            tell_parts(candidates, tokens, &candidates->candidate[i]);
    return ok ? TM_OK : tm__fail_memory(err, "collecting phrases");
}

void tm__candidates_release(struct tm__candidates *candidates)
{
    tm__ngrams_release(&candidates->runs);
    tm__free(candidates->candidate);
    memset(candidates, 0, sizeof *candidates);
}
