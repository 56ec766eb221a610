#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/member_list.h"
#include "cluster/story_graph.h"

enum { ROWS_PER_BLOCK = 64 };

struct rating {
    tm_sparse *graph;
    const struct tm__blend *rows;
    uint32_t *order; /* [rows] those of a story together: they have neighbours in common */
};

static void rate_row(const struct rating *r, size_t i)
{
    const struct tm__blend *rows = r->rows;
    const tm_sparse *graph = r->graph;
    const uint64_t end = graph->row_start[i + 1];

    for (uint64_t e = graph->row_start[i]; e < end; e++)
        if (rows->dense)
            tm__dense_prefetch(rows->dense + graph->column[e] * rows->width, rows->width);
    for (uint64_t e = graph->row_start[i]; e < end; e++)
        graph->value[e] = (float)tm__blend_cosine(rows, i, graph->column[e]);
}

static tm_status rate_block(void *ctx, size_t block, unsigned worker)
{
    const struct rating *r = ctx;
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    (void)worker;
    for (size_t x = block * ROWS_PER_BLOCK; x < end && x < r->graph->rows; x++)
        rate_row(r, r->order[x]);
    return TM_OK;
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
    struct rating r = {graph, rows, tm__alloc_array(graph->rows, sizeof *r.order)};
    size_t *const first = tm__alloc_array(clusters + 1, sizeof *first);
    tm_status status = r.order && first ? TM_OK : tm__fail_memory(err, "comparing neighbours");

    if (status == TM_OK) {
        tm__list_members(r.order, first, label, graph->rows, clusters);
        status = tm__parallel_for((graph->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK, rate_block,
                                  &r, "neighbours", run, err);
    }
    if (status == TM_OK)
        drop_below(graph, (float)least);
    tm__free(r.order);
    tm__free(first);
    return status;
}
