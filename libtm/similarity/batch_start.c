/* The rows of a batch by entries, and the entries by column. */
#include "similarity/batch_state.h"

#include "base/memory.h"
#include "base/sort.h"
#include "linalg/dot.h"

#include <math.h>

static void start_row(struct tm__batch *b, size_t i, uint64_t at)
{
    const tm_sparse *m = b->question->queries;
    const uint64_t first = m->row_start[b->begin + i];
    const size_t stored = (size_t)(m->row_start[b->begin + i + 1] - first),
                 n = tm__inverted_order(b->question->index, b->order, b->order + stored, m,
                                        b->begin + i);
    const double norm = tm__sparse_norm(m, b->begin + i);
    struct tm__batch_row *const row = &b->row[i];
    double squares = 0, bucket[TM__TILE_BUCKETS] = {0};

    row->norm = norm;
    row->first = at;
    row->entries = (uint32_t)n;
    row->next = 0;
    row->found = 0;
    row->bound = b->question->threshold;
    row->slack = (float)(n + 16) * 0x1p-23f;
    for (size_t k = n; k-- > 0;) {
        const uint32_t rank = (uint32_t)(b->order[k] >> 32);
        const float stands = m->value[first + (uint32_t)b->order[k]];
        const double value = stands / norm;
        double *const square = &bucket[rank % TM__TILE_BUCKETS];

        squares += value * value;
        *square += value * value;
        b->entry[at + k] = (struct tm__batch_entry){rank, stands, (float)sqrt(squares),
                                                    tm__tile_level((float)sqrt(*square))};
        b->key[at + k] = (uint64_t)rank << 32 | i;
    }
}

static bool make_rows(struct tm__batch *b, size_t rows)
{
    struct tm__batch_row *row;

    if (rows <= b->rows)
        return true;
    row = tm__realloc(b->row, rows * sizeof *row);
    if (!row)
        return false;
    memset(row + b->rows, 0, (rows - b->rows) * sizeof *row);
    b->row = row;
    b->rows = rows;
    return true;
}

static bool make_entries(struct tm__batch *b, size_t entries)
{
    if (entries <= b->entries)
        return true;
    tm__free(b->entry);
    tm__free(b->key);
    tm__free(b->spare);
    b->entries = 0;
    b->entry = tm__alloc_array(entries, sizeof *b->entry);
    b->key = tm__alloc_array(entries, sizeof *b->key);
    b->spare = tm__alloc_array(entries, sizeof *b->spare);
    if (!b->entry || !b->key || !b->spare)
        return false;
    b->entries = entries;
    return true;
}

bool tm__batch_start(struct tm__batch *b, size_t begin, size_t end, size_t *keys)
{
    const tm_sparse *m = b->question->queries;
    uint64_t at = 0;
    unsigned bits = 0;

    if (!make_rows(b, end - begin) ||
        !make_entries(b, (size_t)(m->row_start[end] - m->row_start[begin])))
        return false;
    b->begin = begin;
    for (size_t i = 0; i < end - begin; i++) {
        start_row(b, i, at);
        at += b->row[i].entries;
    }
    while (m->cols >> bits)
        bits++;
    tm__sort_upper(b->key, b->spare, (size_t)at, bits);
    *keys = (size_t)at;
    return true;
}
