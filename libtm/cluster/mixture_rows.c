#include "cluster/mixture_rows.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/member_list.h"

#include <string.h>

enum { AHEAD = 8 }; /* rows whose neighbours are on their way */

struct reading {
    struct tm__mixture_rows *x;
    const tm_sparse *m, *graph;
    uint8_t *df;     /* [cols] in how many rows a word is, two standing for all more */
    uint32_t *place; /* [rows] */
};

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

static void count_rows(struct reading *r)
{
    for (uint64_t e = 0; e < r->m->row_start[r->m->rows]; e++)
        if (r->m->value[e] > 0 && r->df[r->m->column[e]] < 2)
            r->x->words += ++r->df[r->m->column[e]] == 2;
}

static void read_words(struct reading *r)
{
    struct tm__mixture_rows *const x = r->x;
    const tm_sparse *const m = r->m;
    uint64_t n = 0;

    count_rows(r);
    for (size_t p = 0; p < x->rows; p++) {
        const uint32_t i = x->row[p];

        x->word_start[p] = n;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (m->value[e] > 0 && r->df[m->column[e]] > 1)
                x->word[n++] = m->column[e];
    }
    x->word_start[x->rows] = n;
}

static void read_neighbours(struct reading *r)
{
    struct tm__mixture_rows *const x = r->x;
    const tm_sparse *const graph = r->graph;
    uint64_t n = 0;

    for (size_t p = 0; p < x->rows; p++) {
        const uint32_t i = x->row[p];

        if (p + AHEAD < x->rows)
            TM__PREFETCH(&graph->column[graph->row_start[x->row[p + AHEAD]]]);
        x->near_start[p] = n;
        for (uint64_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++)
            x->near[n++] = r->place[graph->column[e]];
    }
    x->near_start[x->rows] = n;
}

/* Words and neighbours take as long as each other. */
static tm_status read_one(void *ctx, size_t which, unsigned worker)
{
    (void)worker;
    (which == 0 ? read_words : read_neighbours)(ctx);
    return TM_OK;
}

static bool make(struct reading *r, struct tm__mixture_rows *x)
{
    const size_t n = x->rows;

    r->place = tm__alloc_array(n, sizeof *r->place);
    r->df = tm__calloc(x->cols, sizeof *r->df);
    x->row = tm__alloc_array(n, sizeof *x->row);
    x->label = tm__alloc_array(n, sizeof *x->label);
    x->copies = tm__alloc_array(n, sizeof *x->copies);
    x->word_start = tm__alloc_array(n + 1, sizeof *x->word_start);
    x->word = tm__alloc_array(r->m->row_start[n], sizeof *x->word);
    x->near_start = tm__alloc_array(n + 1, sizeof *x->near_start);
    x->near = tm__alloc_array(r->graph->row_start[n], sizeof *x->near);
    return r->place && r->df && x->row && x->label && x->copies && x->word_start && x->word &&
           x->near_start && x->near;
}

tm_status tm__mixture_rows_new(struct tm__mixture_rows *x, const tm_sparse *m,
                               const tm_sparse *graph, const uint32_t *copies,
                               const uint32_t *label, size_t clusters, const tm_run *run,
                               tm_error *err)
{
    struct reading r = {.x = x, .m = m, .graph = graph};
    tm_status status;

    *x = (struct tm__mixture_rows){.rows = m->rows, .cols = m->cols};
    if (make(&r, x) && put_in_order(x, r.place, label, clusters))
        status = tm__parallel_for(2, read_one, &r, "refine", run, err);
    else
        status = tm__fail_memory(err, "refining clusters");
    for (size_t p = 0; status == TM_OK && p < x->rows; p++) {
        x->label[p] = label[x->row[p]];
        x->copies[p] = copies[x->row[p]];
    }
    tm__free(r.place);
    tm__free(r.df);
    return status;
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
