/*
 * Kuhn's assignment problem by shortest augmenting paths with potentials (Jonker & Volgenant 1987),
 * on the dense table of counts, the smaller side as rows. Whole numbers throughout.
 */
#include "evaluate/assignment.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

struct search {
    size_t rows, columns;  /* rows <= columns */
    int64_t *gain;         /* [rows * columns] what a pair is worth */
    int64_t *row_price;    /* [rows] */
    int64_t *column_price; /* [columns] */
    size_t *row_of;        /* [columns] matched row, SIZE_MAX: none */
    int64_t *slack;        /* [columns] shortest way found to a column */
    size_t *before;        /* [columns] the column before it on that way, SIZE_MAX: the start */
    bool *done;            /* [columns] */
};

static bool start(struct search *s, const struct tm__contingency *table)
{
    const bool swap = table->gold > table->predicted;

    s->rows = swap ? table->predicted : table->gold;
    s->columns = swap ? table->gold : table->predicted;
    if (s->columns && s->rows > SIZE_MAX / s->columns)
        return false;
    s->gain = tm__calloc(s->rows * s->columns, sizeof *s->gain);
    s->row_price = tm__calloc(s->rows, sizeof *s->row_price);
    s->column_price = tm__calloc(s->columns, sizeof *s->column_price);
    s->row_of = tm__alloc_array(s->columns, sizeof *s->row_of);
    s->slack = tm__alloc_array(s->columns, sizeof *s->slack);
    s->before = tm__alloc_array(s->columns, sizeof *s->before);
    s->done = tm__alloc_array(s->columns, sizeof *s->done);
    if (!s->gain || !s->row_price || !s->column_price || !s->row_of || !s->slack || !s->before ||
        !s->done)
        return false;
    memset(s->row_of, 0xff, s->columns * sizeof *s->row_of);
    for (size_t c = 0; c < table->cells; c++) {
        const struct tm__cell *cell = &table->cell[c];
        const size_t row = swap ? cell->predicted : cell->gold,
                     column = swap ? cell->gold : cell->predicted;
        s->gain[row * s->columns + column] = cell->count;
    }
    return true;
}

static void end(struct search *s)
{
    tm__free(s->gain);
    tm__free(s->row_price);
    tm__free(s->column_price);
    tm__free(s->row_of);
    tm__free(s->slack);
    tm__free(s->before);
    tm__free(s->done);
}

/* Ways that go on from a row, reached through the column `from` at the given distance. */
static void relax(struct search *s, size_t row, size_t from, int64_t distance)
{
    const int64_t *gain = s->gain + row * s->columns;

    for (size_t c = 0; c < s->columns; c++) {
        const int64_t way = distance + s->row_price[row] + s->column_price[c] - gain[c];
        if (!s->done[c] && way < s->slack[c]) {
            s->slack[c] = way;
            s->before[c] = from;
        }
    }
}

static size_t nearest(const struct search *s)
{
    size_t best = SIZE_MAX;

    for (size_t c = 0; c < s->columns; c++)
        if (!s->done[c] && (best == SIZE_MAX || s->slack[c] < s->slack[best]))
            best = c;
    return best;
}

/* The price at which the row's cheapest way costs 0, so that no reduced cost is below 0. */
static int64_t opening_price(const struct search *s, size_t row)
{
    int64_t price = INT64_MIN;

    for (size_t c = 0; c < s->columns; c++)
        if (s->gain[row * s->columns + c] - s->column_price[c] > price)
            price = s->gain[row * s->columns + c] - s->column_price[c];
    return price;
}

/* Match one more row, moving earlier ones along the shortest way. */
static void augment(struct search *s, size_t row)
{
    size_t column, on_way;
    int64_t length;

    for (size_t c = 0; c < s->columns; c++) {
        s->slack[c] = INT64_MAX;
        s->done[c] = false;
    }
    s->row_price[row] = opening_price(s, row);
    relax(s, row, SIZE_MAX, 0);
    column = nearest(s);
    while (s->row_of[column] != SIZE_MAX) {
        s->done[column] = true;
        relax(s, s->row_of[column], column, s->slack[column]);
        column = nearest(s);
    }
    length = s->slack[column];
    for (size_t c = 0; c < s->columns; c++)
        if (s->done[c]) {
            s->row_price[s->row_of[c]] += s->slack[c] - length;
            s->column_price[c] += length - s->slack[c];
        }
    s->row_price[row] -= length;
    for (; column != SIZE_MAX; column = on_way) {
        on_way = s->before[column];
        s->row_of[column] = on_way == SIZE_MAX ? row : s->row_of[on_way];
    }
}

tm_status tm__assignment(uint64_t *matched, const struct tm__contingency *table, tm_error *err)
{
    struct search s = {0};
    const bool ready = start(&s, table);

    *matched = 0;
    if (ready) {
        for (size_t row = 0; row < s.rows; row++)
            augment(&s, row);
        for (size_t c = 0; c < s.columns; c++)
            if (s.row_of[c] != SIZE_MAX)
                *matched += (uint64_t)s.gain[s.row_of[c] * s.columns + c];
    }
    end(&s);
    return ready ? TM_OK : tm__fail_memory(err, "matching clusters");
}
