#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/member_list.h"
#include "cluster/story_graph.h"
#include "linalg/dense_row.h"

enum { ROWS_PER_BLOCK = 64 };
/* No cosine: rows that know each other are compared by the lower one, the higher takes it over. */
static const float by_the_other = 2;

struct rating {
    tm_sparse *graph;
    const struct tm__blend *rows;
    uint32_t *order; /* [rows] those of a story together: they have neighbours in common */
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

/* Entries below `least` go, the others move up. */
static void drop_below(tm_sparse *graph, float least)
{
    uint64_t from = 0, to = 0;

    for (size_t i = 0; i < graph->rows; i++) {
        for (; from < graph->row_start[i + 1]; from++) {
            graph->column[to] = graph->column[from];
            graph->value[to] = graph->value[from];
            to += graph->value[from] >= least;
        }
        graph->row_start[i + 1] = to;
    }
}

tm_status tm__story_graph_again(tm_sparse *graph, const struct tm__blend *rows, double least,
                                const uint32_t *label, size_t clusters, const tm_run *run,
                                tm_error *err)
{
    struct rating r = {graph, rows, tm__alloc_array(graph->rows, sizeof *r.order), NULL};
    size_t *const first = tm__alloc_array(clusters + 1, sizeof *first);
    tm_status status = r.order && first ? TM_OK : tm__fail_memory(err, "comparing neighbours");

    if (status == TM_OK) {
        tm__list_members(r.order, first, label, graph->rows, clusters);
        status = do_rows(&r, rate_row, run, err);
    }
    if (status == TM_OK)
        status = do_rows(&r, take_over, run, err);
    if (status == TM_OK)
        drop_below(graph, (float)least);
    tm__free(r.order);
    tm__free(first);
    return status;
}
