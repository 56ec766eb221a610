#include "cluster/filled.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/sort.h"
#include "base/status.h"

#include <stdlib.h>
#include <string.h>

/* A row by what is in it. Values are not hashed: the last digit of one must not put the row to
 * quite another place. */
struct key {
    uint64_t hash; /* of its columns */
    const tm_sparse *m;
    uint32_t row;
};

static bool is_filled(const tm_sparse *m, size_t row)
{
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        if (m->value[e] != 0)
            return true;
    return false;
}

static struct key key_of(const tm_sparse *m, size_t row)
{
    struct key key = {0, m, (uint32_t)row};

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        key.hash = tm__hash_mix(key.hash, m->column[e]);
    return key;
}

static int compare_rows(const tm_sparse *m, size_t a, size_t b)
{
    uint64_t p = m->row_start[a], q = m->row_start[b];
    const uint64_t p_end = m->row_start[a + 1], q_end = m->row_start[b + 1];

    if (p_end - p != q_end - q)
        return p_end - p < q_end - q ? -1 : 1;
    for (; p < p_end; p++, q++) {
        if (m->column[p] != m->column[q])
            return m->column[p] < m->column[q] ? -1 : 1;
        if (m->value[p] != m->value[q])
            return m->value[p] < m->value[q] ? -1 : 1;
    }
    return 0;
}

static int by_content(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    order = compare_rows(x->m, x->row, y->row);
    if (order != 0)
        return order;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* key[count] by content into sorted[count]: by half of the hash, which leaves few that are equal.
 */
static void sort_keys(struct key *sorted, const struct key *key, uint64_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++)
        order[i] = (key[i].hash >> 32) << 32 | i;
    tm__sort_upper(order, order + count, count, 32);
    for (size_t i = 0; i < count; i++)
        sorted[i] = key[(uint32_t)order[i]];
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && sorted[end].hash >> 32 == sorted[i].hash >> 32;)
            end++;
        if (end > i + 1)
            qsort(sorted + i, end - i, sizeof *sorted, by_content);
    }
}

static size_t count_kinds(const tm_sparse *sorted)
{
    size_t kinds = sorted->rows > 0;

    for (size_t i = 1; i < sorted->rows; i++)
        kinds += compare_rows(sorted, i - 1, i) != 0;
    return kinds;
}

/* f->row from the rows in key, sorted; are they all there and as they were? */
static bool put_rows(struct tm__filled *f, const struct key *key, size_t count)
{
    bool in_order = count == f->all;

    for (size_t i = 0; i < count; i++) {
        f->row[i] = key[i].row;
        in_order = in_order && key[i].row == i;
    }
    return in_order;
}

tm_status tm__filled_find(struct tm__filled *f, const tm_sparse *m, tm_error *err)
{
    struct key *key = tm__alloc_array(m->rows, 2 * sizeof *key);
    uint64_t *order = tm__alloc_array(m->rows, 2 * sizeof *order);
    size_t count = 0;
    bool in_order;
    tm_status status = TM_OK;

    *f = (struct tm__filled){.all = m->rows, .m = m};
    f->row = tm__alloc_array(m->rows, sizeof *f->row);
    if (!key || !order || !f->row) {
        tm__free(key);
        tm__free(order);
        tm__filled_release(f);
        return tm__fail_memory(err, "looking for rows with terms");
    }
    for (size_t i = 0; i < m->rows; i++)
        if (is_filled(m, i))
            key[count++] = key_of(m, i);
    sort_keys(key + m->rows, key, order, count);
    in_order = put_rows(f, key + m->rows, count);
    tm__free(key);
    tm__free(order);
    if (!in_order) {
        status = tm_sparse_select(&f->own, m, f->row, count, err);
        f->m = f->own;
    }
    if (status != TM_OK)
        tm__filled_release(f);
    else
        f->kinds = count_kinds(f->m);
    return status;
}

void tm__filled_release(struct tm__filled *f)
{
    tm_sparse_free(f->own);
    tm__free(f->row);
    memset(f, 0, sizeof *f);
}

void tm__filled_label_kinds(uint32_t *label, const struct tm__filled *f)
{
    uint32_t kind = 0;

    for (size_t i = 0; i < f->m->rows; i++)
        label[i] = i > 0 && compare_rows(f->m, i - 1, i) != 0 ? ++kind : kind;
}

/* The label most rows have, and how many labels there are in use. */
static uint32_t largest(size_t *used, const uint32_t *label, size_t rows, uint32_t *size)
{
    uint32_t best = rows ? label[0] : 0;

    *used = 0;
    for (size_t i = 0; i < rows; i++)
        *used += size[label[i]]++ == 0;
    for (size_t i = 0; i < rows; i++)
        if (size[label[i]] > size[best])
            best = label[i];
    return best;
}

static const uint32_t nowhere = UINT32_MAX;

/* label[all] from the labels of filled rows in its front, `nowhere` for others. */
static void put_labels(uint32_t *label, const struct tm__filled *f, uint32_t *scratch)
{
    memcpy(scratch, label, f->m->rows * sizeof *label);
    memset(label, 0xff, f->all * sizeof *label);
    for (size_t x = 0; x < f->m->rows; x++)
        label[f->row[x]] = scratch[x];
}

tm_status tm__filled_spread(uint32_t *label, const struct tm__filled *f, size_t wanted,
                            tm_error *err)
{
    uint32_t *size = tm__calloc(f->m->rows + 1, sizeof *size);
    uint32_t home, alone = (uint32_t)f->all; /* a number that no filled row has */
    size_t used;

    if (!size)
        return tm__fail_memory(err, "numbering clusters");
    home = largest(&used, label, f->m->rows, size);
    put_labels(label, f, size);
    if (!f->m->rows && f->all) /* the first of them makes the cluster that others join */
        used = 1;
    for (size_t i = f->all; i-- > 0;) {
        if (label[i] != nowhere)
            continue;
        label[i] = used < wanted ? alone++ : home;
        used += used < wanted;
    }
    tm__free(size);
    return TM_OK;
}

tm_status tm__filled_spread_shares(float **share, const struct tm__filled *f, size_t k,
                                   tm_error *err)
{
    float *const all = tm__calloc(f->all, k * sizeof *all);

    if (!all)
        return tm__fail_memory(err, "sharing rows");
    for (size_t x = 0; x < f->m->rows; x++)
        memcpy(all + f->row[x] * k, *share + x * k, k * sizeof *all);
    tm__free(*share);
    *share = all;
    return TM_OK;
}
