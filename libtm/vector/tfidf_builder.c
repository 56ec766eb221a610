#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/count_parts.h"
#include "vector/learn_columns.h"
#include "vector/model.h"

/*
 * Documents are counted and their rows forgotten: what stays is each worker's table of forms and
 * terms with the number of documents that hold them.
 */
struct tm_tfidf_builder {
    tm_tfidf *empty;          /* the options, checked */
    struct tm__count_job job; /* its workers stay; documents and parts are those of one call */
    uint64_t documents;
    bool failed; /* in the middle of documents: what was counted is not known */
};

/* What cannot be told from the numbers of documents alone. Errors: TM_EINVAL. */
static tm_status check(const tm_tfidf_options *options, tm_error *err)
{
    if (options->max_terms)
        return tm__fail(err, TM_EINVAL, "max_terms needs all counts at once: use tm_tfidf_fit()");
    if (options->idf == TM_IDF_ENTROPY)
        return tm__fail(err, TM_EINVAL, "entropy needs all counts at once: use tm_tfidf_fit()");
    if (tm__needs_totals(options))
        return tm__fail(err, TM_EINVAL,
                        "BM25 and pivoted norms need all counts at once: use tm_tfidf_fit()");
    return TM_OK;
}

void tm_tfidf_builder_free(tm_tfidf_builder *builder)
{
    if (!builder)
        return;
    tm__release_workers(&builder->job);
    tm_tfidf_free(builder->empty);
    tm__free(builder);
}

tm_status tm_tfidf_builder_new(tm_tfidf_builder **out, const tm_tfidf_options *options,
                               const tm_run *run, tm_error *err)
{
    tm_tfidf_builder *const b = tm__calloc(1, sizeof *b);
    tm_status status;

    *out = NULL;
    if (!b)
        return tm__fail_memory(err, "building a model");
    b->empty = tm__calloc(1, sizeof *b->empty);
    status = b->empty ? tm__tfidf_set_options(b->empty, options, err)
                      : tm__fail_memory(err, "building a model");
    if (status == TM_OK)
        status = check(&b->empty->options, err);
    if (status == TM_OK) {
        b->job.options = &b->empty->options;
        status = tm__start_workers(&b->job, tm__threads(run), NULL, err);
    }
    if (status != TM_OK) {
        tm_tfidf_builder_free(b);
        return status;
    }
    *out = b;
    return TM_OK;
}

static tm_status count_and_forget(void *ctx, size_t index, unsigned worker)
{
    struct tm__count_job *const job = ctx;
    const tm_status status = tm__count_part(job, index, worker);

    tm__counted_release(&job->part[index].counted);
    return status;
}

tm_status tm_tfidf_builder_add(tm_tfidf_builder *builder, const tm_text *documents, size_t count,
                               const tm_run *run, tm_error *err)
{
    struct tm__count_job *const job = &builder->job;
    const tm_run defaults = TM_RUN_INIT;
    tm_run how = run ? *run : defaults;
    tm_status status;

    if (builder->failed)
        return tm__fail(err, TM_EINVAL, "an earlier call failed in the middle of its documents");
    if (count >= UINT32_MAX || builder->documents + count >= UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "more documents than 32-bit ids can name");
    how.threads = (unsigned)job->workers;
    status = tm__start_parts(job, documents, count, err);
    if (status == TM_OK)
        status = tm__parallel_for(job->parts, count_and_forget, job, "count", &how, err);
    tm__end_parts(job);
    builder->failed = status != TM_OK;
    builder->documents += count;
    return status;
}

/* A model of what was counted so far. */
static tm_status learn(tm_tfidf *model, const tm_tfidf_builder *builder, const tm_run *run,
                       tm_error *err)
{
    struct tm__counts counts = {.documents = (size_t)builder->documents};
    struct tm__columns columns;
    tm_status status = tm__tfidf_set_options(model, &builder->empty->options, err);

    if (status != TM_OK)
        return status;
    model->totals.documents = builder->documents;
    status = tm__learn_columns(&columns, &counts, &builder->job, NULL, run, err);
    if (status == TM_OK)
        status = tm__tfidf_learn(model, &counts, err);
    tm__columns_release(&columns);
    tm__counts_release(&counts);
    return status;
}

tm_status tm_tfidf_builder_model(tm_tfidf **out, const tm_tfidf_builder *builder, const tm_run *run,
                                 tm_error *err)
{
    tm_tfidf *const model = tm__calloc(1, sizeof *model);
    tm_status status;

    *out = NULL;
    if (!model)
        return tm__fail_memory(err, "building a model");
    status = builder->failed ? tm__fail(err, TM_EINVAL,
                                        "an earlier call failed in the middle of "
                                        "its documents")
                             : learn(model, builder, run, err);
    if (status != TM_OK) {
        tm_tfidf_free(model);
        return status;
    }
    *out = model;
    return TM_OK;
}
