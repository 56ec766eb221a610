/* Joins: every row of a matrix asked about the rows of another or of its own. */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "similarity/batch.h"
#include "similarity/probe.h"

#include <tm/similarity.h>

/* Rows of a block that are asked one by one, and of one of batches at most. */
enum { BLOCK = 256, BATCH = 65536 };

/* The answers of the rows of one block. */
struct found {
    uint32_t *count;           /* [rows of the block] */
    struct tm__answer *answer; /* all of them, row by row */
    size_t size, capacity;
};

struct join {
    struct tm__question question;
    size_t rows, blocks;      /* rows a block, which answers do not depend on */
    struct tm__probe *probe;  /* [workers] */
    struct tm__batch **batch; /* [workers] instead, if rows are asked together */
    struct found *found;      /* [blocks] */
};

static size_t rows_of_block(const struct join *j, size_t block)
{
    const size_t left = j->question.queries->rows - block * j->rows;

    return left < j->rows ? left : j->rows;
}

static tm_status join_batch(void *ctx, size_t block, unsigned worker)
{
    const struct join *j = ctx;
    struct tm__batch *const batch = j->batch[worker];
    struct found *f = &j->found[block];
    const size_t rows = rows_of_block(j, block), first = block * j->rows;

    f->count = tm__calloc(rows, sizeof *f->count);
    if (!f->count || !tm__batch_ask(batch, first, first + rows))
        return TM_ENOMEM;
    for (size_t r = 0; r < rows; r++) {
        const uint64_t *key;
        size_t n;

        if (!tm__batch_answers(batch, r, &key, &n) ||
            !tm__grow(&f->answer, &f->capacity, f->size + n, sizeof *f->answer))
            return TM_ENOMEM;
        for (size_t k = 0; k < n; k++)
            f->answer[f->size++] = tm__answer_of(key[k]);
        f->count[r] = (uint32_t)n;
    }
    return TM_OK;
}

static tm_status join_block(void *ctx, size_t block, unsigned worker)
{
    const struct join *j = ctx;
    struct tm__probe *probe = &j->probe[worker];
    struct found *f = &j->found[block];
    const size_t rows = rows_of_block(j, block);

    f->count = tm__calloc(rows, sizeof *f->count);
    if (!f->count)
        return TM_ENOMEM;
    for (size_t r = 0; r < rows; r++) {
        const enum tm__against against = j->question.against;
        const size_t i = block * j->rows + r,
                     n = tm__probe_row(probe, &j->question, i, against == TM__LATER ? i + 1 : 0,
                                       against == TM__OTHERS ? i : SIZE_MAX);

        if (!tm__grow(&f->answer, &f->capacity, f->size + n, sizeof *f->answer))
            return TM_ENOMEM;
        for (size_t k = 0; k < n; k++)
            f->answer[f->size++] = tm__probe_answer(probe, k);
        f->count[r] = (uint32_t)n;
    }
    return TM_OK;
}

static tm_status gather(tm_sparse **out, const struct join *j, tm_error *err)
{
    uint64_t entries = 0, at = 0;
    tm_status status;

    for (size_t b = 0; b < j->blocks; b++)
        entries += j->found[b].size;
    status =
        tm_sparse_new(out, j->question.queries->rows, j->question.index->rows->rows, entries, err);
    if (status != TM_OK)
        return status;
    for (size_t b = 0; b < j->blocks; b++) {
        struct found *f = &j->found[b];
        uint64_t *const start = (*out)->row_start + b * j->rows;

        for (size_t r = 0; r < rows_of_block(j, b); r++)
            start[r + 1] = start[r] + f->count[r];
        for (size_t k = 0; k < f->size; k++, at++) {
            (*out)->column[at] = f->answer[k].row;
            (*out)->value[at] = f->answer[k].similarity;
        }
        tm__free(f->answer); /* a block at a time, so that the pairs are not held twice */
        f->answer = NULL;
    }
    return TM_OK;
}

/* Batches as large as they may be, and as many for every thread. */
static size_t rows_of_batches(size_t rows, size_t threads)
{
    const size_t most = BATCH * threads, batches = (rows + most - 1) / most * threads;

    return (rows + batches - 1) / batches;
}

static bool make_workers(struct join *j, size_t workers, bool together)
{
    j->probe = tm__calloc(workers, sizeof *j->probe);
    j->batch = tm__calloc(workers, sizeof *j->batch);
    j->found = tm__calloc(j->blocks, sizeof *j->found);
    if (!j->probe || !j->batch || !j->found)
        return false;
    for (size_t w = 0; w < workers; w++) {
        if (together)
            j->batch[w] = tm__batch_new(&j->question);
        if (together ? !j->batch[w] : !tm__probe_make(&j->probe[w], &j->question))
            return false;
    }
    return true;
}

static tm_status run_join(tm_sparse **out, struct join *j, const tm_run *run, tm_error *err)
{
    const bool together = tm__batch_suits(&j->question);
    const size_t rows = j->question.queries->rows, threads = tm__threads(run);
    size_t workers;
    tm_status status;

    j->rows = together && rows > 0 ? rows_of_batches(rows, threads) : BLOCK;
    j->blocks = (rows + j->rows - 1) / j->rows;
    workers = threads < j->blocks ? threads : j->blocks;
    if (make_workers(j, workers, together))
        status = tm__parallel_for(j->blocks, together ? join_batch : join_block, j, "neighbours",
                                  run, err);
    else
        status = tm__fail_memory(err, "comparing rows");
    if (status == TM_OK)
        status = gather(out, j, err);
    for (size_t w = 0; w < workers; w++) {
        if (j->probe)
            tm__probe_release(&j->probe[w]);
        if (j->batch)
            tm__batch_free(j->batch[w]);
    }
    for (size_t b = 0; j->found && b < j->blocks; b++) {
        tm__free(j->found[b].count);
        tm__free(j->found[b].answer);
    }
    tm__free(j->probe);
    tm__free(j->batch);
    tm__free(j->found);
    return status;
}

static tm_status check_rows(const tm_sparse *m, tm_error *err)
{
    const tm_status status = tm_sparse_check(m, err);

    if (status != TM_OK)
        return status;
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        if (m->value[e] < 0)
            return tm__fail(err, TM_EINVAL, "a value of %g is below 0", (double)m->value[e]);
    return TM_OK;
}

static tm_status join(tm_sparse **out, const tm_sparse *queries, const tm_sparse *rows, size_t top,
                      double threshold, enum tm__against against, const tm_run *run, tm_error *err)
{
    struct tm__inverted index = {0};
    struct join j = {.question = {&index, queries, top, (float)threshold, against}};
    tm_status status;

    *out = NULL;
    if (!(threshold >= TM_LEAST_SIMILARITY && threshold <= 1))
        return tm__fail(err, TM_EINVAL, "threshold %g is not in [%g, 1]", threshold,
                        TM_LEAST_SIMILARITY);
    if (queries->cols != rows->cols)
        return tm__fail(err, TM_EINVAL, "rows of %zu columns are compared with rows of %zu",
                        queries->cols, rows->cols);
    status = check_rows(rows, err);
    if (status == TM_OK && queries != rows)
        status = check_rows(queries, err);
    if (status == TM_OK)
        status = tm__inverted_build(&index, rows, run, err);
    if (status == TM_OK)
        status = run_join(out, &j, run, err);
    tm__inverted_release(&index);
    return status;
}

tm_status tm_neighbours(tm_sparse **out, const tm_sparse *m, size_t top, double threshold,
                        const tm_run *run, tm_error *err)
{
    return join(out, m, m, top, threshold, TM__OTHERS, run, err);
}

tm_status tm_pairs(tm_sparse **out, const tm_sparse *m, double threshold, const tm_run *run,
                   tm_error *err)
{
    return join(out, m, m, SIZE_MAX, threshold, TM__LATER, run, err);
}

tm_status tm_search(tm_sparse **out, const tm_sparse *queries, const tm_sparse *rows, size_t top,
                    double threshold, const tm_run *run, tm_error *err)
{
    return join(out, queries, rows, top, threshold, TM__ALL, run, err);
}
