#include "cluster/mixture_rows.h"

#include "cluster_rows.h"

/* Words 0 and 2 are in two rows, 1 in one, and 3 in none. */
Test(mixture_rows, are_in_the_order_of_their_clusters)
{
    static const float x[] = {1, 1, 0, 0, /**/ 0, 0, 1, 0, /**/ 1, 0, 1, 0};
    static const uint32_t label[] = {1, 0, 1}, copies[] = {4, 5, 6};
    uint32_t column[] = {2, 2, 0};
    uint64_t start[] = {0, 1, 2, 3};
    float value[] = {1, 1, 1};
    const tm_sparse graph = {
        .rows = 3, .cols = 3, .row_start = start, .column = column, .value = value};
    static const uint32_t row[] = {1, 0, 2}, word[] = {2, 0, 0, 2}, near[] = {2, 2, 1};
    static const uint64_t word_start[] = {0, 1, 2, 4};
    tm_sparse *m = rows_of(x, 3, 4);
    struct tm__mixture_rows r;

    cr_assert_eq(tm__mixture_rows_new(&r, m, &graph, copies, label, 2, NULL, NULL), TM_OK);
    cr_expect_eq(r.words, 2);
    cr_expect_arr_eq(r.row, row, sizeof row);
    cr_expect_arr_eq(r.word_start, word_start, sizeof word_start);
    cr_expect_arr_eq(r.word, word, sizeof word);
    cr_expect_arr_eq(r.near, near, sizeof near);
    for (size_t p = 0; p < 3; p++) {
        cr_expect_eq(r.label[p], label[row[p]]);
        cr_expect_eq(r.copies[p], copies[row[p]]);
        cr_expect_eq(r.near_start[p], p);
    }
    tm__mixture_rows_release(&r);
    tm_sparse_free(m);
}
