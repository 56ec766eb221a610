#include "vector/count.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/gather.h"

#include <string.h>

static tm_status count_part(void *ctx, size_t index, unsigned worker)
{
    return tm__count_part(ctx, index, worker);
}

static tm_status start_job(struct tm__count_job *job, const tm_text *documents, size_t count,
                           const struct tm__vocabulary *vocabulary, const tm_run *run,
                           tm_error *err)
{
    const unsigned threads = tm__threads(run);
    tm_status status = tm__start_parts(job, documents, count, err);

    if (status == TM_OK)
        status =
            tm__start_workers(job, threads < job->parts ? threads : job->parts, vocabulary, err);
    if (status == TM_OK) {
        tm__expect_words(job, 1);
        status = tm__share_tables(job, err);
    }
    return status;
}

/* Rows are made in the memory of tables of words that has room for them: no table is needed any
 * more, and memory that is in use costs less than new one. */
static void keep_table(struct tm__counts *counts, struct tm__count_job *job)
{
    const struct tm__table_room room = tm__largest_table(job);
    void **const block = room.worker < job->workers ? &job->worker[room.worker].lexicon.forms.block
                                                    : &job->tables_block;
    size_t entries = 0;

    for (size_t p = 0; p < job->parts; p++)
        entries += job->part[p].counted.size;
    if (entries > room.size / sizeof *counts->term)
        return;
    counts->term = *block;
    *block = NULL;
}

tm_status tm__count(struct tm__counts *counts, const tm_text *documents, size_t count,
                    const tm_tfidf_options *options, const struct tm__vocabulary *vocabulary,
                    const tm_run *run, tm_error *err)
{
    /* Runs of words are looked up when they are all known: workers then need no vocabulary. */
    const bool late = options->unit == TM_UNIT_WORDS && tm__longest(options) > 1;
    struct tm__count_job job = {.options = options};
    struct tm__columns columns = {NULL, NULL, 0, false};
    tm_status status;

    memset(counts, 0, sizeof *counts);
    counts->documents = count;
    if (count >= UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu documents are more than 32-bit ids can name",
                        count);
    status = start_job(&job, documents, count, late ? NULL : vocabulary, run, err);
    if (status == TM_OK)
        status = tm__parallel_for(job.parts, count_part, &job, "count", run, err);
    if (status == TM_OK && vocabulary && !late)
        counts->vocabulary = *vocabulary;
    else if (status == TM_OK)
        status = tm__learn_columns(&columns, counts, &job, vocabulary, run, err);
    if (status == TM_OK)
        keep_table(counts, &job);
    tm__release_workers(&job);
    if (status == TM_OK)
        status = tm__gather(counts, &job, &columns, counts->vocabulary.terms, run, err);
    tm__columns_release(&columns);
    tm__end_parts(&job);
    if (status != TM_OK)
        tm__counts_release(counts);
    return status;
}

void tm__counts_release(struct tm__counts *counts)
{
    tm__free(counts->row_start);
    tm__free(counts->term);
    tm__free(counts->tf);
    tm__free(counts->own_bytes);
    tm__free(counts->own_offset);
    tm__free(counts->own_df);
    memset(counts, 0, sizeof *counts);
}
