#include "batch_sample.h"

#include <math.h>

Test(batch_start, orders_entries_by_column)
{
    struct batch_sample *s = batch_sample_new(random_rows(200, 50, 7, 1), 10, 0.1f);
    size_t entries = 0;

    cr_expect_eq(s->keys, s->m->row_start[200], "all of them");
    for (size_t k = 1; k < s->keys; k++)
        cr_expect_lt(s->batch->key[k - 1], s->batch->key[k], "by column and row");
    for (size_t i = 0; i < 200; i++) {
        const struct tm__batch_row *const row = &s->batch->row[i];
        const struct tm__batch_entry *const e = s->batch->entry + row->first;

        cr_expect_eq(row->first, entries, "row %zu", i);
        cr_expect_eq(row->entries, s->m->row_start[i + 1] - s->m->row_start[i], "row %zu", i);
        cr_expect_float_eq(row->norm, 1, 1e-6, "row %zu", i);
        for (size_t k = 0; k < row->entries; k++) {
            const double reach = sqrt(batch_sample_common(s, i, i, e[k].rank));

            cr_expect_float_eq(e[k].reach, reach, 1e-5, "row %zu", i);
            cr_expect(k == 0 || e[k - 1].rank < e[k].rank, "row %zu: the rarest first", i);
            cr_expect_eq(e[k].left, tm__tile_level(e[k].value), "its bucket has nothing else");
        }
        entries += row->entries;
    }
    batch_sample_free(s);
}

Test(batch_start, adds_up_what_is_left_in_a_bucket)
{
    float x[2 * 257] = {[0] = 3, [100] = 1, [256] = 4};
    struct batch_sample *s;

    for (size_t c = 0; c < 257; c++) /* all are as frequent, so their ranks are in their order */
        x[257 + c] = x[c] == 0;
    s = batch_sample_new(rows_of(x, 2, 257), 10, 0.1f);
    cr_assert_eq(s->batch->row[0].entries, 3, "entries");
    cr_expect_eq(s->batch->entry[0].left, tm__tile_level((float)(5 / sqrt(26))), "both");
    cr_expect_eq(s->batch->entry[2].left, tm__tile_level((float)(4 / sqrt(26))), "the second");
    batch_sample_free(s);
}
