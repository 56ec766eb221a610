#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/builder.h"
#include "vector/hashed.h"

/*
 * So many strings of all workers' tables together are about 110 MB; a table is doubled at a power
 * of two. Smaller ones would be nearer to the cache, but what is known of words is lost at the end
 * of a generation.
 */
enum { STRINGS = 3 << 18, LEAST_STRINGS = 3 << 14 };

/* Documents come in portions: one is seldom all there is. */
enum { MORE = 4 };

/* Whether the options ask for more than how many documents hold each term. */
static bool needs_rows(const tm_tfidf_options *options)
{
    return options->hash_bits || options->max_terms || options->idf == TM_IDF_ENTROPY ||
           tm__needs_totals(options);
}

void tm_tfidf_builder_free(tm_tfidf_builder *builder)
{
    if (!builder)
        return;
    tm__release_workers(&builder->job);
    tm__term_union_release(&builder->terms);
    tm__kept_free(builder->kept);
    tm_tfidf_free(builder->empty);
    tm__free(builder);
}

static tm_status start_workers(tm_tfidf_builder *b, tm_error *err)
{
    const tm_status status = tm__start_workers(&b->job, b->threads, NULL, err);

    if (status != TM_OK)
        tm__release_workers(&b->job);
    return status;
}

static tm_status prepare(tm_tfidf_builder *b, const tm_tfidf_options *options, const tm_run *run,
                         tm_error *err)
{
    tm_status status;

    b->empty = tm__calloc(1, sizeof *b->empty);
    if (!b->empty)
        return tm__fail_memory(err, "building a model");
    status = tm__tfidf_set_options(b->empty, options, err);
    if (status != TM_OK)
        return status;
    b->counting = b->empty->options;
    b->counting.min_df = 1;
    b->counting.max_df = 1;
    b->counting.max_terms = 0;
    b->job.options = &b->counting;
    b->threads = tm__threads(run);
    b->most_strings = STRINGS / b->threads;
    if (b->most_strings < LEAST_STRINGS)
        b->most_strings = LEAST_STRINGS;
    return start_workers(b, err);
}

tm_status tm_tfidf_builder_new(tm_tfidf_builder **out, const tm_tfidf_options *options,
                               const tm_run *run, tm_error *err)
{
    tm_tfidf_builder *const b = tm__calloc(1, sizeof *b);
    const tm_status status =
        b ? prepare(b, options, run, err) : tm__fail_memory(err, "building a model");

    *out = NULL;
    if (status != TM_OK) {
        tm_tfidf_builder_free(b);
        return status;
    }
    *out = b;
    return TM_OK;
}

tm_status tm_tfidf_builder_from(tm_tfidf_builder **out, const tm_tfidf *model, const tm_run *run,
                                tm_error *err)
{
    const tm_status status = tm_tfidf_builder_new(out, &model->options, run, err);

    if (status == TM_OK)
        (*out)->model = model;
    return status;
}

tm_status tm_tfidf_builder_keep_rows(tm_tfidf_builder *builder, const char *folder, tm_error *err)
{
    if (builder->kept || builder->documents)
        return tm__fail(err, TM_EINVAL, "rows are kept from the first document on, or not at all");
    builder->kept = tm__kept_new(folder, err);
    return builder->kept ? TM_OK : TM_ENOMEM;
}

/* The ids that workers' terms have in the union instead of numbers in the count's vocabulary. */
static void renumber(struct tm__columns *columns, const struct tm__generation *g,
                     const uint32_t *id)
{
    for (size_t w = 0; w < columns->workers; w++)
        for (size_t i = 0; i < g->ids[w]; i++)
            if (columns->of[w][i] != TM__NO_TERM)
                columns->of[w][i] = id[columns->of[w][i]];
}

/* Hashed columns are what ids would be made into, so that terms need not be kept. */
static tm_status number_terms(tm_tfidf_builder *b, struct tm__counts *counts, uint32_t *id,
                              tm_error *err)
{
    if (!b->counting.hash_bits)
        return tm__term_union_add(&b->terms, counts, id, err);
    tm__hashed_columns(id, &counts->vocabulary, b->counting.hash_bits);
    return TM_OK;
}

/* generation: NULL without kept rows. */
static tm_status end_generation(tm_tfidf_builder *b, struct tm__generation *generation,
                                const tm_run *run, tm_error *err)
{
    struct tm__counts counts = {.documents = (size_t)b->documents};
    struct tm__columns columns;
    uint32_t *id = NULL;
    tm_status status = tm__learn_columns(&columns, &counts, &b->job, NULL, run, err);

    if (status == TM_OK) {
        tm__release_workers(
            &b->job); /* their tables are the largest part of all: the peak is lower */
        id = tm__alloc_array(counts.vocabulary.terms, sizeof *id);
        status =
            id ? number_terms(b, &counts, id, err) : tm__fail_memory(err, "making a vocabulary");
    }
    if (status == TM_OK && generation) {
        renumber(&columns, generation, id);
        tm__kept_end_generation(b->kept, generation, &columns);
    }
    tm__free(id);
    tm__columns_release(&columns);
    tm__counts_release(&counts);
    return status;
}

tm_status tm__builder_settle(tm_tfidf_builder *builder, const tm_run *run, tm_error *err)
{
    struct tm__generation *generation = NULL;
    tm_status status;

    if (builder->failed)
        return tm__fail(err, TM_EINVAL, "an earlier call failed in the middle of its documents");
    if (!builder->job.worker)
        return TM_OK; /* it is */
    if (builder->kept) {
        generation = tm__generation_new(&builder->job);
        if (!generation)
            return tm__fail_memory(err, "keeping rows");
    }
    status = end_generation(builder, generation, run, err);
    if (status != TM_OK)
        tm__generation_free(generation);
    builder->failed = status != TM_OK;
    return status;
}

static tm_status count_and_forget(void *ctx, size_t index, unsigned worker)
{
    struct tm__count_job *const job = ctx;
    const tm_status status = tm__count_part(job, index, worker);

    tm__counted_release(&job->part[index].counted);
    return status;
}

static tm_status count_and_keep(void *ctx, size_t index, unsigned worker)
{
    return tm__count_part(ctx, index, worker);
}

static tm_status count(tm_tfidf_builder *b, const tm_text *documents, size_t count,
                       const tm_run *run, tm_error *err)
{
    struct tm__count_job *const job = &b->job;
    tm_status status = tm__start_parts(job, documents, count, err);

    if (status == TM_OK) {
        tm__expect_words(job, MORE);
        status = tm__parallel_for(job->parts, b->kept ? count_and_keep : count_and_forget, job,
                                  "count", run, err);
    }
    if (status == TM_OK && b->kept)
        status = tm__kept_add(b->kept, job, run, err);
    tm__end_parts(job);
    return status;
}

static bool full(const tm_tfidf_builder *b)
{
    bool any = false;

    for (size_t w = 0; w < b->job.workers; w++)
        any |=
            b->job.worker[w].lexicon.forms.count + b->job.worker[w].grams.count >= b->most_strings;
    return any;
}

tm_status tm_tfidf_builder_add(tm_tfidf_builder *builder, const tm_text *documents, size_t n,
                               const tm_run *run, tm_error *err)
{
    const tm_run defaults = TM_RUN_INIT;
    tm_run how = run ? *run : defaults;
    tm_status status = TM_OK;

    if (builder->failed)
        return tm__fail(err, TM_EINVAL, "an earlier call failed in the middle of its documents");
    if (builder->kept && builder->kept->given)
        return tm__fail(err, TM_EINVAL, "the rows were read for the last time");
    if (!builder->kept && needs_rows(&builder->empty->options))
        return tm__fail(err, TM_EINVAL,
                        "max_terms, hashing, entropy, BM25 and pivoted norms need the rows of all "
                        "documents: tm_tfidf_builder_keep_rows()");
    if (n >= UINT32_MAX || builder->documents + n >= UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "more documents than 32-bit ids can name");
    if (!builder->job.worker)
        status = start_workers(builder, err);
    if (status != TM_OK)
        return status;
    how.threads = (unsigned)builder->threads;
    status = count(builder, documents, n, &how, err);
    builder->documents += n;
    if (status == TM_OK && full(builder))
        status = tm__builder_settle(builder, &how, err);
    builder->failed = status != TM_OK;
    return status;
}
