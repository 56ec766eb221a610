#include "similarity/batch_tile.h"

#include "batch_sample.h"

/* What row i has from the column of a rank on. */
static size_t weights_of(struct tm__weight *out, const struct batch_sample *s, size_t i,
                         size_t rank)
{
    size_t n = 0;

    for (uint64_t e = s->m->row_start[i]; e < s->m->row_start[i + 1]; e++) {
        const size_t here = s->index.rank[s->m->column[e]];

        if (here >= rank)
            out[n++] =
                (struct tm__weight){(uint16_t)(here == rank ? (size_t)TM__TILE_OWN : here % 256),
                                    tm__tile_level(s->m->value[e])};
    }
    return n;
}

/* Bounds of all rows of a list with a row, by select() and by definition. */
static void expect_bounds(const struct batch_sample *s, size_t i, size_t rank, double tolerance)
{
    struct tm__tile *tile = s->batch->tile;
    const uint64_t from = s->index.start[rank];
    const size_t size = (size_t)(s->index.start[rank + 1] - from),
                 count = size < TM__TILE_ROWS ? size : TM__TILE_ROWS;
    struct tm__weight weight[64];
    const size_t weights = weights_of(weight, s, i, rank);
    uint64_t all[TM__TILE_ROWS], some[TM__TILE_ROWS];
    size_t good = 0;

    tm__tile_fill(tile, rank, from, count);
    cr_assert_eq(tm__tile_select(all, tile, count, 0, weight, weights), count, "all");
    for (size_t t = 0; t < count; t++) {
        const double common = batch_sample_common(s, i, s->index.row[from + t], rank),
                     bound = (double)(all[t] >> 32) / TM__TILE_ONE;

        cr_expect_eq((uint32_t)all[t], s->index.row[from + t], "in order");
        cr_expect(bound >= common || all[t] >> 32 == UINT16_MAX, "%g of %g", bound, common);
        cr_expect_leq(bound, common + tolerance, "%g of %g", bound, common);
    }
    cr_assert_leq(tm__tile_select(some, tile, count / 2, 20000, weight, weights), count / 2,
                  "part");
    for (size_t t = 0; t < count / 2; t++)
        if (all[t] >> 32 >= 20000)
            cr_expect_eq(some[good++], all[t], "those that are good enough");
    cr_expect_eq(tm__tile_select(some, tile, count / 2, 20000, weight, weights), good, "no others");
}

Test(batch_tile, bounds_what_rows_have_in_common)
{
    /* Up to 256 columns have a bucket each, where only rounding adds to the product. */
    struct batch_sample *s = batch_sample_new(random_rows(900, 40, 6, 1), 10, 0.1f),
                        *tight = batch_sample_new(random_rows(900, 1500, 40, 2), 10, 0.1f);

    for (size_t i = 0; i < 20; i++)
        for (size_t rank = 0; rank < 40; rank++) {
            expect_bounds(s, i, rank, 0.06);
            expect_bounds(tight, i, rank * 37, 2);
        }
    batch_sample_free(s);
    batch_sample_free(tight);
}

Test(batch_tile, stays_a_bound_where_sums_are_too_large)
{
    float x[2 * 4096];
    struct batch_sample *s;
    struct tm__weight weight[257];
    uint64_t out[2];

    for (size_t i = 0; i < 2 * 4096; i++)
        x[i] = 1;
    s = batch_sample_new(rows_of(x, 2, 4096), 10, 0.1f);
    for (uint16_t b = 0; b < 256; b++)
        weight[b] = (struct tm__weight){b, 255};
    tm__tile_fill(s->batch->tile, 0, s->index.start[0], 2);
    cr_assert_eq(tm__tile_select(out, s->batch->tile, 2, UINT16_MAX, weight, 256), 2, "both");
    cr_expect_eq(out[0] >> 32, UINT16_MAX, "the most there is");
    batch_sample_free(s);
}
