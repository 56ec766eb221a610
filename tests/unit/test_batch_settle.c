#include "batch_sample.h"

#include <math.h>

/* How many rows that share the column of a rank with row i, and none before it, are as near. */
static size_t near(const struct batch_sample *s, size_t i, size_t rank, float least)
{
    size_t n = 0;

    for (uint64_t p = s->index.start[rank]; p < s->index.start[rank + 1]; p++) {
        const size_t j = s->index.row[p];
        const double before = batch_sample_common(s, i, j, 0) - batch_sample_common(s, i, j, rank);

        n += j != i && fabs(before) < 1e-9 && (float)tm_cosine(s->m, i, s->m, j) >= least;
    }
    return n;
}

Test(batch_settle, finds_rows_at_their_first_common_column)
{
    struct batch_sample *s = batch_sample_new(random_rows(110, 20, 6, 1), 1000, 0.2f);

    for (size_t all = 0; all < 2; all++)
        for (size_t i = 0; i < 110; i++) {
            struct tm__batch_row *const row = &s->batch->row[i];
            size_t expected = 0;

            row->found = 0;
            for (size_t at = 0; at < row->entries; at++) {
                const size_t rank = s->batch->entry[row->first + at].rank;
                const uint64_t from = s->index.start[rank];
                const size_t count = (size_t)(s->index.start[rank + 1] - from);

                tm__tile_fill(s->batch->tile, rank, from, count);
                cr_assert(all ? tm__batch_settle_all(s->batch, i, at, from, count)
                              : tm__batch_settle(s->batch, i, at, count),
                          "memory");
                expected += near(s, i, rank, 0.2f);
                cr_assert_eq(row->found, expected, "row %zu, entry %zu", i, at);
            }
        }
    for (size_t c = 0; c < 20; c++)
        cr_expect_eq(s->batch->dense[c], 0.0f, "cleared");
    batch_sample_free(s);
}

Test(batch_settle, raises_the_bound_to_the_worst_of_the_best)
{
    struct batch_sample *s = batch_sample_new(random_rows(120, 12, 6, 2), 4, 0.01f);
    struct tm__batch_row *const row = &s->batch->row[3];
    const size_t rank = s->batch->entry[row->first].rank;
    const uint64_t from = s->index.start[rank];

    cr_assert(tm__batch_settle_all(s->batch, 3, 0, from, (size_t)(s->index.start[rank + 1] - from)),
              "memory");
    cr_assert_eq(row->found, 4, "as many as there may be");
    cr_expect_eq(near(s, 3, rank, row->bound), 4, "are as near as the bound");
    batch_sample_free(s);
}
