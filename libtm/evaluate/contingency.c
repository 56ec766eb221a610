#include "evaluate/contingency.h"

#include "base/memory.h"
#include "base/status.h"

#include <stdlib.h>
#include <string.h>

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static int by_cell(const void *a, const void *b)
{
    const struct tm__cell *x = a, *y = b;

    if (x->gold != y->gold)
        return x->gold < y->gold ? -1 : 1;
    return x->predicted < y->predicted ? -1 : x->predicted > y->predicted;
}

/* The distinct labels, sorted, in place; their number is returned. */
static size_t distinct(uint32_t *label, size_t rows)
{
    size_t n = 0;

    if (rows)
        qsort(label, rows, sizeof *label, by_number);
    for (size_t i = 0; i < rows; i++)
        if (n == 0 || label[i] != label[n - 1])
            label[n++] = label[i];
    return n;
}

static uint32_t index_of(const uint32_t *sorted, size_t n, uint32_t label)
{
    size_t low = 0;

    while (n > 1) {
        const size_t half = n / 2;
        if (sorted[low + half] <= label)
            low += half;
        n -= half;
    }
    return (uint32_t)low;
}

/* One cell a row first, then equal ones added up. */
static void fill(struct tm__contingency *t, const uint32_t *gold, const uint32_t *predicted,
                 const uint32_t *golds, const uint32_t *predicteds)
{
    size_t n = 0;

    for (size_t i = 0; i < t->rows; i++) {
        t->cell[i].gold = index_of(golds, t->gold, gold[i]);
        t->cell[i].predicted = index_of(predicteds, t->predicted, predicted[i]);
        t->cell[i].count = 1;
        t->gold_size[t->cell[i].gold]++;
        t->predicted_size[t->cell[i].predicted]++;
    }
    if (t->rows)
        qsort(t->cell, t->rows, sizeof *t->cell, by_cell);
    for (size_t i = 0; i < t->rows; i++)
        if (n && by_cell(&t->cell[n - 1], &t->cell[i]) == 0)
            t->cell[n - 1].count++;
        else
            t->cell[n++] = t->cell[i];
    t->cells = n;
}

tm_status tm__contingency_new(struct tm__contingency *out, const uint32_t *gold,
                              const uint32_t *predicted, size_t rows, tm_error *err)
{
    uint32_t *golds = tm__alloc_array(rows, sizeof *golds);
    uint32_t *predicteds = tm__alloc_array(rows, sizeof *predicteds);
    tm_status status = TM_OK;

    memset(out, 0, sizeof *out);
    out->rows = rows;
    if (rows > UINT32_MAX)
        status = tm__fail(err, TM_EOVERFLOW, "%zu rows are more than 32-bit counts can hold", rows);
    else if (!golds || !predicteds)
        status = tm__fail_memory(err, "comparing partitions");
    if (status == TM_OK) {
        if (rows) {
            memcpy(golds, gold, rows * sizeof *gold);
            memcpy(predicteds, predicted, rows * sizeof *predicted);
        }
        out->gold = distinct(golds, rows);
        out->predicted = distinct(predicteds, rows);
        out->cell = tm__alloc_array(rows, sizeof *out->cell);
        out->gold_size = tm__calloc(out->gold, sizeof *out->gold_size);
        out->predicted_size = tm__calloc(out->predicted, sizeof *out->predicted_size);
        if (!out->cell || !out->gold_size || !out->predicted_size)
            status = tm__fail_memory(err, "comparing partitions");
        else
            fill(out, gold, predicted, golds, predicteds);
    }
    tm__free(golds);
    tm__free(predicteds);
    if (status != TM_OK)
        tm__contingency_release(out);
    return status;
}

void tm__contingency_release(struct tm__contingency *table)
{
    tm__free(table->cell);
    tm__free(table->gold_size);
    tm__free(table->predicted_size);
    memset(table, 0, sizeof *table);
}
