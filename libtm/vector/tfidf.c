#include "base/memory.h"
#include "base/status.h"
#include "text/stop_list.h"
#include "vector/char_grams.h"
#include "vector/count.h"
#include "vector/grams.h"
#include "vector/hashed.h"
#include "vector/model.h"
#include "vector/weighting.h"

#include <string.h>

static tm_status check_ngrams(tm_tfidf_options *o, tm_error *err)
{
    const unsigned most = o->unit == TM_UNIT_WORDS ? TM__MOST_WORDS : TM__MOST_CHARACTERS;

    if ((int)o->unit < TM_UNIT_WORDS || o->unit > TM_UNIT_CHARACTERS_IN_WORDS)
        return tm__fail(err, TM_EINVAL, "unknown unit %d", (int)o->unit);
    o->ngram_min = o->ngram_min ? o->ngram_min : 1;
    o->ngram_max = o->ngram_max ? o->ngram_max : o->ngram_min;
    if (o->ngram_min > o->ngram_max || o->ngram_max > most)
        return tm__fail(err, TM_EINVAL, "runs of %u to %u: not between 1 and %u", o->ngram_min,
                        o->ngram_max, most);
    return TM_OK;
}

static tm_status check_hash(const tm_tfidf_options *o, tm_error *err)
{
    if (o->hash_bits == 0)
        return TM_OK;
    if (o->hash_bits > TM__MOST_HASH_BITS)
        return tm__fail(err, TM_EINVAL, "hash_bits %u is more than %d", o->hash_bits,
                        (int)TM__MOST_HASH_BITS);
    if (o->min_df > 1 || o->max_df < 1 || o->max_terms)
        return tm__fail(err, TM_EINVAL,
                        "hashed columns are all kept: no min_df, max_df, max_terms");
    if (o->norm == TM_NORM_PIVOTED_CHARACTERS)
        return tm__fail(err, TM_EINVAL, "a norm by characters needs the terms, not their hashes");
    return TM_OK;
}

tm_status tm__tfidf_set_options(tm_tfidf *model, const tm_tfidf_options *options, tm_error *err)
{
    static const tm_tfidf_options defaults = TM_TFIDF_INIT;
    const char *language;

    model->options = defaults;
    if (options) {
        /* An older caller's struct is shorter: what it lacks keeps its default. */
        if (options->size < sizeof options->size || options->size > sizeof model->options)
            return tm__fail(err, TM_EINVAL, "options of %zu bytes; this library knows %zu",
                            options->size, sizeof model->options);
        memcpy(&model->options, options, options->size);
        model->options.size = sizeof model->options;
    }
    if (model->options.max_df == 0)
        model->options.max_df = 1;
    if (model->options.min_df == 0)
        model->options.min_df = 1;
    if (!(model->options.max_df > 0 && model->options.max_df <= 1))
        return tm__fail(err, TM_EINVAL, "max_df %g is not in (0, 1]", model->options.max_df);
    if (tm__weighting_check(&model->options, err) != TM_OK || check_ngrams(&model->options, err) ||
        check_hash(&model->options, err))
        return TM_EINVAL;
    language = model->options.analyzer.language ? model->options.analyzer.language : "en";
    if (strlen(language) >= sizeof model->language)
        return tm__fail(err, TM_ENOTFOUND, "unknown language '%.40s'", language);
    memcpy(model->language, language, strlen(language) + 1);
    model->options.analyzer.language = model->language;
    model->stop_list = tm__stop_list_hold(model->options.analyzer.stop_list);
    return TM_OK;
}

struct tm__weights tm__tfidf_weights(const tm_tfidf *model)
{
    const struct tm__weights weights = {&model->options, &model->vocabulary, model->idf,
                                        model->totals};

    return weights;
}

/* Terms' weights and the sums that rows are compared with. */
static tm_status learn_weights(tm_tfidf *model, const struct tm__counts *counts, tm_error *err)
{
    model->own_idf = tm__alloc_array(model->vocabulary.terms, sizeof *model->own_idf);
    if (!model->own_idf)
        return tm__fail_memory(err, "weighing terms");
    model->idf = model->own_idf;
    if (tm__needs_totals(&model->options))
        tm__add_totals(&model->totals, &model->vocabulary, counts, &model->options);
    return tm__term_weights(model->own_idf, &model->vocabulary, counts, &model->options, err);
}

void tm__tfidf_take_vocabulary(tm_tfidf *model, struct tm__counts *counts)
{
    model->own_bytes = counts->own_bytes;
    model->own_offset = counts->own_offset;
    model->own_df = counts->own_df;
    model->vocabulary = counts->vocabulary;
    counts->own_bytes = NULL;
    counts->own_offset = NULL;
    counts->own_df = NULL;
}

static tm_status fit(tm_tfidf *model, tm_sparse **rows, struct tm__counts *counts,
                     const tm_run *run, tm_error *err)
{
    tm_status status;

    tm__tfidf_take_vocabulary(model, counts);
    status = learn_weights(model, counts, err);
    if (status == TM_OK && rows) {
        const struct tm__weights weights = tm__tfidf_weights(model);

        status = tm__weigh_in_place(rows, counts, &weights, run, err);
    }
    return status;
}

tm_status tm_tfidf_fit(tm_tfidf **out, tm_sparse **rows, const tm_text *documents, size_t count,
                       const tm_tfidf_options *options, const tm_run *run, tm_error *err)
{
    struct tm__counts counts = {0};
    tm_tfidf *model = tm__calloc(1, sizeof *model);
    tm_status status;

    *out = NULL;
    if (rows)
        *rows = NULL;
    if (!model)
        return tm__fail_memory(err, "fitting a model");
    model->totals.documents = count;
    status = tm__tfidf_set_options(model, options, err);
    if (status == TM_OK && model->options.hash_bits) {
        tm_tfidf_free(model);
        return tm__hashed_fit(out, rows, documents, count, options, run, err);
    }
    if (status == TM_OK)
        status = tm__count(&counts, documents, count, &model->options, NULL, run, err);
    if (status == TM_OK)
        status = fit(model, rows, &counts, run, err);
    tm__counts_release(&counts);
    if (status != TM_OK) {
        tm_tfidf_free(model);
        return status;
    }
    *out = model;
    return TM_OK;
}

tm_status tm_tfidf_transform(tm_sparse **out, const tm_tfidf *model, const tm_text *documents,
                             size_t count, const tm_run *run, tm_error *err)
{
    const struct tm__weights weights = tm__tfidf_weights(model);
    struct tm__counts counts;
    tm_status status;

    *out = NULL;
    if (model->options.hash_bits)
        return tm__hashed_transform(out, model, documents, count, run, err);
    status = tm__count(&counts, documents, count, &model->options, &model->vocabulary, run, err);
    if (status == TM_OK)
        status = tm__weigh_in_place(out, &counts, &weights, run, err);
    tm__counts_release(&counts);
    return status;
}

void tm_tfidf_free(tm_tfidf *model)
{
    if (!model)
        return;
    tm_stop_list_free(model->stop_list);
    tm__components_release(&model->components);
    tm__free(model->own_idf);
    tm__free(model->own_bytes);
    tm__free(model->own_offset);
    tm__free(model->own_df);
    tm__free(model->own_order);
    tm__container_close(model->file);
    tm__free(model);
}

const tm_tfidf_options *tm_tfidf_how(const tm_tfidf *model)
{
    return &model->options;
}

size_t tm_tfidf_terms(const tm_tfidf *model)
{
    return model->vocabulary.terms;
}

uint64_t tm_tfidf_documents(const tm_tfidf *model)
{
    return model->totals.documents;
}

tm_text tm_tfidf_term(const tm_tfidf *model, uint32_t id)
{
    return tm__vocabulary_term(&model->vocabulary, id);
}

uint64_t tm_tfidf_df(const tm_tfidf *model, uint32_t id)
{
    return id < model->vocabulary.terms ? model->vocabulary.df[id] : 0;
}

double tm_tfidf_idf(const tm_tfidf *model, uint32_t id)
{
    return id < model->vocabulary.terms ? model->idf[id] : 0.0;
}

uint32_t tm_tfidf_lookup(const tm_tfidf *model, const char *term, size_t size)
{
    if (model->options.hash_bits)
        return tm__hashed_column((tm_text){term, size}, model->options.hash_bits);
    return tm__vocabulary_lookup(&model->vocabulary, term, size);
}
