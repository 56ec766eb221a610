#include "vector/ppmi.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "text/byte_mask.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 64 }; /* words a block */

struct cell {
    uint32_t column;
    float value;
};

/* The rows of one block. */
struct rows {
    uint32_t *length; /* [words of the block] */
    struct cell *cell;
    size_t size, capacity;
};

struct scratch {
    double *sum;   /* [words] all 0 between rows */
    uint64_t *met; /* [words / 64 + 1] a bit for each that has a sum */
};

struct job {
    const tm_sparse *documents, *index;
    double *context; /* [words] counts to the power, as a share of all */
    double *word;    /* [words] counts as a share of all */
    double total;    /* of all counts */
    struct scratch *scratch;
    struct rows *rows;
};

static uint64_t length_of(const tm_sparse *m, size_t row)
{
    return m->row_start[row + 1] - m->row_start[row];
}

/* In every document of two words or more each word meets the others with weight 1 in all. */
static void marginals(struct job *job, double power)
{
    double contexts = 0;

    job->total = 0;
    for (size_t w = 0; w < job->index->rows; w++) {
        job->word[w] = 0;
        for (uint64_t e = job->index->row_start[w]; e < job->index->row_start[w + 1]; e++)
            job->word[w] += length_of(job->documents, job->index->column[e]) > 1;
        job->total += job->word[w];
        job->context[w] = pow(job->word[w], power);
        contexts += job->context[w];
    }
    for (size_t w = 0; w < job->index->rows && job->total > 0; w++) {
        job->word[w] /= job->total;
        job->context[w] /= contexts;
    }
}

/* Add up how often word w meets every other one; returns how many it meets, which are in s->met. */
static size_t meet(const struct job *job, struct scratch *s, size_t w)
{
    size_t met = 0;

    for (uint64_t e = job->index->row_start[w]; e < job->index->row_start[w + 1]; e++) {
        const uint32_t d = job->index->column[e];
        const uint64_t n = length_of(job->documents, d);
        const double weight = n > 1 ? 1.0 / (double)(n - 1) : 0;

        for (uint64_t p = job->documents->row_start[d];
             n > 1 && p < job->documents->row_start[d + 1]; p++) {
            const uint32_t other = job->documents->column[p];
            if (other == w)
                continue;
            met += s->sum[other] == 0;
            s->met[other / 64] |= (uint64_t)1 << other % 64;
            s->sum[other] += weight;
        }
    }
    return met;
}

/* What word w and word c tell of each other, if that is anything. */
static void add_cell(const struct job *job, struct scratch *s, struct rows *rows, size_t w,
                     uint32_t c)
{
    const double information = log(s->sum[c] / job->total / (job->word[w] * job->context[c]));

    s->sum[c] = 0;
    if (information > 0) {
        rows->cell[rows->size].column = c;
        rows->cell[rows->size++].value = (float)information;
    }
}

static tm_status make_row(const struct job *job, struct scratch *s, struct rows *rows, size_t w,
                          uint32_t *length)
{
    const size_t met = meet(job, s, w), before = rows->size;

    if (!tm__grow(&rows->cell, &rows->capacity, rows->size + met, sizeof *rows->cell))
        return TM_ENOMEM;
    for (size_t part = 0; part <= job->index->rows / 64; part++) {
        for (uint64_t left = s->met[part]; left; left &= left - 1)
            add_cell(job, s, rows, w, (uint32_t)(part * 64) + tm__lowest_bit(left));
        s->met[part] = 0;
    }
    *length = (uint32_t)(rows->size - before);
    return TM_OK;
}

static tm_status make_block(void *ctx, size_t block, unsigned worker)
{
    const struct job *job = ctx;
    struct rows *rows = &job->rows[block];
    const size_t first = block * BLOCK, words = job->index->rows;

    rows->length = tm__calloc(BLOCK, sizeof *rows->length);
    if (!rows->length)
        return TM_ENOMEM;
    for (size_t w = first; w < first + BLOCK && w < words; w++) {
        const tm_status status =
            make_row(job, &job->scratch[worker], rows, w, &rows->length[w - first]);
        if (status != TM_OK)
            return status;
    }
    return TM_OK;
}

static tm_status gather(tm_sparse **out, const struct job *job, size_t blocks, tm_error *err)
{
    const size_t words = job->index->rows;
    uint64_t entries = 0, at = 0;
    tm_status status;

    for (size_t b = 0; b < blocks; b++)
        entries += job->rows[b].size;
    status = tm_sparse_new(out, words, words, entries, err);
    if (status != TM_OK)
        return status;
    for (size_t b = 0; b < blocks; b++) {
        for (size_t w = b * BLOCK; w < (b + 1) * BLOCK && w < words; w++)
            (*out)->row_start[w + 1] = (*out)->row_start[w] + job->rows[b].length[w - b * BLOCK];
        for (size_t c = 0; c < job->rows[b].size; c++, at++) {
            (*out)->column[at] = job->rows[b].cell[c].column;
            (*out)->value[at] = job->rows[b].cell[c].value;
        }
    }
    return TM_OK;
}

static bool allocate(struct job *job, size_t words, size_t workers, size_t blocks)
{
    job->context = tm__alloc_array(words, sizeof *job->context);
    job->word = tm__alloc_array(words, sizeof *job->word);
    job->scratch = tm__calloc(workers, sizeof *job->scratch);
    job->rows = tm__calloc(blocks, sizeof *job->rows);
    if (!job->context || !job->word || !job->scratch || !job->rows)
        return false;
    for (size_t w = 0; w < workers; w++) {
        job->scratch[w].sum = tm__calloc(words, sizeof *job->scratch->sum);
        job->scratch[w].met = tm__calloc(words / 64 + 1, sizeof *job->scratch->met);
        if (!job->scratch[w].sum || !job->scratch[w].met)
            return false;
    }
    return true;
}

static void release(struct job *job, size_t workers, size_t blocks)
{
    for (size_t w = 0; job->scratch && w < workers; w++) {
        tm__free(job->scratch[w].sum);
        tm__free(job->scratch[w].met);
    }
    for (size_t b = 0; job->rows && b < blocks; b++) {
        tm__free(job->rows[b].length);
        tm__free(job->rows[b].cell);
    }
    tm__free(job->context);
    tm__free(job->word);
    tm__free(job->scratch);
    tm__free(job->rows);
}

tm_status tm__ppmi(tm_sparse **out, const tm_sparse *documents, const tm_sparse *index,
                   double power, const tm_run *run, tm_error *err)
{
    const size_t blocks = (index->rows + BLOCK - 1) / BLOCK;
    const size_t workers = tm__threads(run) < blocks ? tm__threads(run) : blocks;
    struct job job = {.documents = documents, .index = index};
    tm_status status = TM_OK;

    *out = NULL;
    if (!allocate(&job, index->rows, workers, blocks)) {
        status = tm__fail_memory(err, "counting words that meet");
    } else {
        marginals(&job, power);
        status = tm__parallel_for(blocks, make_block, &job, "word pairs", run, err);
    }
    if (status == TM_OK)
        status = gather(out, &job, blocks, err);
    release(&job, workers, blocks);
    return status;
}
