#include "cluster/story_pieces.h"

#include "base/rng.h"
#include "fault_alloc.h"

#include <criterion/criterion.h>

#include <string.h>

enum { ROWS = 400, ALONE = 3 };

static struct tm__merge merge[ROWS];
static uint32_t entries[ROWS];

/* Rows of as many as nine entries; ALONE of them and of what merges make are left in the end. */
static struct tm__merges random_merges(void)
{
    uint32_t alive[ROWS], left = ROWS;
    struct tm__rng rng;

    tm__rng_seed(&rng, 5, 0);
    for (uint32_t i = 0; i < ROWS; i++) {
        alive[i] = i;
        entries[i] = (uint32_t)tm__rng_below(&rng, 10);
    }
    for (uint32_t i = 0; left > ALONE; i++) {
        const uint32_t a = (uint32_t)tm__rng_below(&rng, left);
        const uint32_t part = alive[a];
        uint32_t b;

        alive[a] = alive[--left];
        b = (uint32_t)tm__rng_below(&rng, left);
        merge[i] = (struct tm__merge){part, alive[b], 0.5};
        alive[b] = ROWS + i;
    }
    return (struct tm__merges){ROWS, ROWS - ALONE, merge};
}

/* The piece of a merge; those above the pieces: how many pieces there are. */
static void find_pieces(size_t *piece, const struct tm__story_pieces *x)
{
    for (size_t p = 0; p <= x->pieces; p++)
        for (size_t n = x->first[p]; n < (p < x->pieces ? x->first[p + 1] : x->merges->count); n++)
            piece[x->order[n]] = p;
}

Test(story_pieces, hold_every_merge_after_its_parts)
{
    const struct tm__merges merges = random_merges();
    struct tm__story_pieces x;
    size_t at[ROWS], piece[ROWS];

    cr_assert(tm__story_pieces_new(&x, &merges, entries));
    memset(at, 0xff, sizeof at);
    for (size_t n = 0; n < merges.count; n++)
        at[x.order[n]] = n;
    find_pieces(piece, &x);
    for (size_t i = 0; i < merges.count; i++) {
        const struct tm__story_sides sides = tm__story_sides(&x, i);
        const size_t large = sides.large - ROWS, small = sides.small - ROWS;

        cr_expect_lt(at[i], merges.count, "merge %zu is somewhere", i);
        cr_expect_geq(x.entries[sides.large], x.entries[sides.small]);
        if (sides.small >= ROWS)
            cr_expect_lt(at[small], at[i], "merge %zu", i);
        if (sides.large >= ROWS && piece[large] == piece[i])
            cr_expect_eq(at[large] + 1, at[i], "the larger right before merge %zu", i);
        else if (sides.large >= ROWS)
            cr_expect_lt(at[large], at[i], "merge %zu", i);
    }
    tm__story_pieces_release(&x);
}

/* Parts of a merge that is in a piece are in the same one; others have more entries. */
Test(story_pieces, are_subtrees_of_few_entries)
{
    const struct tm__merges merges = random_merges();
    struct tm__story_pieces x;
    size_t piece[ROWS];
    uint64_t all = 0;

    for (size_t i = 0; i < ROWS; i++)
        all += entries[i];
    cr_assert(tm__story_pieces_new(&x, &merges, entries));
    cr_expect_gt(x.pieces, 10);
    cr_expect_gt(merges.count - x.first[x.pieces], 10, "some are above");
    find_pieces(piece, &x);
    for (size_t i = 0; i < merges.count; i++) {
        const uint32_t part[2] = {merge[i].a, merge[i].b};
        const bool above = piece[i] == x.pieces;

        cr_expect_eq(x.entries[ROWS + i], x.entries[part[0]] + x.entries[part[1]]);
        cr_expect_eq(x.entries[ROWS + i] > all / 32, above, "merge %zu", i);
        for (int p = 0; p < 2; p++)
            cr_expect(above || part[p] < ROWS || piece[part[p] - ROWS] == piece[i]);
    }
    tm__story_pieces_release(&x);
}

Test(story_pieces, of_no_merges)
{
    const struct tm__merges merges = {ROWS, 0, merge};
    struct tm__story_pieces x;

    cr_assert(tm__story_pieces_new(&x, &merges, entries));
    cr_expect_eq(x.pieces, 0);
    cr_expect_eq(x.first[0], 0);
    tm__story_pieces_release(&x);
}

static tm_status once(const struct tm__merges *merges)
{
    struct tm__story_pieces x;
    const bool ok = tm__story_pieces_new(&x, merges, entries);

    tm__story_pieces_release(&x);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(story_pieces, survive_allocation_failure)
{
    const struct tm__merges merges = random_merges();

    fault_install();
    FAULT_LOOP(once(&merges));
    cr_expect_eq(fault_live, 0, "nothing left");
}
