#include "matrix/triples.h"

#include "bytes.h"
#include "matrix/scan.h"

#include <inttypes.h>
#include <stdlib.h>

void cli_triples_add(struct cli_triples *t, uint64_t row, uint64_t column, float value)
{
    cli_grow(&t->entry, &t->capacity, t->count + 1, sizeof *t->entry);
    t->entry[t->count].row = (uint32_t)row;
    t->entry[t->count].column = (uint32_t)column;
    t->entry[t->count++].value = value;
}

void cli_triples_free(struct cli_triples *t)
{
    free(t->entry);
    t->entry = NULL;
    t->count = t->capacity = 0;
}

struct place {
    uint32_t column;
    float value;
    size_t order;
};

static int by_column(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

static bool rises(const tm_sparse *m, uint64_t from, uint64_t end)
{
    for (uint64_t e = from + 1; e < end; e++)
        if (m->column[e] <= m->column[e - 1])
            return false;
    return true;
}

/* Put the entries [from, end) of a row in order at `to`, adding up; where they end then, or 0. */
static uint64_t order_row(tm_sparse *m, uint64_t from, uint64_t end, uint64_t to)
{
    const size_t count = (size_t)(end - from);
    struct place *const place = cli_alloc(count + 1, sizeof *place);

    for (size_t i = 0; i < count; i++)
        place[i] = (struct place){m->column[from + i], m->value[from + i], i};
    qsort(place, count, sizeof *place, by_column);
    for (size_t i = 0; i < count;) {
        const uint32_t column = place[i].column;
        double sum = 0;

        for (; i < count && place[i].column == column; i++)
            sum += (double)place[i].value;
        m->column[to] = column;
        m->value[to++] = (float)sum; /* not finite: tm_sparse_check() finds it */
    }
    free(place);
    return to;
}

/* Rows whose columns do not rise are put in order; what that saves is closed up. */
static void order_rows(tm_sparse *m)
{
    uint64_t from = 0, to = 0;

    for (size_t i = 0; i < m->rows; i++) {
        const uint64_t end = m->row_start[i + 1];

        if (!rises(m, from, end)) {
            to = order_row(m, from, end, to);
        } else if (to == from) {
            to = end;
        } else {
            for (uint64_t e = from; e < end; e++, to++) {
                m->column[to] = m->column[e];
                m->value[to] = m->value[e];
            }
        }
        m->row_start[i + 1] = to;
        from = end;
    }
}

static void deal_out(tm_sparse *m, const struct cli_triples *t)
{
    for (size_t e = 0; e < t->count; e++)
        m->row_start[t->entry[e].row + 1]++;
    for (size_t i = 0; i < m->rows; i++)
        m->row_start[i + 1] += m->row_start[i];
    for (size_t e = 0; e < t->count; e++) {
        const uint64_t to = m->row_start[t->entry[e].row]++;

        m->column[to] = t->entry[e].column;
        m->value[to] = t->entry[e].value;
    }
    /* Every start has moved to the next row's. */
    for (size_t i = m->rows; i > 0; i--)
        m->row_start[i] = m->row_start[i - 1];
    m->row_start[0] = 0;
}

bool cli_triples_rows(tm_sparse **out, const struct cli_triples *t, uint64_t rows, uint64_t columns,
                      uint64_t bytes, const char *path)
{
    tm_error err;

    *out = NULL;
    if (rows > 1000000 && rows > bytes) {
        cli_error("%s: %" PRIu64 " rows in a file of %" PRIu64 " bytes", path, rows, bytes);
        return false;
    }
    if (tm_sparse_new(out, (size_t)rows, (size_t)columns, t->count, &err) != TM_OK) {
        cli_error("%s: %s", path, err.message);
        return false;
    }
    deal_out(*out, t);
    order_rows(*out);
    if (tm_sparse_check(*out, &err) == TM_OK)
        return true;
    cli_error("%s: %s", path, err.message);
    tm_sparse_free(*out);
    *out = NULL;
    return false;
}
