/* Joins: every row of a matrix asked about the rows of another or of its own. */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "similarity/batch.h"
#include "similarity/probe.h"

#include <tm/similarity.h>

/* Rows of a block that are asked one by one, and of one of batches at most. */
enum { BLOCK = 256, BATCH = 65536 };
/* Blocks of a worker whose answers are handed over together. They get more rows while there are few
 * answers, and end before their last row once all of them together have many. */
enum { BLOCKS_A_ROUND = 8, FEW_ANSWERS = 1 << 19, MANY_ANSWERS = 1 << 21 };

/* The answers of the rows of one block. */
struct found {
    size_t rows;               /* that were asked about; the rest of the block is still to be */
    uint32_t *count;           /* [rows] */
    struct tm__answer *answer; /* all of them, row by row */
    size_t size, capacity;
};

struct join {
    struct tm__question question;
    size_t first;        /* row of the first block; 0 unless answers are handed over */
    size_t rows, blocks; /* rows a block, which answers do not depend on */
    size_t most;         /* answers after which a block ends; SIZE_MAX if none are handed over */
    struct tm__probe *probe;  /* [workers] */
    struct tm__batch **batch; /* [workers] instead, if rows are asked together */
    struct found *found;      /* [blocks] */
};

static size_t first_of_block(const struct join *j, size_t block)
{
    return j->first + block * j->rows;
}

static size_t rows_of_block(const struct join *j, size_t block)
{
    const size_t left = j->question.queries->rows - first_of_block(j, block);

    return left < j->rows ? left : j->rows;
}

static void release(struct found *f)
{
    tm__free(f->count);
    tm__free(f->answer);
    *f = (struct found){0};
}

static tm_status join_batch(void *ctx, size_t block, unsigned worker)
{
    const struct join *j = ctx;
    struct tm__batch *const batch = j->batch[worker];
    struct found *f = &j->found[block];
    const size_t rows = rows_of_block(j, block), first = first_of_block(j, block);

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
    f->rows = rows;
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
    for (size_t r = 0; r < rows && f->size < j->most; r++) {
        const enum tm__against against = j->question.against;
        const size_t i = first_of_block(j, block) + r,
                     n = tm__probe_row(probe, &j->question, i, against == TM__LATER ? i + 1 : 0,
                                       against == TM__OTHERS ? i : SIZE_MAX);

        if (!tm__grow(&f->answer, &f->capacity, f->size + n, sizeof *f->answer))
            return TM_ENOMEM;
        for (size_t k = 0; k < n; k++)
            f->answer[f->size++] = tm__probe_answer(probe, k);
        f->count[r] = (uint32_t)n;
        f->rows = r + 1;
    }
    return TM_OK;
}

/* The blocks up to the first that ended before its last row; what is behind it is asked again. */
static size_t blocks_in_a_row(const struct join *j)
{
    size_t blocks = 0;

    while (blocks < j->blocks && j->found[blocks].rows == rows_of_block(j, blocks))
        blocks++;
    return blocks < j->blocks ? blocks + 1 : blocks;
}

/* The answers of the rows that were asked about from the first on, as a matrix; all blocks are
 * released. */
static tm_status gather(tm_sparse **out, const struct join *j, tm_error *err)
{
    const size_t blocks = blocks_in_a_row(j);
    uint64_t entries = 0, at = 0;
    size_t rows = 0, row = 0;
    tm_status status;

    for (size_t b = 0; b < blocks; b++) {
        entries += j->found[b].size;
        rows += j->found[b].rows;
    }
    status = tm_sparse_new(out, rows, j->question.index->rows->rows, entries, err);
    for (size_t b = 0; status == TM_OK && b < blocks; b++) {
        struct found *f = &j->found[b];

        for (size_t r = 0; r < f->rows; r++, row++)
            (*out)->row_start[row + 1] = (*out)->row_start[row] + f->count[r];
        for (size_t k = 0; k < f->size; k++, at++) {
            (*out)->column[at] = f->answer[k].row;
            (*out)->value[at] = f->answer[k].similarity;
        }
        release(f); /* a block at a time, so that the pairs are not held twice */
    }
    for (size_t b = 0; b < j->blocks; b++)
        release(&j->found[b]);
    return status;
}

/* Batches as large as they may be, and as many for every thread. */
static size_t rows_of_batches(size_t rows, size_t threads)
{
    const size_t most = BATCH * threads, batches = (rows + most - 1) / most * threads;

    return (rows + batches - 1) / batches;
}

static tm_status make_workers(struct join *j, size_t workers, bool together, tm_error *err)
{
    bool ok;

    j->probe = tm__calloc(workers, sizeof *j->probe);
    j->batch = tm__calloc(workers, sizeof *j->batch);
    j->found = tm__calloc(j->blocks, sizeof *j->found);
    ok = j->probe && j->batch && j->found;
    for (size_t w = 0; ok && w < workers; w++) {
        if (together)
            j->batch[w] = tm__batch_new(&j->question);
        ok = together ? j->batch[w] != NULL : tm__probe_make(&j->probe[w], &j->question);
    }
    return ok ? TM_OK : tm__fail_memory(err, "comparing rows");
}

/* blocks: for which there was room */
static void free_workers(struct join *j, size_t workers, size_t blocks)
{
    for (size_t w = 0; w < workers; w++) {
        if (j->probe)
            tm__probe_release(&j->probe[w]);
        if (j->batch)
            tm__batch_free(j->batch[w]);
    }
    for (size_t b = 0; j->found && b < blocks; b++)
        release(&j->found[b]);
    tm__free(j->probe);
    tm__free(j->batch);
    tm__free(j->found);
}

static tm_status run_join(tm_sparse **out, struct join *j, const tm_run *run, tm_error *err)
{
    const bool together = tm__batch_suits(&j->question);
    const size_t rows = j->question.queries->rows, threads = tm__threads(run);
    size_t workers;
    tm_status status;

    j->rows = together && rows > 0 ? rows_of_batches(rows, threads) : BLOCK;
    j->most = SIZE_MAX;
    j->blocks = (rows + j->rows - 1) / j->rows;
    workers = threads < j->blocks ? threads : j->blocks;
    status = make_workers(j, workers, together, err);
    if (status == TM_OK)
        status = tm__parallel_for(j->blocks, together ? join_batch : join_block, j, "neighbours",
                                  run, err);
    if (status == TM_OK)
        status = gather(out, j, err);
    free_workers(j, workers, j->blocks);
    return status;
}

/* Who takes answers as they come. */
struct taker {
    tm_answers_fn fn;
    void *ctx;
};

/* The answers of some rows from j->first on, which moves behind them. */
static tm_status run_round(struct join *j, const struct taker *taker, size_t most,
                           const tm_run *run, tm_error *err)
{
    const size_t left = j->question.queries->rows - j->first,
                 blocks = (left + j->rows - 1) / j->rows;
    tm_sparse *part = NULL;
    size_t asked;
    bool cut, few;
    tm_status status;

    j->blocks = blocks < most ? blocks : most;
    asked = left < j->blocks * j->rows ? left : j->blocks * j->rows;
    status = tm__parallel_for(j->blocks, join_block, j, "neighbours", run, err);
    if (status == TM_OK)
        status = gather(&part, j, err);
    if (status != TM_OK)
        return status;
    cut = part->rows < asked;
    few = part->row_start[part->rows] < FEW_ANSWERS;
    status = taker->fn(taker->ctx, j->first, part, err);
    j->first += part->rows;
    if (cut)
        j->rows /= 2; /* a block of one row is never cut */
    else if (few && j->rows < BLOCK)
        j->rows *= 2;
    tm_sparse_free(part);
    return status;
}

/* Rows one by one, not in batches, of which one may have any number of answers. */
static tm_status run_rounds(struct join *j, const struct taker *taker, const tm_run *run,
                            tm_error *err)
{
    const size_t rows = j->question.queries->rows, workers = tm__threads(run),
                 most = BLOCKS_A_ROUND * workers;
    tm_run silent = TM_RUN_INIT;
    tm_status status;

    silent.threads = (unsigned)workers;
    j->rows = 1;
    j->blocks = most;
    j->most = MANY_ANSWERS / most + 1;
    status = make_workers(j, workers, false, err);
    while (status == TM_OK && j->first < rows) {
        status = tm__progress(run, "neighbours", j->first, rows, err);
        if (status == TM_OK)
            status = run_round(j, taker, most, &silent, err);
    }
    free_workers(j, workers, most);
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

static tm_status check(const struct tm__question *q, const tm_sparse *rows, double threshold,
                       tm_error *err)
{
    tm_status status;

    if (!(threshold >= TM_LEAST_SIMILARITY && threshold <= 1))
        return tm__fail(err, TM_EINVAL, "threshold %g is not in [%g, 1]", threshold,
                        TM_LEAST_SIMILARITY);
    if (q->queries->cols != rows->cols)
        return tm__fail(err, TM_EINVAL, "rows of %zu columns are compared with rows of %zu",
                        q->queries->cols, rows->cols);
    status = check_rows(rows, err);
    return status == TM_OK && q->queries != rows ? check_rows(q->queries, err) : status;
}

/* Into *out, or to the taker if there is one. */
static tm_status join(tm_sparse **out, const struct taker *taker, const tm_sparse *queries,
                      const tm_sparse *rows, size_t top, double threshold, enum tm__against against,
                      const tm_run *run, tm_error *err)
{
    struct tm__inverted index = {0};
    struct join j = {.question = {&index, queries, top, (float)threshold, against}};
    tm_status status = check(&j.question, rows, threshold, err);

    if (status == TM_OK)
        status = tm__inverted_build(&index, rows, run, err);
    if (status == TM_OK)
        status = taker ? run_rounds(&j, taker, run, err) : run_join(out, &j, run, err);
    tm__inverted_release(&index);
    return status;
}

tm_status tm_neighbours(tm_sparse **out, const tm_sparse *m, size_t top, double threshold,
                        const tm_run *run, tm_error *err)
{
    *out = NULL;
    return join(out, NULL, m, m, top, threshold, TM__OTHERS, run, err);
}

tm_status tm_pairs(tm_sparse **out, const tm_sparse *m, double threshold, const tm_run *run,
                   tm_error *err)
{
    *out = NULL;
    return join(out, NULL, m, m, SIZE_MAX, threshold, TM__LATER, run, err);
}

tm_status tm_pairs_each(const tm_sparse *m, double threshold, tm_answers_fn take, void *ctx,
                        const tm_run *run, tm_error *err)
{
    const struct taker taker = {take, ctx};

    return join(NULL, &taker, m, m, SIZE_MAX, threshold, TM__LATER, run, err);
}

tm_status tm_search(tm_sparse **out, const tm_sparse *queries, const tm_sparse *rows, size_t top,
                    double threshold, const tm_run *run, tm_error *err)
{
    *out = NULL;
    return join(out, NULL, queries, rows, top, threshold, TM__ALL, run, err);
}
