#include "base/memory.h"
#include "base/parallel.h"
#include "base/sort.h"
#include "base/status.h"

#include <tm/similarity.h>

#include <string.h>

enum { BLOCK = 256 }; /* rows a block: fixed, so that results do not depend on threads */

struct candidate {
    float similarity;
    uint32_t row;
};

/*
 * Candidates as whole numbers. Floats above 0 are in the order of their bits, so "best first, lower
 * row first" is the order of (bits of the similarity, complement of the row).
 */
static uint64_t key_of(float similarity, uint32_t row)
{
    uint32_t bits;

    memcpy(&bits, &similarity, sizeof bits);
    return (uint64_t)bits << 32 | (uint32_t)~row;
}

/* The same with the row above and the similarity below. */
static uint64_t turn(uint64_t key)
{
    return (uint64_t)(uint32_t)~key << 32 | key >> 32;
}

static struct candidate candidate_of(uint64_t turned)
{
    const uint32_t bits = (uint32_t)turned;
    struct candidate c = {0, (uint32_t)(turned >> 32)};

    memcpy(&c.similarity, &bits, sizeof bits);
    return c;
}

/* What one worker needs to score one row against all others. */
struct scratch {
    float *sum;            /* [rows] products so far, all 0 between rows */
    uint32_t *touched;     /* [rows] rows whose sum is not 0 */
    uint64_t *key, *spare; /* [rows] */
};

/* The neighbours of the rows of one block. */
struct found {
    uint32_t *count;             /* [rows of the block] */
    struct candidate *candidate; /* all of them, row by row */
    size_t size, capacity;
};

struct join {
    const tm_sparse *m, *index; /* rows, and their transpose: the inverted index */
    size_t top;
    float threshold;
    unsigned row_bits;       /* of the number of rows */
    struct scratch *scratch; /* [workers] */
    struct found *found;     /* [blocks] */
};

/* Add up the products of row i with every row that shares a column. */
static size_t accumulate(const struct join *j, struct scratch *s, size_t i)
{
    size_t touched = 0;

    for (uint64_t e = j->m->row_start[i]; e < j->m->row_start[i + 1]; e++) {
        const float value = j->m->value[e];
        const uint64_t end = j->index->row_start[j->m->column[e] + 1];
        for (uint64_t p = j->index->row_start[j->m->column[e]]; p < end; p++) {
            const uint32_t row = j->index->column[p];
            const float product = value * j->index->value[p];

            if (product == 0) /* would be taken for a row that was not touched yet */
                continue;
            if (s->sum[row] == 0)
                s->touched[touched++] = row;
            s->sum[row] += product;
        }
    }
    return touched;
}

/* Keep what is over the threshold, at most top of it, by rising row; their keys are turned. */
static size_t select_best(const struct join *j, struct scratch *s, size_t i, size_t touched)
{
    size_t n = 0;

    for (size_t t = 0; t < touched; t++) {
        const uint32_t row = s->touched[t];

        if (s->sum[row] >= j->threshold && row != i)
            s->key[n++] = key_of(s->sum[row], row);
        s->sum[row] = 0;
    }
    n = tm__select_largest(s->key, n, j->top);
    for (size_t k = 0; k < n; k++)
        s->key[k] = turn(s->key[k]);
    tm__sort_upper(s->key, s->spare, n, j->row_bits);
    return n;
}

static tm_status join_block(void *ctx, size_t block, unsigned worker)
{
    const struct join *j = ctx;
    struct scratch *s = &j->scratch[worker];
    struct found *f = &j->found[block];
    const size_t first = block * BLOCK,
                 rows = j->m->rows - first < BLOCK ? j->m->rows - first : BLOCK;

    f->count = tm__calloc(rows, sizeof *f->count);
    if (!f->count)
        return TM_ENOMEM;
    for (size_t i = 0; i < rows; i++) {
        const size_t n = select_best(j, s, first + i, accumulate(j, s, first + i));
        if (!tm__grow(&f->candidate, &f->capacity, f->size + n, sizeof *f->candidate))
            return TM_ENOMEM;
        for (size_t k = 0; k < n; k++)
            f->candidate[f->size++] = candidate_of(s->key[k]);
        f->count[i] = (uint32_t)n;
    }
    return TM_OK;
}

static tm_status gather(tm_sparse **out, const struct join *j, size_t blocks, tm_error *err)
{
    uint64_t entries = 0, at = 0;
    tm_status status;

    for (size_t b = 0; b < blocks; b++)
        entries += j->found[b].size;
    status = tm_sparse_new(out, j->m->rows, j->m->rows, entries, err);
    if (status != TM_OK)
        return status;
    for (size_t b = 0; b < blocks; b++) {
        const struct found *f = &j->found[b];
        const size_t first = b * BLOCK,
                     rows = j->m->rows - first < BLOCK ? j->m->rows - first : BLOCK;
        for (size_t i = 0; i < rows; i++)
            (*out)->row_start[first + i + 1] = (*out)->row_start[first + i] + f->count[i];
        for (size_t c = 0; c < f->size; c++, at++) {
            (*out)->column[at] = f->candidate[c].row;
            (*out)->value[at] = f->candidate[c].similarity;
        }
    }
    return TM_OK;
}

static bool make_scratch(struct scratch *scratch, size_t workers, size_t rows)
{
    for (size_t w = 0; w < workers; w++) {
        scratch[w].sum = tm__calloc(rows, sizeof *scratch->sum);
        scratch[w].touched = tm__alloc_array(rows, sizeof *scratch->touched);
        scratch[w].key = tm__alloc_array(rows, sizeof *scratch->key);
        scratch[w].spare = tm__alloc_array(rows, sizeof *scratch->spare);
        if (!scratch[w].sum || !scratch[w].touched || !scratch[w].key || !scratch[w].spare)
            return false;
    }
    return true;
}

static tm_status check(const tm_sparse *m, double threshold, tm_error *err)
{
    const tm_status status = tm_sparse_check(m, err);

    if (status != TM_OK)
        return status;
    if (!(threshold > 0 && threshold <= 1))
        return tm__fail(err, TM_EINVAL, "threshold %g is not in (0, 1]", threshold);
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        if (m->value[e] < 0)
            return tm__fail(err, TM_EINVAL, "a value of %g is below 0", (double)m->value[e]);
    return TM_OK;
}

tm_status tm_neighbours(tm_sparse **out, const tm_sparse *m, size_t top, double threshold,
                        const tm_run *run, tm_error *err)
{
    struct join j = {.m = m, .top = top, .threshold = (float)threshold};
    tm_sparse *index = NULL;
    size_t blocks, workers;
    tm_status status;

    *out = NULL;
    status = check(m, threshold, err);
    if (status != TM_OK)
        return status;
    status = tm_sparse_transpose(&index, m, err);
    if (status != TM_OK)
        return status;
    blocks = (m->rows + BLOCK - 1) / BLOCK;
    workers = tm__threads(run) < blocks ? tm__threads(run) : blocks;
    j.index = index;
    while (m->rows >> j.row_bits)
        j.row_bits++;
    j.scratch = tm__calloc(workers, sizeof *j.scratch);
    j.found = tm__calloc(blocks, sizeof *j.found);
    if (!j.scratch || !j.found || !make_scratch(j.scratch, workers, m->rows))
        status = tm__fail_memory(err, "looking for neighbours");
    if (status == TM_OK)
        status = tm__parallel_for(blocks, join_block, &j, "neighbours", run, err);
    if (status == TM_OK)
        status = gather(out, &j, blocks, err);
    for (size_t w = 0; j.scratch && w < workers; w++) {
        tm__free(j.scratch[w].sum);
        tm__free(j.scratch[w].touched);
        tm__free(j.scratch[w].key);
        tm__free(j.scratch[w].spare);
    }
    for (size_t b = 0; j.found && b < blocks; b++) {
        tm__free(j.found[b].count);
        tm__free(j.found[b].candidate);
    }
    tm__free(j.scratch);
    tm__free(j.found);
    tm_sparse_free(index);
    return status;
}
