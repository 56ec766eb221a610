#include "cluster/distinct.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/status.h"

#include <string.h>

static uint64_t hash_row(const tm_sparse *m, size_t row)
{
    const uint64_t start = m->row_start[row], n = m->row_start[row + 1] - start;

    return tm__hash_mix(tm__hash(m->column + start, n * sizeof *m->column),
                        tm__hash(m->value + start, n * sizeof *m->value));
}

static bool equal_rows(const tm_sparse *m, size_t a, size_t b)
{
    const uint64_t x = m->row_start[a], y = m->row_start[b], n = m->row_start[a + 1] - x;

    return n == m->row_start[b + 1] - y &&
           memcmp(m->column + x, m->column + y, n * sizeof *m->column) == 0 &&
           memcmp(m->value + x, m->value + y, n * sizeof *m->value) == 0;
}

static size_t table_size(size_t rows)
{
    size_t size = 16;

    while (size < 2 * rows)
        size *= 2;
    return size;
}

tm_status tm__distinct_find(struct tm__distinct *out, const tm_sparse *m, tm_error *err)
{
    const size_t slots = table_size(m->rows);
    uint32_t *slot = tm__alloc_array(slots, sizeof *slot); /* kinds, UINT32_MAX where free */

    memset(out, 0, sizeof *out);
    out->rows = m->rows;
    out->row = tm__alloc_array(m->rows, sizeof *out->row);
    out->copies = tm__alloc_array(m->rows, sizeof *out->copies);
    out->kind = tm__alloc_array(m->rows, sizeof *out->kind);
    if (!slot || !out->row || !out->copies || !out->kind) {
        tm__free(slot);
        tm__distinct_release(out);
        return tm__fail_memory(err, "looking for copies");
    }
    memset(slot, 0xff, slots * sizeof *slot);
    for (size_t i = 0; i < m->rows; i++) {
        size_t at = hash_row(m, i) & (slots - 1);
        uint32_t kind = UINT32_MAX;
        if (m->row_start[i + 1] > m->row_start[i]) {
            while (slot[at] != UINT32_MAX && !equal_rows(m, out->row[slot[at]], i))
                at = (at + 1) & (slots - 1);
            kind = slot[at];
            if (kind == UINT32_MAX)
                slot[at] = (uint32_t)out->count;
        }
        if (kind == UINT32_MAX) {
            kind = (uint32_t)out->count++;
            out->row[kind] = (uint32_t)i;
            out->copies[kind] = 0;
        }
        out->copies[kind]++;
        out->kind[i] = kind;
    }
    tm__free(slot);
    return TM_OK;
}

void tm__distinct_release(struct tm__distinct *d)
{
    tm__free(d->row);
    tm__free(d->copies);
    tm__free(d->kind);
    memset(d, 0, sizeof *d);
}
