#include "cluster/story_graph.h"
#include "cluster_rows.h"

/* The first term of a row fades: the same neighbours as far as they are still alike. */
Test(story_graph_again, has_the_same_neighbours)
{
    tm_sparse *m = random_rows(300, 90, 4, 5), *graph, *before;
    struct tm__blend rows;
    uint32_t label[300];
    size_t gone = 0;

    cr_assert_eq(tm__blend_new(&rows, m, 0.5, NULL, NULL), TM_OK, "blend");
    cr_assert_eq(tm__story_graph(&graph, &rows, 0.1, NULL, NULL), TM_OK, "graph");
    cr_assert_eq(tm__story_graph(&before, &rows, 0.1, NULL, NULL), TM_OK, "graph");
    for (size_t i = 0; i < m->rows; i++)
        m->value[m->row_start[i]] *= 0.1F;
    for (uint32_t i = 0; i < 300; i++)
        label[i] = i * 5 % 7;
    cr_assert_eq(tm__blend_again(&rows, m, NULL, NULL), TM_OK, "again");
    cr_assert_eq(tm__story_graph_again(graph, &rows, 0.1, label, 7, NULL, NULL), TM_OK, "graph");
    cr_assert_eq(tm_sparse_check(graph, NULL), TM_OK, "in order");
    for (size_t i = 0; i < m->rows; i++) {
        uint64_t at = graph->row_start[i];
        for (uint64_t e = before->row_start[i]; e < before->row_start[i + 1]; e++) {
            const float cosine = (float)tm__blend_cosine(&rows, i, before->column[e]);
            if (cosine < 0.1F) {
                gone++;
                continue;
            }
            cr_assert_lt(at, graph->row_start[i + 1], "row %zu", i);
            cr_expect_eq(graph->column[at], before->column[e], "row %zu", i);
            cr_expect_eq(graph->value[at++], cosine, "row %zu", i);
        }
        cr_expect_eq(at, graph->row_start[i + 1], "row %zu: no others", i);
    }
    cr_expect(gone > 0 && graph->row_start[m->rows] > 0, "%zu are gone", gone);
    tm_sparse_free(before);
    tm_sparse_free(graph);
    tm__blend_release(&rows);
    tm_sparse_free(m);
}
