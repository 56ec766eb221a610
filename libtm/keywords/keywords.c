#include <tm/keywords.h>

#include "base/memory.h"
#include "base/status.h"
#include "keywords/scorers.h"
#include "phrases/spelling.h"

#include <stdlib.h>
#include <string.h>

struct work {
    const tm_text *documents;
    tm_keyword_options options;
    struct tm__tokens tokens;
    struct tm__facts facts;
    struct tm__candidates candidates;
    const struct tm__candidate **order; /* [candidates] the best first */
    const struct tm__candidate **chosen;
    size_t count;
    uint32_t *all; /* [documents] 0, 1, 2, ... */
    struct tm__buffer text;
};

void tm_keywords_free(tm_keywords *keywords)
{
    if (!keywords)
        return;
    for (size_t i = 0; i < keywords->count; i++) {
        tm__free(keywords->keyword[i].text);
        tm__free(keywords->keyword[i].place);
    }
    tm__free(keywords->keyword);
    tm__free(keywords);
}

/* The best first; ties: the longer, then the earlier. */
static int by_score(const void *a, const void *b)
{
    const struct tm__candidate *x = *(const struct tm__candidate *const *)a;
    const struct tm__candidate *y = *(const struct tm__candidate *const *)b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Words in more than a sixteenth of all documents make no difference: Mr Howard is Michael Howard.
 */
static const double common = 0.25;

static bool holds_word(const struct tm__tokens *tokens, const struct tm__candidate *c,
                       uint32_t term)
{
    for (uint32_t i = 0; i < c->length; i++)
        if (tokens->token[c->at + i].term == term)
            return true;
    return false;
}

/* Are the words of a all in b, those that are common left out if there are others? */
static bool is_part(const struct work *w, const struct tm__candidate *a,
                    const struct tm__candidate *b)
{
    bool all = true, any_rare = false, all_rare = true;

    for (uint32_t i = 0; i < a->length; i++) {
        const uint32_t term = w->tokens.token[a->at + i].term;
        const bool rare = w->facts.fact[term].rarity >= common;
        const bool held = holds_word(&w->tokens, b, term);
        all = all && held;
        any_rare = any_rare || rare;
        all_rare = all_rare && (held || !rare);
    }
    return any_rare ? all_rare : all;
}

static bool overlaps(const struct work *w, const struct tm__candidate *candidate)
{
    for (size_t i = 0; i < w->count; i++)
        if (is_part(w, candidate, w->chosen[i]) || is_part(w, w->chosen[i], candidate))
            return true;
    return false;
}

static tm_status choose(struct work *w, tm_error *err)
{
    const size_t most =
        w->options.count < w->candidates.count ? w->options.count : w->candidates.count;

    w->order = tm__alloc_array(w->candidates.count, sizeof *w->order);
    w->chosen = tm__alloc_array(most, sizeof *w->chosen);
    if (!w->order || !w->chosen)
        return tm__fail_memory(err, "choosing phrases");
    for (size_t i = 0; i < w->candidates.count; i++)
        w->order[i] = &w->candidates.candidate[i];
    if (w->candidates.count)
        qsort(w->order, w->candidates.count, sizeof *w->order, by_score);
    for (size_t i = 0; i < w->candidates.count && w->count < most; i++)
        if (w->order[i]->score > 0 && !overlaps(w, w->order[i]))
            w->chosen[w->count++] = w->order[i];
    return TM_OK;
}

/* Every occurrence, in order. */
static void find_places(tm_keyword *k, const struct work *w, const struct tm__candidate *c)
{
    size_t last = SIZE_MAX;

    for (size_t d = 0; d < w->tokens.documents; d++)
        for (uint64_t t = w->tokens.first[d]; t < w->tokens.first[d + 1]; t++) {
            const struct tm__token *token = &w->tokens.token[t], *end = token + c->length - 1;
            if (k->places == c->count ||
                !tm__ngram_occurs(&w->tokens, c->at, c->length, t, w->tokens.first[d + 1]))
                continue;
            k->documents += d != last;
            last = d;
            k->place[k->places++] =
                (tm_keyword_place){d, token->start, (size_t)end->start + end->size};
        }
}

static tm_status write_keyword(tm_keyword *k, struct work *w, const struct tm__candidate *c,
                               tm_error *err)
{
    k->score = c->score;
    k->place = tm__alloc_array(c->count, sizeof *k->place);
    if (!k->place || !tm__spelling(&w->text, c->at, c->length, &w->tokens, w->documents, w->all,
                                   w->tokens.documents))
        return tm__fail_memory(err, "writing phrases");
    k->text = tm__strndup(w->text.data, w->text.size);
    if (!k->text)
        return tm__fail_memory(err, "writing phrases");
    find_places(k, w, c);
    return TM_OK;
}

static tm_status write_keywords(tm_keywords *out, struct work *w, tm_error *err)
{
    tm_status status = TM_OK;

    w->all = tm__alloc_array(w->tokens.documents, sizeof *w->all);
    out->keyword = tm__calloc(w->count, sizeof *out->keyword);
    if (!w->all || !out->keyword)
        return tm__fail_memory(err, "writing phrases");
    for (size_t d = 0; d < w->tokens.documents; d++)
        w->all[d] = (uint32_t)d;
    out->count = w->count;
    for (size_t i = 0; i < w->count && status == TM_OK; i++)
        status = write_keyword(&out->keyword[i], w, w->chosen[i], err);
    return status;
}

static tm_status read_options(tm_keyword_options *o, const tm_keyword_options *options,
                              tm_error *err)
{
    if (options) {
        if (options->size < sizeof options->size || options->size > sizeof *o)
            return tm__fail(err, TM_EINVAL, "options of %zu bytes; this library knows %zu",
                            options->size, sizeof *o);
        memcpy(o, options, options->size);
    }
    if (o->longest > TM__LONGEST_NGRAM)
        return tm__fail(err, TM_EINVAL, "phrases of %u words; at most %d", o->longest,
                        (int)TM__LONGEST_NGRAM);
    if ((unsigned)o->algorithm > TM_KEYWORDS_YAKE)
        return tm__fail(err, TM_EINVAL, "%d is no way to score phrases", (int)o->algorithm);
    o->count = o->count ? o->count : 10;
    o->longest = o->longest ? o->longest : TM__LONGEST_NGRAM;
    o->language = o->language ? o->language : "en";
    return TM_OK;
}

static tm_status find(tm_keywords *out, struct work *w, size_t count, const tm_run *run,
                      tm_error *err)
{
    static const tm__phrase_scorer scorers[] = {
        [TM_KEYWORDS_RARITY] = tm__score_by_rarity,
        [TM_KEYWORDS_TEXTRANK] = tm__score_by_textrank,
        [TM_KEYWORDS_RAKE] = tm__score_by_rake,
        [TM_KEYWORDS_YAKE] = tm__score_by_yake,
    };
    const tm_keyword_options *o = &w->options;
    tm_status status =
        tm__tokens_read(&w->tokens, w->documents, count, o->language, o->stop_list, true, run, err);

    if (status == TM_OK)
        status =
            tm__facts_find(&w->facts, &w->tokens, w->documents, o->language, o->background, err);
    if (status == TM_OK)
        status = tm__candidates_find(&w->candidates, &w->tokens, w->documents, o->longest, err);
    if (status == TM_OK)
        status = scorers[o->algorithm](&w->candidates, &w->facts, &w->tokens, err);
    if (status == TM_OK && o->algorithm == TM_KEYWORDS_RARITY)
        tm__candidates_prefer_nouns(&w->candidates);
    if (status == TM_OK)
        status = choose(w, err);
    return status == TM_OK ? write_keywords(out, w, err) : status;
}

tm_status tm_keywords_find(tm_keywords **out, const tm_text *documents, size_t count,
                           const tm_keyword_options *options, const tm_run *run, tm_error *err)
{
    struct work w = {.documents = documents, .options = TM_KEYWORD_INIT};
    tm_keywords *keywords;
    tm_status status;

    *out = NULL;
    status = read_options(&w.options, options, err);
    if (status != TM_OK)
        return status;
    keywords = tm__calloc(1, sizeof *keywords);
    status =
        keywords ? find(keywords, &w, count, run, err) : tm__fail_memory(err, "collecting phrases");
    tm__tokens_release(&w.tokens);
    tm__facts_release(&w.facts);
    tm__candidates_release(&w.candidates);
    tm__free(w.order);
    tm__free(w.chosen);
    tm__free(w.all);
    tm__buffer_release(&w.text);
    if (status == TM_OK)
        *out = keywords;
    else
        tm_keywords_free(keywords);
    return status;
}
