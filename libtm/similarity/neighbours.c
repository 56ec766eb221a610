/* Joins: every row of a matrix asked about the rows of another or of its own. */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "similarity/probe.h"

#include <tm/similarity.h>

enum { BLOCK = 256 }; /* rows a block: fixed, so that results do not depend on threads */

/* Which rows a row is asked about. */
enum against { OTHERS, LATER, ALL };

/* The answers of the rows of one block. */
struct found {
    uint32_t *count;           /* [rows of the block] */
    struct tm__answer *answer; /* all of them, row by row */
    size_t size, capacity;
};

struct join {
    struct tm__question question;
    enum against against;
    struct tm__probe *probe; /* [workers] */
    struct found *found;     /* [blocks] */
};

static size_t rows_of_block(const struct join *j, size_t block)
{
    const size_t left = j->question.queries->rows - block * BLOCK;

    return left < BLOCK ? left : BLOCK;
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
        const size_t i = block * BLOCK + r,
                     n = tm__probe_row(probe, &j->question, i, j->against == LATER ? i + 1 : 0,
                                       j->against == OTHERS ? i : SIZE_MAX);

        if (!tm__grow(&f->answer, &f->capacity, f->size + n, sizeof *f->answer))
            return TM_ENOMEM;
        for (size_t k = 0; k < n; k++)
            f->answer[f->size++] = tm__probe_answer(probe, k);
        f->count[r] = (uint32_t)n;
    }
    return TM_OK;
}

static tm_status gather(tm_sparse **out, const struct join *j, size_t blocks, tm_error *err)
{
    uint64_t entries = 0, at = 0;
    tm_status status;

    for (size_t b = 0; b < blocks; b++)
        entries += j->found[b].size;
    status =
        tm_sparse_new(out, j->question.queries->rows, j->question.index->rows->rows, entries, err);
    if (status != TM_OK)
        return status;
    for (size_t b = 0; b < blocks; b++) {
        struct found *f = &j->found[b];
        uint64_t *const start = (*out)->row_start + b * BLOCK;

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

static tm_status run_join(tm_sparse **out, struct join *j, const tm_run *run, tm_error *err)
{
    const size_t rows = j->question.queries->rows, blocks = (rows + BLOCK - 1) / BLOCK,
                 workers = tm__threads(run) < blocks ? tm__threads(run) : blocks;
    tm_status status = TM_OK;

    j->probe = tm__calloc(workers, sizeof *j->probe);
    j->found = tm__calloc(blocks, sizeof *j->found);
    if (!j->probe || !j->found)
        status = tm__fail_memory(err, "comparing rows");
    for (size_t w = 0; status == TM_OK && w < workers; w++)
        if (!tm__probe_make(&j->probe[w], &j->question))
            status = tm__fail_memory(err, "comparing rows");
    if (status == TM_OK)
        status = tm__parallel_for(blocks, join_block, j, "neighbours", run, err);
    if (status == TM_OK)
        status = gather(out, j, blocks, err);
    for (size_t w = 0; j->probe && w < workers; w++)
        tm__probe_release(&j->probe[w]);
    for (size_t b = 0; j->found && b < blocks; b++) {
        tm__free(j->found[b].count);
        tm__free(j->found[b].answer);
    }
    tm__free(j->probe);
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
                      double threshold, enum against against, const tm_run *run, tm_error *err)
{
    struct tm__inverted index = {0};
    struct join j = {.question = {&index, queries, top, (float)threshold}, .against = against};
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
    return join(out, m, m, top, threshold, OTHERS, run, err);
}

tm_status tm_pairs(tm_sparse **out, const tm_sparse *m, double threshold, const tm_run *run,
                   tm_error *err)
{
    return join(out, m, m, SIZE_MAX, threshold, LATER, run, err);
}

tm_status tm_search(tm_sparse **out, const tm_sparse *queries, const tm_sparse *rows, size_t top,
                    double threshold, const tm_run *run, tm_error *err)
{
    return join(out, queries, rows, top, threshold, ALL, run, err);
}
