#include "keywords/facts.h"

#include "base/memory.h"
#include "base/status.h"
#include "base/strings.h"

#include <math.h>
#include <string.h>

/* Looks up how rare words are. A stem is as frequent as its forms in the text are together. */
struct rarity {
    const tm_tfidf *background;
    tm_analyzer *analyzer;
    struct tm__strings written, folded; /* forms that were met */
    double *df;                         /* [terms] */
};

static tm_status rarity_start(struct rarity *r, size_t terms, const char *language, tm_error *err)
{
    tm_analyzer_options o = TM_ANALYZER_INIT;

    o.language = language;
    o.keep_stopwords = true;
    r->df = tm__calloc(terms, sizeof *r->df);
    if (!r->df || !tm__strings_init(&r->written) || !tm__strings_init(&r->folded))
        return tm__fail_memory(err, "looking up words");
    return tm_analyzer_new(&r->analyzer, &o, err);
}

static void rarity_release(struct rarity *r)
{
    tm_analyzer_free(r->analyzer);
    tm__strings_release(&r->written);
    tm__strings_release(&r->folded);
    tm__free(r->df);
}

static tm_status rarity_meet(struct rarity *r, const struct tm__token *token, const char *text,
                             tm_error *err)
{
    const size_t written = r->written.count, folded = r->folded.count;
    uint32_t id = tm__strings_add(&r->written, text + token->start, token->size);
    tm_text form;
    tm_status status;

    if (id == UINT32_MAX)
        return tm__fail_memory(err, "looking up words");
    if (id < written)
        return TM_OK;
    status = tm_analyzer_term(r->analyzer, &form, text + token->start, token->size, err);
    if (status != TM_OK)
        return status;
    id = tm__strings_add(&r->folded, form.data, form.size);
    if (id == UINT32_MAX)
        return tm__fail_memory(err, "looking up words");
    if (id == folded) {
        const uint32_t term = tm_tfidf_lookup(r->background, form.data, form.size);
        r->df[token->term] += (double)tm_tfidf_df(r->background, term);
    }
    return TM_OK;
}

static double rarity_of(double df, double documents)
{
    return df < documents ? log((documents + 1) / (df + 1)) / log(documents + 1) : 0;
}

static tm_status find_rarity(struct tm__facts *facts, const struct tm__tokens *tokens,
                             const tm_text *documents, const char *language,
                             const tm_tfidf *background, tm_error *err)
{
    struct rarity r = {.background = background};
    const double n = (double)tm_tfidf_documents(background);
    tm_status status = rarity_start(&r, tokens->terms, language, err);

    for (size_t d = 0; d < tokens->documents && status == TM_OK; d++)
        for (uint64_t t = tokens->first[d]; t < tokens->first[d + 1] && status == TM_OK; t++)
            status = rarity_meet(&r, &tokens->token[t], documents[d].data, err);
    for (size_t i = 0; i < tokens->terms && status == TM_OK; i++)
        facts->fact[i].rarity = rarity_of(r.df[i], n);
    rarity_release(&r);
    return status;
}

static void count(struct tm__facts *facts, const struct tm__tokens *tokens)
{
    const uint64_t size = tokens->first[tokens->documents];

    for (size_t i = 0; i < tokens->terms; i++)
        facts->fact[i] = (struct tm__fact){.stop = true, .rarity = 1};
    for (uint64_t t = 0; t < size; t++) {
        const struct tm__token *token = &tokens->token[t];
        struct tm__fact *fact = &facts->fact[token->term];
        const bool inside = !(token->flags & TM__TOKEN_INITIAL);
        facts->sentences += !inside;
        facts->sentence[t] = facts->sentences - 1; /* a document starts with an initial */
        fact->count++;
        fact->inside += inside;
        fact->capital += inside && token->flags & TM__TOKEN_CAPITAL;
        fact->stop = fact->stop && token->flags & TM__TOKEN_STOP;
    }
}

tm_status tm__facts_find(struct tm__facts *facts, const struct tm__tokens *tokens,
                         const tm_text *documents, const char *language, const tm_tfidf *background,
                         tm_error *err)
{
    tm_status status = TM_OK;

    facts->fact = tm__alloc_array(tokens->terms, sizeof *facts->fact);
    facts->sentence = tm__alloc_array(tokens->first[tokens->documents], sizeof *facts->sentence);
    if (!facts->fact || !facts->sentence)
        return tm__fail_memory(err, "counting words");
    count(facts, tokens);
    if (background && tm_tfidf_documents(background))
        status = find_rarity(facts, tokens, documents, language, background, err);
    for (size_t i = 0; i < tokens->terms; i++)
        if (facts->fact[i].stop)
            facts->fact[i].rarity = 0;
    return status;
}

void tm__facts_release(struct tm__facts *facts)
{
    tm__free(facts->fact);
    tm__free(facts->sentence);
    memset(facts, 0, sizeof *facts);
}
