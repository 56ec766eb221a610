#include "vector/count.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/count_block.h"
#include "vector/merge_terms.h"
#include "vector/sort_rows.h"

#include <string.h>

/* A block is a run of documents of about this many bytes: fixed, so that threads change nothing. */
enum { BLOCK_BYTES = 1 << 18 };

struct block {
    size_t first, last; /* documents [first, last) */
    unsigned worker;    /* who counted it, and in whose ids */
    struct tm__counted counted;
};

struct job {
    const tm_text *documents;
    const struct tm__vocabulary *vocabulary;
    struct tm__counter *worker;
    struct block *block;
    size_t workers, blocks;
};

struct count_context {
    struct job *job;
    tm_word_rules rules;
};

static tm_status count_block(void *ctx, size_t index, unsigned worker)
{
    const struct count_context *c = ctx;
    struct block *b = &c->job->block[index];

    b->worker = worker;
    return tm__count_block(&c->job->worker[worker], &b->counted, c->job->documents + b->first,
                           b->last - b->first, c->rules);
}

/* Cut the documents into blocks of about BLOCK_BYTES; with NULL only count them. */
static size_t cut_blocks(struct block *block, const tm_text *documents, size_t count)
{
    size_t blocks = 0, first = 0, bytes = 0;

    for (size_t d = 0; d < count; d++) {
        bytes += documents[d].size;
        if (bytes < BLOCK_BYTES && d + 1 < count)
            continue;
        if (block) {
            block[blocks].first = first;
            block[blocks].last = d + 1;
        }
        blocks++;
        first = d + 1;
        bytes = 0;
    }
    return blocks;
}

static tm_status start_job(struct job *job, size_t count, const tm_analyzer_options *options,
                           const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;

    job->blocks = cut_blocks(NULL, job->documents, count);
    job->workers = tm__threads(run) < job->blocks ? tm__threads(run) : job->blocks;
    if (job->workers == 0)
        job->workers = 1; /* options are checked even if there is nothing to count */
    job->block = tm__calloc(job->blocks, sizeof *job->block);
    job->worker = tm__calloc(job->workers, sizeof *job->worker);
    if (!job->block || !job->worker)
        return tm__fail_memory(err, "counting terms");
    cut_blocks(job->block, job->documents, count);
    for (size_t w = 0; w < job->workers && status == TM_OK; w++)
        status = tm__lexicon_init(&job->worker[w].lexicon, options, job->vocabulary, err);
    return status;
}

static void end_job(struct job *job)
{
    for (size_t b = 0; job->block && b < job->blocks; b++)
        tm__counted_release(&job->block[b].counted);
    for (size_t w = 0; job->worker && w < job->workers; w++)
        tm__counter_release(&job->worker[w]);
    tm__free(job->block);
    tm__free(job->worker);
}

struct place_context {
    struct tm__counts *counts;
    const struct job *job;
    uint32_t *const *id; /* [workers] final ids, or NULL */
    unsigned bits;       /* of the largest id */
};

static tm_status place_block(void *ctx, size_t index, unsigned worker)
{
    const struct place_context *p = ctx;
    const struct block *b = &p->job->block[index];
    const uint64_t start = p->counts->row_start[b->first];

    (void)worker;
    return tm__sort_rows(p->counts->term + start, p->counts->tf + start, b->counted.entry,
                         b->counted.length, b->last - b->first, p->id ? p->id[b->worker] : NULL,
                         p->bits);
}

static unsigned bits_of(size_t number)
{
    unsigned bits = 0;

    while (number >> bits)
        bits++;
    return bits;
}

static tm_status gather(struct tm__counts *counts, const struct job *job, uint32_t *const *id,
                        const tm_run *run, tm_error *err)
{
    struct place_context context = {counts, job, id, bits_of(counts->vocabulary.terms)};
    uint64_t entries = 0;

    counts->row_start = tm__alloc_array(counts->documents + 1, sizeof *counts->row_start);
    if (!counts->row_start)
        return tm__fail_memory(err, "counting terms");
    counts->row_start[0] = 0;
    for (size_t b = 0; b < job->blocks; b++)
        for (size_t d = job->block[b].first; d < job->block[b].last; d++)
            counts->row_start[d + 1] = entries +=
                job->block[b].counted.length[d - job->block[b].first];
    counts->term = tm__alloc_array(entries, sizeof *counts->term);
    counts->tf = tm__alloc_array(entries, sizeof *counts->tf);
    if (!counts->term || !counts->tf)
        return tm__fail_memory(err, "counting terms");
    return tm__parallel_for(job->blocks, place_block, &context, "sort", run, err);
}

/* The documents that hold each term, over all workers. */
static tm_status sum_documents(struct tm__counts *counts, const struct job *job,
                               uint32_t *const *id, tm_error *err)
{
    counts->own_df = tm__calloc(counts->vocabulary.terms, sizeof *counts->own_df);
    if (!counts->own_df)
        return tm__fail_memory(err, "counting terms");
    for (size_t w = 0; w < job->workers; w++) {
        const struct tm__counter *const worker = &job->worker[w];

        for (size_t t = 0; t < worker->lexicon.terms.count; t++)
            counts->own_df[id[w][t]] += worker->place[t].df;
    }
    counts->vocabulary.df = counts->own_df;
    return TM_OK;
}

/* Give the terms of all workers one vocabulary, then place the rows. */
static tm_status learn(struct tm__counts *counts, const struct job *job, const tm_run *run,
                       tm_error *err)
{
    struct tm__merged_terms merged = {0};
    const struct tm__strings **terms = tm__alloc_array(job->workers, sizeof *terms);
    tm_status status = TM_OK;

    if (!terms)
        return tm__fail_memory(err, "counting terms");
    for (size_t w = 0; w < job->workers; w++)
        terms[w] = &job->worker[w].lexicon.terms;
    status = tm__merge_terms(&merged, terms, job->workers, run, err);
    if (status == TM_OK) {
        counts->own_bytes = merged.bytes;
        counts->own_offset = merged.offset;
        counts->vocabulary.terms = merged.terms;
        counts->vocabulary.bytes = merged.bytes;
        counts->vocabulary.offset = merged.offset;
        status = sum_documents(counts, job, merged.id, err);
    }
    if (status == TM_OK)
        status = gather(counts, job, merged.id, run, err);
    tm__merged_ids_release(&merged, job->workers);
    tm__free(terms);
    return status;
}

tm_status tm__count(struct tm__counts *counts, const tm_text *documents, size_t count,
                    const tm_analyzer_options *options, const struct tm__vocabulary *vocabulary,
                    const tm_run *run, tm_error *err)
{
    struct job job = {documents, vocabulary, NULL, NULL, 0, 0};
    struct count_context context = {&job, options->rules};
    tm_status status;

    memset(counts, 0, sizeof *counts);
    counts->documents = count;
    if (count > UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu documents are more than 32-bit ids can name",
                        count);
    status = start_job(&job, count, options, run, err);
    if (status == TM_OK)
        status = tm__parallel_for(job.blocks, count_block, &context, "count", run, err);
    if (status == TM_OK && vocabulary) {
        counts->vocabulary = *vocabulary;
        status = gather(counts, &job, NULL, run, err);
    } else if (status == TM_OK) {
        status = learn(counts, &job, run, err);
    }
    end_job(&job);
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
