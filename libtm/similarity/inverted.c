#include "similarity/inverted.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/sort.h"
#include "base/status.h"
#include "linalg/dot.h"

#include <math.h>
#include <string.h>

/* Rows of so many entries are ordered by insertion; so many rows are cut at a time. */
enum { FEW = 48, BLOCK = 1024 };

/* An entry on its way into the list of its column. */
struct entry {
    uint32_t row, column;
    float value;
    uint8_t reach;
};

size_t tm__inverted_order(const struct tm__inverted *index, uint64_t *key, uint64_t *spare,
                          const tm_sparse *m, size_t row)
{
    const uint64_t first = m->row_start[row], end = m->row_start[row + 1];
    const bool few = end - first <= FEW;
    size_t n = 0;

    for (uint64_t e = first; e < end; e++) {
        const uint64_t k = (uint64_t)index->rank[m->column[e]] << 32 | (e - first);
        size_t at = n;

        if (m->value[e] == 0)
            continue;
        for (; few && at > 0 && key[at - 1] > k; at--)
            key[at] = key[at - 1];
        key[at] = k;
        n++;
    }
    if (!few)
        tm__sort_upper(key, spare, n, 32);
    return n;
}

/* Ranks, levels and where lists start. */
static tm_status order_columns(struct tm__inverted *index, tm_error *err)
{
    const tm_sparse *m = index->rows;
    uint64_t *key = tm__alloc_array(m->cols, sizeof *key),
             *spare = tm__alloc_array(m->cols, sizeof *spare);
    tm_status status = TM_OK;

    if (key && spare) {
        for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
            index->start[m->column[e] + 1] += m->value[e] != 0;
        for (size_t c = 0; c < m->cols; c++) {
            const uint64_t df = index->start[c + 1];

            key[c] = df << 32 | c;
            while (df >> index->level[c] > 1)
                index->level[c]++;
            if (index->level[c] >= index->levels)
                index->levels = (size_t)index->level[c] + 1;
        }
        tm__sort_upper(key, spare, m->cols, 32);
        for (size_t r = 0; r < m->cols; r++) {
            index->rank[(uint32_t)key[r]] = (uint32_t)r;
            index->start[r + 1] = index->start[r] + (key[r] >> 32);
        }
    } else {
        status = tm__fail_memory(err, "indexing rows");
    }
    tm__free(key);
    tm__free(spare);
    return status;
}

static uint8_t round_up(double reach)
{
    const double steps = ceil(reach * TM__REACH_STEPS);

    return steps < TM__REACH_STEPS ? (uint8_t)steps : TM__REACH_STEPS;
}

/* Write a row where it is compared in full; returns its length. */
static double pack_row(struct tm__inverted *index, size_t row)
{
    const tm_sparse *m = index->rows;
    const double norm = tm__sparse_norm(m, row);
    struct tm__indexed_entry *out = tm__inverted_row(index, row);

    memcpy(out++, &norm, sizeof norm);
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        *out++ = (struct tm__indexed_entry){index->rank[m->column[e]], m->value[e]};
    return norm;
}

/* The entries of one row, its reaches at all levels, and its signature. */
static void cut_row(struct tm__inverted *index, struct entry *out, const uint64_t *key, size_t n,
                    size_t row)
{
    const tm_sparse *m = index->rows;
    const double norm = pack_row(index, row);
    double squares = 0, bucket[TM__BUCKETS] = {0};
    size_t level = index->levels;

    for (size_t k = n; k-- > 0;) {
        const uint64_t e = m->row_start[row] + (uint32_t)key[k];
        const double value = m->value[e] / norm;

        for (; level > (size_t)index->level[m->column[e]] + 1; level--)
            index->rest[(level - 1) * m->rows + row] = round_up(sqrt(squares));
        squares += value * value;
        bucket[tm__inverted_bucket(index, m->column[e])] += value * value;
        out[k] = (struct entry){(uint32_t)row, m->column[e], (float)value, round_up(sqrt(squares))};
    }
    for (; level > 0; level--)
        index->rest[(level - 1) * m->rows + row] = round_up(sqrt(squares));
    tm__signature_pack(index->signature + row * TM__BUCKETS, bucket);
}

/* Into their lists, by rising row. List r is filled from start[r], kept in start[r + 1]. */
static void place(struct tm__inverted *index, const struct entry *entry, uint64_t entries)
{
    uint64_t *const at = index->start + 1;

    memmove(at, index->start, index->rows->cols * sizeof *at);
    for (uint64_t e = 0; e < entries; e++) {
        const uint64_t to = at[index->rank[entry[e].column]]++;

        index->row[to] = entry[e].row;
        index->value[to] = entry[e].value;
        index->reach[to] = entry[e].reach;
    }
}

/* Lists being sorted, and room for one list a worker. */
struct sorting {
    struct tm__inverted *index;
    size_t blocks; /* long lists have neighbouring ranks: one goes to each */
    size_t longest;
    uint64_t *key;      /* [workers x 2 longest] */
    struct entry *list; /* [workers x longest] */
};

/* By falling reach; equal ones keep their order. */
static void sort_list(const struct sorting *s, size_t rank, unsigned worker)
{
    const struct tm__inverted *x = s->index;
    const uint64_t start = x->start[rank];
    const size_t n = (size_t)(x->start[rank + 1] - start);
    uint64_t *const key = s->key + worker * 2 * s->longest;
    struct entry *const list = s->list + worker * s->longest;

    for (size_t i = 0; i < n; i++) {
        key[i] = (uint64_t)(TM__REACH_STEPS - x->reach[start + i]) << 32 | i;
        list[i] = (struct entry){
            .row = x->row[start + i], .value = x->value[start + i], .reach = x->reach[start + i]};
    }
    tm__sort_upper(key, key + s->longest, n, 8);
    for (size_t i = 0; i < n; i++) {
        const struct entry *const e = &list[(uint32_t)key[i]];

        x->row[start + i] = e->row;
        x->value[start + i] = e->value;
        x->reach[start + i] = e->reach;
    }
}

static tm_status sort_block(void *ctx, size_t block, unsigned worker)
{
    const struct sorting *s = ctx;

    for (size_t r = block; r < s->index->rows->cols; r += s->blocks)
        sort_list(s, r, worker);
    return TM_OK;
}

static tm_status sort_lists(struct tm__inverted *index, const tm_run *run, tm_error *err)
{
    const size_t cols = index->rows->cols, workers = tm__threads(run);
    struct sorting s = {.index = index, .blocks = (cols + BLOCK - 1) / BLOCK};
    tm_status status;

    if (cols > 0) /* the last column is the most frequent */
        s.longest = (size_t)(index->start[cols] - index->start[cols - 1]);
    s.key = tm__alloc_array(workers * 2 * s.longest, sizeof *s.key);
    s.list = tm__alloc_array(workers * s.longest, sizeof *s.list);
    if (s.key && s.list)
        status = tm__parallel_for(s.blocks, sort_block, &s, "index", run, err);
    else
        status = tm__fail_memory(err, "indexing rows");
    tm__free(s.key);
    tm__free(s.list);
    return status;
}

/* Rows being cut into entries, a block of them at a time. */
struct cutting {
    struct tm__inverted *index;
    size_t longest;
    uint64_t *first;     /* [blocks + 1] the first entry of a block */
    struct entry *entry; /* [first[blocks]] */
    uint64_t *key;       /* [workers x 2 longest] */
    uint64_t *sum;       /* [workers x TM__BUCKETS] of signatures, ... */
    uint64_t *filled;    /* [workers] ... of rows that are not 0 */
};

static size_t end_of_block(const struct cutting *c, size_t block)
{
    const size_t rows = c->index->rows->rows;

    return (block + 1) * BLOCK < rows ? (block + 1) * BLOCK : rows;
}

static tm_status cut_block(void *ctx, size_t block, unsigned worker)
{
    const struct cutting *c = ctx;
    struct tm__inverted *index = c->index;
    uint64_t *const key = c->key + worker * 2 * c->longest;
    uint64_t sum[TM__BUCKETS] = {0}, filled = 0;
    struct entry *out = c->entry + c->first[block];

    for (size_t i = block * BLOCK; i < end_of_block(c, block); i++) {
        const size_t n = tm__inverted_order(index, key, key + c->longest, index->rows, i);
        const uint8_t *const signature = index->signature + i * TM__BUCKETS;

        cut_row(index, out, key, n, i);
        out += n;
        filled += n > 0;
        for (size_t b = 0; b < TM__BUCKETS; b++)
            sum[b] += signature[b];
    }
    c->filled[worker] += filled;
    for (size_t b = 0; b < TM__BUCKETS; b++)
        c->sum[worker * TM__BUCKETS + b] += sum[b];
    return TM_OK;
}

/* Means over all rows, whichever worker had them: the sums are whole numbers. */
static void find_typical(struct tm__inverted *index, const struct cutting *c, size_t workers)
{
    uint64_t filled = 0;

    for (size_t w = 0; w < workers; w++)
        filled += c->filled[w];
    for (size_t b = 0; b < TM__BUCKETS && filled > 0; b++) {
        uint64_t sum = 0;

        for (size_t w = 0; w < workers; w++)
            sum += c->sum[w * TM__BUCKETS + b];
        index->typical[b] = (float)sum / (float)filled;
    }
}

static void count_entries(const struct cutting *c, size_t blocks)
{
    const tm_sparse *m = c->index->rows;

    c->first[0] = 0;
    for (size_t block = 0; block < blocks; block++) {
        uint64_t n = 0;

        for (uint64_t e = m->row_start[block * BLOCK]; e < m->row_start[end_of_block(c, block)];
             e++)
            n += m->value[e] != 0;
        c->first[block + 1] = c->first[block] + n;
    }
}

static tm_status fill(struct tm__inverted *index, uint64_t entries, size_t longest,
                      const tm_run *run, tm_error *err)
{
    const tm_sparse *m = index->rows;
    const size_t blocks = (m->rows + BLOCK - 1) / BLOCK, workers = tm__threads(run);
    struct cutting c = {
        .index = index,
        .longest = longest,
        .first = tm__alloc_array(blocks + 1, sizeof *c.first),
        .entry = tm__alloc_array(entries, sizeof *c.entry),
        .key = tm__alloc_array(workers * 2 * longest, sizeof *c.key),
        .sum = tm__calloc(workers * TM__BUCKETS, sizeof *c.sum),
        .filled = tm__calloc(workers, sizeof *c.filled),
    };
    tm_status status = TM_ENOMEM;

    if (c.first && c.entry && c.key && c.sum && c.filled) {
        count_entries(&c, blocks);
        status = tm__parallel_for(blocks, cut_block, &c, "index", run, err);
    } else {
        tm__fail_memory(err, "indexing rows");
    }
    if (status == TM_OK) {
        place(index, c.entry, c.first[blocks]);
        find_typical(index, &c, workers);
        status = sort_lists(index, run, err);
    }
    tm__free(c.first);
    tm__free(c.entry);
    tm__free(c.key);
    tm__free(c.sum);
    tm__free(c.filled);
    return status;
}

static bool make_arrays(struct tm__inverted *index, uint64_t entries)
{
    const tm_sparse *m = index->rows;

    index->entry = tm__alloc_array(entries + m->rows, sizeof *index->entry);
    index->rank = tm__alloc_array(m->cols, sizeof *index->rank);
    index->level = tm__calloc(m->cols, sizeof *index->level);
    index->start = tm__calloc(m->cols + 1, sizeof *index->start);
    index->row = tm__alloc_array(entries, sizeof *index->row);
    index->value = tm__alloc_array(entries, sizeof *index->value);
    index->reach = tm__alloc_array(entries, sizeof *index->reach);
    if (index->entry)
        tm__huge_pages(index->entry, (entries + m->rows) * sizeof *index->entry);
    if (index->row)
        tm__huge_pages(index->row, entries * sizeof *index->row);
    if (index->value)
        tm__huge_pages(index->value, entries * sizeof *index->value);
    return index->entry && index->rank && index->level && index->start && index->row &&
           index->value && index->reach;
}

static bool make_signatures(struct tm__inverted *index)
{
    const size_t rows = index->rows->rows;
    size_t past;

    index->block = tm__alloc_array(rows + 1, TM__BUCKETS);
    if (!index->block)
        return false;
    tm__huge_pages(index->block, (rows + 1) * TM__BUCKETS);
    past = (size_t)((uintptr_t)index->block % TM__BUCKETS);
    index->signature = (uint8_t *)index->block + (past > 0 ? TM__BUCKETS - past : 0);
    return true;
}

tm_status tm__inverted_build(struct tm__inverted *index, const tm_sparse *rows, const tm_run *run,
                             tm_error *err)
{
    const uint64_t entries = rows->row_start[rows->rows];
    size_t longest = 0;
    tm_status status;

    *index = (struct tm__inverted){.rows = rows, .levels = 1};
    if (entries > UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%llu values are too many for one index",
                        (unsigned long long)entries);
    for (size_t i = 0; i < rows->rows; i++)
        if (rows->row_start[i + 1] - rows->row_start[i] > longest)
            longest = (size_t)(rows->row_start[i + 1] - rows->row_start[i]);
    if (!make_arrays(index, entries))
        return tm__fail_memory(err, "indexing rows");
    status = order_columns(index, err);
    if (status != TM_OK)
        return status;
    index->rest = tm__alloc_array(index->levels * rows->rows, 1);
    if (!index->rest || !make_signatures(index))
        return tm__fail_memory(err, "indexing rows");
    return fill(index, entries, longest, run, err);
}

void tm__inverted_release(struct tm__inverted *index)
{
    tm__free(index->entry);
    tm__free(index->rank);
    tm__free(index->level);
    tm__free(index->start);
    tm__free(index->row);
    tm__free(index->value);
    tm__free(index->reach);
    tm__free(index->rest);
    tm__free(index->block);
}
