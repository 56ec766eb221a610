#include "base/parallel.h"
#include "cluster/story_graph.h"

enum { ROWS_PER_BLOCK = 64 };

struct rating {
    tm_sparse *graph;
    const struct tm__blend *rows;
};

static tm_status rate_block(void *ctx, size_t block, unsigned worker)
{
    const struct rating *r = ctx;
    const struct tm__blend *rows = r->rows;
    const tm_sparse *graph = r->graph;

    (void)worker;
    for (size_t i = block * ROWS_PER_BLOCK; i < (block + 1) * ROWS_PER_BLOCK && i < graph->rows;
         i++) {
        const uint64_t end = graph->row_start[i + 1];

        for (uint64_t e = graph->row_start[i]; e < end; e++)
            if (rows->dense)
                tm__dense_prefetch(rows->dense + graph->column[e] * rows->width, rows->width);
        for (uint64_t e = graph->row_start[i]; e < end; e++)
            graph->value[e] = (float)tm__blend_cosine(rows, i, graph->column[e]);
    }
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
                                const tm_run *run, tm_error *err)
{
    struct rating r = {graph, rows};
    const tm_status status = tm__parallel_for((graph->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
                                              rate_block, &r, "neighbours", run, err);

    if (status == TM_OK)
        drop_below(graph, (float)least);
    return status;
}
