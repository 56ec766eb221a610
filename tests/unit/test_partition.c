#include "fault_alloc.h"

#include <math.h>
#include <string.h>

static tm_partition_scores score(const uint32_t *gold, const uint32_t *predicted, size_t rows)
{
    tm_partition_scores s = TM_PARTITION_SCORES_INIT;

    cr_assert_eq(tm_evaluate_partition(&s, gold, predicted, rows, NULL), TM_OK, "%zu rows", rows);
    return s;
}

Test(partition, by_hand)
{
    /* classes {0,1,2} {3,4,5}; clusters {0,1} {2,3,4,5} */
    static const uint32_t gold[] = {0, 0, 0, 1, 1, 1}, predicted[] = {8, 8, 3, 3, 3, 3};
    const tm_partition_scores s = score(gold, predicted, 6);

    cr_expect_eq(s.gold, 2, "classes");
    cr_expect_eq(s.predicted, 2, "clusters");
    cr_expect_float_eq(s.accuracy, 5.0 / 6, 1e-12, "row 2 is wrong");
    cr_expect_float_eq(s.purity, 5.0 / 6, 1e-12, "2 of 2 and 3 of 4");
    /* together: 1 + 0 + 3 pairs; put together 1 + 6; belong together 3 + 3 */
    cr_expect_float_eq(s.pair_precision, 4.0 / 7, 1e-12, "pairs");
    cr_expect_float_eq(s.pair_recall, 4.0 / 6, 1e-12, "pairs");
    /* expected 6 * 7 / 15 = 2.8; (4 - 2.8) / (6.5 - 2.8) */
    cr_expect_float_eq(s.ari, 1.2 / 3.7, 1e-12, "adjusted Rand");
    /* rows: 0,1 see 2/2; row 2 sees 1/4; 3,4,5 see 3/4 */
    cr_expect_float_eq(s.bcubed_precision, (2 + 0.25 + 2.25) / 6, 1e-12, "BCubed");
    /* rows: 0,1 see 2/3; row 2 sees 1/3; 3,4,5 see 1 */
    cr_expect_float_eq(s.bcubed_recall, (4.0 / 3 + 1.0 / 3 + 3) / 6, 1e-12, "BCubed");
    cr_expect_float_eq(s.v, s.nmi, 1e-12, "V is NMI with the arithmetic mean");
}

Test(partition, equal_partitions_score_one_and_numbers_do_not_matter)
{
    static const uint32_t gold[] = {0, 1, 1, 2, 2, 2}, same[] = {7, 4, 4, 9, 9, 9};
    const tm_partition_scores s = score(gold, same, 6);
    const double all[] = {s.nmi,          s.ami, s.ari,       s.accuracy, s.homogeneity,
                          s.completeness, s.v,   s.bcubed_f1, s.purity,   s.pair_f1};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cr_expect_float_eq(all[i], 1, 1e-12, "measure %zu", i);
}

Test(partition, has_defined_values_at_the_edges)
{
    static const uint32_t one[] = {3, 3, 3}, each[] = {0, 1, 2};

    cr_expect_eq(score(NULL, NULL, 0).nmi, 1.0, "no rows");
    cr_expect_eq(score(one, one, 3).ami, 1.0, "one cluster on both sides");
    cr_expect_eq(score(each, each, 3).ami, 1.0, "one each on both sides");
    cr_expect_eq(score(one, each, 3).nmi, 0.0, "nothing shared");
    cr_expect_eq(score(one, each, 3).pair_precision, 1.0,
                 "no pair was put together, so none wrongly");
    cr_expect(isfinite(score(each, one, 3).ami), "finite");
    cr_expect_eq(score(one, one, 1).ari, 1.0, "one row");
}

Test(partition, symmetric_measures_are_symmetric)
{
    uint32_t a[500], b[500];

    for (uint32_t i = 0; i < 500; i++) {
        a[i] = i * i % 17;
        b[i] = i * 7 % 23;
    }
    const tm_partition_scores x = score(a, b, 500), y = score(b, a, 500);
    cr_expect_float_eq(x.nmi, y.nmi, 1e-12, "NMI");
    cr_expect_float_eq(x.ami, y.ami, 1e-12, "AMI");
    cr_expect_float_eq(x.ari, y.ari, 1e-12, "ARI");
    cr_expect_float_eq(x.accuracy, y.accuracy, 1e-12, "accuracy");
    cr_expect_float_eq(x.homogeneity, y.completeness, 1e-12,
                       "homogeneity is completeness the other way round");
    cr_expect_float_eq(x.bcubed_precision, y.bcubed_recall, 1e-12, "BCubed");
    cr_expect_lt(fabs(x.ami), 0.1, "unrelated");
}

Test(partition, leaves_fields_alone_that_the_caller_does_not_know)
{
    static const uint32_t a[] = {0, 1};
    tm_partition_scores s;

    memset(&s, 0x55, sizeof s);
    s.size = offsetof(tm_partition_scores, purity);
    cr_assert_eq(tm_evaluate_partition(&s, a, a, 2, NULL), TM_OK, "an older caller");
    cr_expect_eq(s.nmi, 1.0, "known");
    cr_expect_neq(s.purity, 1.0, "unknown");
    s.size = 9999;
    cr_expect_eq(tm_evaluate_partition(&s, a, a, 2, NULL), TM_EINVAL, "a newer caller");
}

Test(partition, survives_allocation_failure)
{
    static const uint32_t gold[] = {0, 0, 1, 1, 2}, predicted[] = {1, 1, 0, 0, 0};
    tm_partition_scores s = TM_PARTITION_SCORES_INIT;

    fault_install();
    FAULT_LOOP(tm_evaluate_partition(&s, gold, predicted, 5, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
