#include "base/rng.h"
#include "evaluate/assignment.h"
#include "fault_alloc.h"

/* The best matching by trying every one: row r takes each free column or none. */
static uint64_t best_from(uint32_t table[6][6], size_t row, unsigned taken)
{
    uint64_t best;

    if (row == 6)
        return 0;
    best = best_from(table, row + 1, taken);
    for (size_t c = 0; c < 6; c++)
        if (!(taken >> c & 1)) {
            const uint64_t with = table[row][c] + best_from(table, row + 1, taken | 1u << c);
            if (with > best)
                best = with;
        }
    return best;
}

Test(assignment, equals_trying_every_matching)
{
    struct tm__rng rng;

    tm__rng_seed(&rng, 5, 0);
    for (int trial = 0; trial < 300; trial++) {
        uint32_t gold[120], predicted[120], table[6][6] = {{0}};
        const uint64_t golds = 1 + tm__rng_below(&rng, 6), predicteds = 1 + tm__rng_below(&rng, 6);
        const size_t n = 1 + (size_t)tm__rng_below(&rng, 120);
        struct tm__contingency t;
        uint64_t matched;
        for (size_t i = 0; i < n; i++) {
            gold[i] = (uint32_t)tm__rng_below(&rng, golds);
            predicted[i] = (uint32_t)tm__rng_below(&rng, predicteds);
            table[gold[i]][predicted[i]]++;
        }
        cr_assert_eq(tm__contingency_new(&t, gold, predicted, n, NULL), TM_OK, "trial %d", trial);
        cr_assert_eq(tm__assignment(&matched, &t, NULL), TM_OK, "trial %d", trial);
        cr_assert_eq(matched, best_from(table, 0, 0), "trial %d", trial);
        tm__contingency_release(&t);
    }
}

Test(assignment, survives_allocation_failure)
{
    static const uint32_t gold[] = {0, 0, 1}, predicted[] = {1, 1, 0};
    struct tm__contingency t;
    uint64_t matched;

    fault_install();
    cr_assert_eq(tm__contingency_new(&t, gold, predicted, 3, NULL), TM_OK, "new");
    FAULT_LOOP(tm__assignment(&matched, &t, NULL));
    cr_expect_eq(matched, 3, "a renumbered copy matches whole");
    tm__contingency_release(&t);
    cr_expect_eq(fault_live, 0, "nothing left");
}
