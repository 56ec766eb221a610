#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/member_list.h"
#include "cluster/story_graph.h"
#include "linalg/dense_row.h"

#include <string.h>

enum { ROWS_PER_BLOCK = 64 };
/* No cosine: rows that know each other are compared by the lower one, the higher takes it over. */
static const float by_the_other = 2;

struct rating {
    tm_sparse *graph;
    const struct tm__blend *rows;
    float least;
    uint32_t *order; /* [rows] those of a story together: they have neighbours in common */
    uint32_t *kept;  /* [rows] entries of a row that stay */
    void (*row)(const struct rating *, size_t); /* what is done to a row */
};

/* The entry of row i with column j; none: the end of the row. */
static uint64_t find_entry(const tm_sparse *graph, size_t i, uint32_t j)
{
    uint64_t e = graph->row_start[i];

    while (e < graph->row_start[i + 1] && graph->column[e] != j)
        e++;
    return e;
}

static bool is_compared_by(const tm_sparse *graph, size_t i, uint32_t j)
{
    return j < i && find_entry(graph, j, (uint32_t)i) < graph->row_start[j + 1];
}

static void rate_row(const struct rating *r, size_t i)
{
    const struct tm__blend *rows = r->rows;
    const tm_sparse *graph = r->graph;
    const uint64_t end = graph->row_start[i + 1];

    for (uint64_t e = graph->row_start[i]; e < end; e++)
        if (graph->column[e] < i)
            TM__PREFETCH(&graph->column[graph->row_start[graph->column[e]]]);
    for (uint64_t e = graph->row_start[i]; e < end; e++) {
        graph->value[e] = is_compared_by(graph, i, graph->column[e]) ? by_the_other : 0;
        if (graph->value[e] == 0 && rows->dense)
            tm__dense_prefetch(rows->dense + graph->column[e] * rows->width, rows->width);
    }
    for (uint64_t e = graph->row_start[i]; e < end; e++)
        if (graph->value[e] == 0)
            graph->value[e] = (float)tm__blend_cosine(rows, i, graph->column[e]);
}

static void take_over(const struct rating *r, size_t i)
{
    const tm_sparse *graph = r->graph;

    for (uint64_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++)
        if (graph->value[e] == by_the_other)
            graph->value[e] = graph->value[find_entry(graph, graph->column[e], (uint32_t)i)];
}

/* Entries below `least` go, the others of the row move up. */
static void drop_below(const struct rating *r, size_t i)
{
    const tm_sparse *graph = r->graph;
    uint64_t to = graph->row_start[i];

    for (uint64_t from = to; from < graph->row_start[i + 1]; from++) {
        graph->column[to] = graph->column[from];
        graph->value[to] = graph->value[from];
        to += graph->value[from] >= r->least;
    }
    r->kept[i] = (uint32_t)(to - graph->row_start[i]);
}

static tm_status do_block(void *ctx, size_t block, unsigned worker)
{
    const struct rating *r = ctx;
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    (void)worker;
    for (size_t x = block * ROWS_PER_BLOCK; x < end && x < r->graph->rows; x++)
        r->row(r, r->order[x]);
    return TM_OK;
}

/* All rows, on all threads. */
static tm_status do_rows(struct rating *r, void (*row)(const struct rating *, size_t),
                         const tm_run *run, tm_error *err)
{
    r->row = row;
    return tm__parallel_for((r->graph->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK, do_block, r,
                            "neighbours", run, err);
}

/* What is kept of the rows moves together. */
static void close_rows(tm_sparse *graph, const uint32_t *kept)
{
    uint64_t to = 0;

    for (size_t i = 0; i < graph->rows; i++) {
        const uint64_t from = graph->row_start[i];

        memmove(graph->column + to, graph->column + from, kept[i] * sizeof *graph->column);
        memmove(graph->value + to, graph->value + from, kept[i] * sizeof *graph->value);
        graph->row_start[i] = to;
        to += kept[i];
    }
    graph->row_start[graph->rows] = to;
}

tm_status tm__story_graph_again(tm_sparse *graph, const struct tm__blend *rows, double least,
                                const uint32_t *label, size_t clusters, const tm_run *run,
                                tm_error *err)
{
    struct rating r = {graph,
                       rows,
                       (float)least,
                       tm__alloc_array(graph->rows, sizeof *r.order),
                       tm__alloc_array(graph->rows, sizeof *r.kept),
                       NULL};
    size_t *const first = tm__alloc_array(clusters + 1, sizeof *first);
    tm_status status =
        r.order && r.kept && first ? TM_OK : tm__fail_memory(err, "comparing neighbours");

    if (status == TM_OK) {
        tm__list_members(r.order, first, label, graph->rows, clusters);
        status = do_rows(&r, rate_row, run, err);
    }
    if (status == TM_OK)
        status = do_rows(&r, take_over, run, err);
    if (status == TM_OK)
        status = do_rows(&r, drop_below, run, err);
    if (status == TM_OK)
        close_rows(graph, r.kept);
    tm__free(r.order);
    tm__free(r.kept);
    tm__free(first);
    return status;
}
