#include "cluster_rows.h"
#include "story_lists_sample.h"

#include <stdlib.h>
#include <string.h>

/* Where x is, of values that come in runs; 0: it begins or goes on, else it is back. */
static bool is_back(bool *ended, uint32_t x, uint32_t last)
{
    if (last != x && last != TM__NO_TERM)
        ended[last] = true;
    return x != TM__NO_TERM && ended[x];
}

/* Rows whose longest lists are the same follow each other, so these are spread out once. */
Test(story_lists, rows_are_in_the_order_of_their_longest_lists)
{
    tm_sparse *m = random_rows(300, 60, 5, 1);
    struct tm__story_lists lists;
    bool *seen = calloc(m->rows, sizeof *seen), *ended = calloc(m->cols, sizeof *ended);
    bool *ended_second = calloc(m->cols, sizeof *ended_second);
    uint32_t last[2] = {TM__NO_TERM, TM__NO_TERM};

    cr_assert_eq(tm__story_lists_new(&lists, m, WANTED, NULL), TM_OK, "lists");
    for (size_t x = 0; x < m->rows; x++) {
        const uint32_t i = lists.order[x], now[2] = {lists.longest[0][i], lists.longest[1][i]};

        cr_expect(!seen[i], "row %u once", i);
        seen[i] = true;
        cr_expect_eq(now[0], most_frequent(&lists, i, TM__NO_TERM), "row %u", i);
        cr_expect_eq(now[1], most_frequent(&lists, i, now[0]), "row %u", i);
        cr_expect(!is_back(ended, now[0], last[0]), "row %u: together", i);
        if (now[0] != last[0])
            memset(ended_second, 0, m->cols * sizeof *ended_second);
        cr_expect(!is_back(ended_second, now[1], now[0] == last[0] ? last[1] : TM__NO_TERM),
                  "row %u: together", i);
        memcpy(last, now, sizeof last);
    }
    free(seen);
    free(ended);
    free(ended_second);
    tm__story_lists_release(&lists);
    tm_sparse_free(m);
}
