#include "cluster/mixture_rows.h"

#include "base/memory.h"
#include "cluster/member_list.h"

#include <string.h>

/* Put rows in the order of their clusters; place[rows] is scratch. */
static bool put_in_order(struct tm__mixture_rows *x, uint32_t *place, const uint32_t *label,
                         size_t clusters)
{
    size_t *const first = tm__alloc_array(clusters + 1, sizeof *first);

    if (!first)
        return false;
    tm__list_members(x->row, first, label, x->rows, clusters);
    for (size_t p = 0; p < x->rows; p++)
        place[x->row[p]] = (uint32_t)p;
    tm__free(first);
    return true;
}

/* In how many rows each word is, two standing for all more. */
static void count_rows(struct tm__mixture_rows *x, uint8_t *df, const tm_sparse *m)
{
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        if (m->value[e] > 0 && df[m->column[e]] < 2)
            x->words += ++df[m->column[e]] == 2;
}

static void read_words(struct tm__mixture_rows *x, const tm_sparse *m, const uint8_t *df)
{
    uint64_t n = 0;

    for (size_t p = 0; p < x->rows; p++) {
        const uint32_t i = x->row[p];

        x->word_start[p] = n;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (m->value[e] > 0 && df[m->column[e]] > 1)
                x->word[n++] = m->column[e];
    }
    x->word_start[x->rows] = n;
}

static void read_neighbours(struct tm__mixture_rows *x, const tm_sparse *graph,
                            const uint32_t *place)
{
    uint64_t n = 0;

    for (size_t p = 0; p < x->rows; p++) {
        const uint32_t i = x->row[p];

        x->near_start[p] = n;
        for (uint64_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++)
            x->near[n++] = place[graph->column[e]];
    }
    x->near_start[x->rows] = n;
}

bool tm__mixture_rows_new(struct tm__mixture_rows *x, const tm_sparse *m, const tm_sparse *graph,
                          const uint32_t *copies, const uint32_t *label, size_t clusters)
{
    const size_t n = m->rows;
    uint32_t *const place = tm__alloc_array(n, sizeof *place);
    uint8_t *const df = tm__calloc(m->cols, sizeof *df);
    bool ok;

    *x = (struct tm__mixture_rows){.rows = n, .cols = m->cols};
    x->row = tm__alloc_array(n, sizeof *x->row);
    x->label = tm__alloc_array(n, sizeof *x->label);
    x->copies = tm__alloc_array(n, sizeof *x->copies);
    x->word_start = tm__alloc_array(n + 1, sizeof *x->word_start);
    x->word = tm__alloc_array(m->row_start[n], sizeof *x->word);
    x->near_start = tm__alloc_array(n + 1, sizeof *x->near_start);
    x->near = tm__alloc_array(graph->row_start[n], sizeof *x->near);
    ok = place && df && x->row && x->label && x->copies && x->word_start && x->word &&
         x->near_start && x->near && put_in_order(x, place, label, clusters);
    if (ok) {
        count_rows(x, df, m);
        read_words(x, m, df);
        read_neighbours(x, graph, place);
        for (size_t p = 0; p < n; p++) {
            x->label[p] = label[x->row[p]];
            x->copies[p] = copies[x->row[p]];
        }
    }
    tm__free(place);
    tm__free(df);
    return ok;
}

void tm__mixture_rows_release(struct tm__mixture_rows *x)
{
    tm__free(x->row);
    tm__free(x->label);
    tm__free(x->copies);
    tm__free(x->word_start);
    tm__free(x->word);
    tm__free(x->near_start);
    tm__free(x->near);
    memset(x, 0, sizeof *x);
}
