#include "base/memory.h"
#include "base/sort.h"
#include "base/status.h"
#include "vector/count.h"
#include "vector/model.h"
#include "vector/weighting.h"

#include <math.h>
#include <string.h>

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
    if (tm__weighting_check(&model->options, err) != TM_OK)
        return TM_EINVAL;
    language = model->options.analyzer.language ? model->options.analyzer.language : "en";
    if (strlen(language) >= sizeof model->language)
        return tm__fail(err, TM_ENOTFOUND, "unknown language '%.40s'", language);
    memcpy(model->language, language, strlen(language) + 1);
    model->options.analyzer.language = model->language;
    return TM_OK;
}

struct tm__weights tm__tfidf_weights(const tm_tfidf *model)
{
    const struct tm__weights weights = {&model->options, &model->vocabulary, model->idf,
                                        model->totals};

    return weights;
}

/* Terms' weights and the sums that rows are compared with. */
static tm_status learn_weights(tm_tfidf *model, const struct tm__counts *counts,
                               const uint32_t *new_id, tm_error *err)
{
    model->own_idf = tm__alloc_array(model->vocabulary.terms, sizeof *model->own_idf);
    if (!model->own_idf)
        return tm__fail_memory(err, "weighing terms");
    model->idf = model->own_idf;
    if (tm__needs_totals(&model->options))
        model->totals = tm__sum_totals(&model->vocabulary, counts, new_id, &model->options);
    return tm__term_weights(model->own_idf, &model->vocabulary, counts, new_id, &model->options,
                            err);
}

/* The terms' columns after those outside [min_df, max_df] are left out; their number is returned.
 */
static size_t choose_terms(uint32_t *new_id, const struct tm__vocabulary *v,
                           const tm_tfidf_options *options, uint64_t documents)
{
    /* Not below one document: a corpus of one may keep its words under any max_df. */
    const double most = fmax(1.0, floor(options->max_df * (double)documents));
    size_t kept = 0;

    for (size_t t = 0; t < v->terms; t++) {
        const bool keep = v->df[t] >= options->min_df && (double)v->df[t] <= most;
        new_id[t] = keep ? (uint32_t)kept++ : TM__NO_TERM;
    }
    return kept;
}

/* Leave out all but the most frequent terms of those that are kept, and number these anew. */
static tm_status keep_most_frequent(uint32_t *new_id, size_t *kept, const struct tm__counts *counts,
                                    uint32_t most, tm_error *err)
{
    const size_t terms = counts->vocabulary.terms;
    uint64_t *const total = tm__calloc(terms ? terms : 1, sizeof *total);
    uint64_t *const key = tm__alloc_array(*kept, sizeof *key);
    size_t n = 0;

    if (!total || !key) {
        tm__free(total);
        tm__free(key);
        return tm__fail_memory(err, "choosing terms");
    }
    for (uint64_t e = 0; e < counts->row_start[counts->documents]; e++)
        total[counts->term[e]] += counts->tf[e];
    for (size_t t = 0; t < terms; t++)
        if (new_id[t] != TM__NO_TERM)
            key[n++] =
                (total[t] < UINT32_MAX ? total[t] : UINT32_MAX) << 32 | (UINT32_MAX - (uint32_t)t);
    n = tm__select_largest(key, n, most);
    for (size_t t = 0; t < terms; t++)
        new_id[t] = TM__NO_TERM;
    for (size_t i = 0; i < n; i++)
        new_id[UINT32_MAX - (uint32_t)key[i]] = 0;
    *kept = 0;
    for (size_t t = 0; t < terms; t++)
        if (new_id[t] != TM__NO_TERM)
            new_id[t] = (uint32_t)(*kept)++;
    tm__free(total);
    tm__free(key);
    return TM_OK;
}

/* Take the counts' vocabulary over, closing the gaps of terms that are left out. */
static void take_vocabulary(tm_tfidf *model, struct tm__counts *counts, const uint32_t *new_id,
                            size_t kept)
{
    const size_t terms = counts->vocabulary.terms;
    uint64_t at = 0;

    for (size_t t = 0; t < terms; t++) {
        const uint64_t from = counts->own_offset[t], size = counts->own_offset[t + 1] - from;
        if (new_id[t] == TM__NO_TERM)
            continue;
        memmove(counts->own_bytes + at, counts->own_bytes + from, size);
        counts->own_offset[new_id[t]] = at; /* behind us or here: new_id[t] <= t */
        counts->own_df[new_id[t]] = counts->own_df[t];
        at += size;
    }
    counts->own_offset[kept] = at;
    model->own_bytes = counts->own_bytes;
    model->own_offset = counts->own_offset;
    model->own_df = counts->own_df;
    model->vocabulary.terms = kept;
    model->vocabulary.bytes = model->own_bytes;
    model->vocabulary.offset = model->own_offset;
    model->vocabulary.df = model->own_df;
    counts->own_bytes = NULL;
    counts->own_offset = NULL;
    counts->own_df = NULL;
}

static tm_status fit(tm_tfidf *model, tm_sparse **rows, struct tm__counts *counts,
                     const tm_run *run, tm_error *err)
{
    const size_t counted = counts->vocabulary.terms;
    uint32_t *new_id = tm__alloc_array(counted, sizeof *new_id);
    tm_status status = TM_OK;
    size_t kept;

    if (!new_id)
        return tm__fail_memory(err, "choosing terms");
    kept = choose_terms(new_id, &counts->vocabulary, &model->options, counts->documents);
    if (model->options.max_terms > 0 && kept > model->options.max_terms)
        status = keep_most_frequent(new_id, &kept, counts, model->options.max_terms, err);
    if (status == TM_OK) {
        take_vocabulary(model, counts, new_id, kept);
        status = learn_weights(model, counts, new_id, err);
    }
    if (status == TM_OK && rows) {
        const struct tm__weights weights = tm__tfidf_weights(model);

        status = tm__weigh(rows, counts, new_id, &weights, run, err);
    }
    tm__free(new_id);
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
    if (status == TM_OK)
        status = tm__count(&counts, documents, count, &model->options.analyzer, NULL, run, err);
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
    status = tm__count(&counts, documents, count, &model->options.analyzer, &model->vocabulary, run,
                       err);
    if (status == TM_OK)
        status = tm__weigh(out, &counts, NULL, &weights, run, err);
    tm__counts_release(&counts);
    return status;
}

void tm_tfidf_free(tm_tfidf *model)
{
    if (!model)
        return;
    tm__free(model->own_idf);
    tm__free(model->own_bytes);
    tm__free(model->own_offset);
    tm__free(model->own_df);
    tm__container_close(model->file);
    tm__free(model);
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
    return tm__vocabulary_lookup(&model->vocabulary, term, size);
}
