#include "vector/count.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/choose_terms.h"
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

static tm_status start_job(struct job *job, size_t count, const tm_tfidf_options *options,
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
        status =
            tm__lexicon_init(&job->worker[w].lexicon, &options->analyzer, job->vocabulary, err);
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
    struct block *b = &p->job->block[index];
    const uint64_t start = p->counts->row_start[b->first];
    tm_status status;

    (void)worker;
    status = tm__sort_rows(p->counts->term + start, p->counts->tf + start, b->counted.entry,
                           b->counted.length, b->last - b->first, p->id ? p->id[b->worker] : NULL,
                           p->bits);
    tm__counted_release(&b->counted); /* while others are still needed: the peak is lower */
    return status;
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

/* How often each term stands in all documents, or in how many if only that counts. */
static uint64_t *sum_counts(const struct job *job, uint32_t *const *id, size_t terms, bool binary)
{
    uint64_t *const cf = tm__calloc(terms, sizeof *cf);

    for (size_t b = 0; cf && b < job->blocks; b++) {
        const struct block *const block = &job->block[b];

        for (size_t e = 0; e < block->counted.size; e++)
            cf[id[block->worker][block->counted.entry[e].term]] +=
                binary ? 1 : block->counted.entry[e].tf;
    }
    return cf;
}

struct drop_context {
    const struct job *job;
    uint32_t *const *id;
    const uint32_t *column;
};

/* Entries get their columns, those without one go, and rows become shorter. */
static tm_status drop_entries(void *ctx, size_t index, unsigned worker)
{
    const struct drop_context *d = ctx;
    const struct block *const b = &d->job->block[index];
    const uint32_t *const id = d->id[b->worker];
    struct tm__entry *const entry = b->counted.entry;
    size_t from = 0, to = 0;

    (void)worker;
    for (size_t r = 0; r < b->last - b->first; r++) {
        const size_t first = to;

        for (const size_t end = from + b->counted.length[r]; from < end; from++) {
            entry[to].term = d->column[id[entry[from].term]];
            entry[to].tf = entry[from].tf;
            to += entry[to].term != TM__NO_TERM;
        }
        b->counted.length[r] = (uint32_t)(to - first);
    }
    return TM_OK;
}

/* Close the gaps of terms that are left out. */
static void drop_terms(struct tm__counts *counts, const uint32_t *column, size_t kept)
{
    uint64_t at = 0;

    for (size_t t = 0; t < counts->vocabulary.terms; t++) {
        const uint64_t from = counts->own_offset[t], size = counts->own_offset[t + 1] - from;

        if (column[t] == TM__NO_TERM)
            continue;
        memmove(counts->own_bytes + at, counts->own_bytes + from, size);
        counts->own_offset[column[t]] = at; /* behind us or here: column[t] <= t */
        counts->own_df[column[t]] = counts->own_df[t];
        at += size;
    }
    counts->own_offset[kept] = at;
    counts->vocabulary.terms = kept;
}

/* Leave out what the options do not let pass; *dropped: then entries have their final terms. */
static tm_status choose(struct tm__counts *counts, const struct job *job, uint32_t *const *id,
                        const tm_tfidf_options *options, bool *dropped, const tm_run *run,
                        tm_error *err)
{
    const size_t terms = counts->vocabulary.terms;
    struct tm__term_counts known = {terms, counts->documents, counts->own_df, NULL};
    uint32_t *const column = tm__alloc_array(terms, sizeof *column);
    uint64_t *const cf =
        options->max_terms ? sum_counts(job, id, terms, options->tf == TM_TF_BINARY) : NULL;
    const struct drop_context context = {job, id, column};
    tm_status status = TM_OK;
    size_t kept = terms;

    known.cf = cf;
    if (!column || (options->max_terms && !cf))
        status = tm__fail_memory(err, "choosing terms");
    else
        kept = tm__choose_terms(column, &known, options);
    *dropped = kept < terms;
    if (*dropped) {
        drop_terms(counts, column, kept);
        status = tm__parallel_for(job->blocks, drop_entries, (void *)(uintptr_t)&context, "choose",
                                  run, err);
    }
    tm__free(column);
    tm__free(cf);
    return status;
}

/* Give the terms of all workers one vocabulary, then place the rows. */
static tm_status learn(struct tm__counts *counts, const struct job *job,
                       const tm_tfidf_options *options, const tm_run *run, tm_error *err)
{
    struct tm__merged_terms merged = {0};
    const struct tm__term_list **terms = tm__alloc_array(job->workers, sizeof *terms);
    bool dropped = false;
    tm_status status;

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
    for (size_t w = 0; w < job->workers; w++)
        tm__counter_release(&job->worker[w]);
    if (status == TM_OK)
        status = choose(counts, job, merged.id, options, &dropped, run, err);
    if (status == TM_OK)
        status = gather(counts, job, dropped ? NULL : merged.id, run, err);
    tm__merged_ids_release(&merged, job->workers);
    tm__free(terms);
    return status;
}

tm_status tm__count(struct tm__counts *counts, const tm_text *documents, size_t count,
                    const tm_tfidf_options *options, const struct tm__vocabulary *vocabulary,
                    const tm_run *run, tm_error *err)
{
    struct job job = {documents, vocabulary, NULL, NULL, 0, 0};
    struct count_context context = {&job, options->analyzer.rules};
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
        status = learn(counts, &job, options, run, err);
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
