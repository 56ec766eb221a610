/* Which pairs of words are phrases: normalised pointwise mutual information. */
#include "base/memory.h"
#include "base/status.h"
#include "text/analyzer.h"
#include "vector/builder.h"
#include "vector/phrase_list.h"

#include <math.h>
#include <string.h>

tm_status tm_phrases_counter(tm_tfidf_builder **out, const tm_phrases_options *options,
                             const char *folder, const tm_run *run, tm_error *err)
{
    tm_phrases how = {0};
    tm_tfidf_options count = TM_TFIDF_INIT;
    tm_status status = tm__phrases_set(&how, options ? &options->analyzer : NULL, err);

    *out = NULL;
    count.analyzer = how.analyzer;
    count.ngram_min = 1;
    count.ngram_max = 2;
    if (status == TM_OK)
        status = tm_tfidf_builder_new(out, &count, run, err);
    if (status == TM_OK)
        status = tm_tfidf_builder_keep_rows(*out, folder, err);
    if (status != TM_OK) {
        tm_tfidf_builder_free(*out);
        *out = NULL;
    }
    return status;
}

struct counted {
    struct tm__vocabulary terms; /* words, and pairs with a space between them */
    const uint64_t *often;       /* [terms] */
    uint64_t words;              /* all of them together */
    const tm_phrases_options *options;
    tm_analyzer *analyzer; /* knows the stop words */
    bool failed;           /* memory is out */
};

static const char *space_in(tm_text term)
{
    return memchr(term.data, ' ', term.size);
}

static double frequency(const struct counted *c, tm_text word)
{
    const uint32_t id = tm__vocabulary_lookup(&c->terms, word.data, word.size);

    return id == UINT32_MAX ? 0 : (double)c->often[id];
}

/* ln(p(ab) / (p(a) p(b))) / -ln p(ab): 1 if neither word is ever without the other (Bouma 2009). */
static double npmi(const struct counted *c, tm_text a, tm_text b, uint64_t pair)
{
    const double all = (double)c->words, both = (double)pair / all;
    const double apart = frequency(c, a) / all * (frequency(c, b) / all);

    if (apart <= 0)
        return -1;
    return both < 1 ? log(both / apart) / -log(both) : 1;
}

static bool is_stopword(struct counted *c, tm_text word)
{
    bool stop;

    c->failed |= !tm__analyzer_stops(c->analyzer, word, &stop);
    return stop;
}

/* The score of a term if it is a pair that may be a phrase, else -2. */
static double score(struct counted *c, uint32_t term)
{
    const tm_text text = tm__vocabulary_term(&c->terms, term);
    const char *const space = space_in(text);
    const bool all = c->options->analyzer.keep_stopwords;
    tm_text a, b;

    if (!space || c->often[term] < c->options->min_count)
        return -2;
    a = (tm_text){text.data, (size_t)(space - text.data)};
    b = (tm_text){space + 1, text.size - a.size - 1};
    if (!all && (is_stopword(c, a) || is_stopword(c, b)))
        return -2;
    return npmi(c, a, b, c->often[term]);
}

static bool put(tm_phrases *p, const struct counted *c, uint32_t term, double value)
{
    const tm_text text = tm__vocabulary_term(&c->terms, term);

    if (!tm__buffer_append(&p->text, text.data, text.size))
        return false;
    p->phrase[p->phrases++] = (struct tm__phrase){0, c->often[term], value};
    p->start[p->phrases] = p->text.size;
    return true;
}

/* Terms are in byte order, and so are phrases. */
static tm_status choose(tm_phrases *p, struct counted *c, tm_error *err)
{
    size_t many = 0;

    for (uint32_t t = 0; t < c->terms.terms; t++)
        many += score(c, t) > c->options->threshold;
    p->phrase = tm__alloc_array(many, sizeof *p->phrase);
    p->start = tm__calloc(many + 1, sizeof *p->start);
    if (!p->phrase || !p->start)
        return tm__fail_memory(err, "making phrases");
    for (uint32_t t = 0; t < c->terms.terms; t++) {
        const double value = score(c, t);

        if (value > c->options->threshold && !put(p, c, t, value))
            return tm__fail_memory(err, "making phrases");
    }
    return c->failed ? tm__fail_memory(err, "making phrases") : tm__phrases_index(p, err);
}

static tm_status learn(tm_phrases *p, tm_tfidf_builder *counted, const tm_phrases_options *options,
                       const tm_run *run, tm_error *err)
{
    struct counted c = {.options = options};
    tm_analyzer_options how = p->analyzer;
    tm_status status = tm__builder_settle(counted, run, err);
    uint64_t *often;

    how.stop_list = options->analyzer.stop_list;
    if (status == TM_OK)
        status = tm_analyzer_new(&c.analyzer, &how, err);
    if (status != TM_OK)
        return status;
    c.terms = tm__term_union_vocabulary(&counted->terms);
    c.often = often = tm__calloc(c.terms.terms, sizeof *often);
    status = often ? tm__builder_frequencies(often, counted, run, err)
                   : tm__fail_memory(err, "making phrases");
    for (uint32_t t = 0; status == TM_OK && t < c.terms.terms; t++)
        if (!space_in(tm__vocabulary_term(&c.terms, t)))
            c.words += often[t];
    if (status == TM_OK)
        status = choose(p, &c, err);
    tm_analyzer_free(c.analyzer);
    tm__free(often);
    return status;
}

tm_status tm_phrases_new(tm_phrases **out, tm_tfidf_builder *counted,
                         const tm_phrases_options *options, const tm_run *run, tm_error *err)
{
    static const tm_phrases_options defaults = TM_PHRASES_INIT;
    tm_phrases_options how = options ? *options : defaults;
    tm_phrases *p;
    tm_status status;

    *out = NULL;
    how.min_count = how.min_count ? how.min_count : 5;
    if (!(how.threshold >= -1 && how.threshold < 1))
        return tm__fail(err, TM_EINVAL, "a threshold of %g is not in [-1, 1)", how.threshold);
    p = tm__calloc(1, sizeof *p);
    status = p ? tm__phrases_set(p, &how.analyzer, err) : tm__fail_memory(err, "making phrases");
    if (status == TM_OK)
        status = learn(p, counted, &how, run, err);
    if (status != TM_OK) {
        tm_phrases_free(p);
        return status;
    }
    *out = p;
    return TM_OK;
}
