#include "base/rng.h"
#include "fault_alloc.h"

/* 5 rows over 4 columns: three of much the same direction, one other, one zero. */
static uint64_t start[] = {0, 2, 4, 6, 7, 7};
static uint32_t column[] = {0, 1, 0, 1, 0, 1, 3};
static float value[] = {3, 4, 10, 10, 1, 2, 5};
static const tm_sparse m = {5, 4, start, column, value};

Test(centroid, is_the_mean_of_directions)
{
    static const uint32_t rows[] = {0, 3, 4, 0};
    float mean[4];

    cr_assert_eq(tm_centroid(mean, &m, rows, 4, NULL), TM_OK, "centroid");
    cr_expect_float_eq(mean[0], 2 * 0.6 / 4, 1e-7, "column 0");
    cr_expect_float_eq(mean[1], 2 * 0.8 / 4, 1e-7, "column 1");
    cr_expect_eq(mean[2], 0, "column 2");
    cr_expect_float_eq(mean[3], 0.25, 1e-7, "column 3");
    cr_assert_eq(tm_centroid(mean, &m, rows, 0, NULL), TM_OK, "of nothing");
    cr_expect_eq(mean[0], 0, "nothing");
    cr_assert_eq(tm_centroid(mean, &m, NULL, 0, NULL), TM_OK, "of all");
    cr_expect_float_eq(mean[3], 0.2, 1e-7, "one of five");
}

Test(centroid, medoid_has_the_highest_mean_cosine)
{
    struct tm__rng rng;
    tm_sparse *big;
    uint32_t medoid;
    size_t best = 0;
    double most = -1;
    uint64_t at = 0;

    cr_assert_eq(tm_medoid(&medoid, &m, NULL, 0, NULL), TM_OK, "medoid");
    cr_expect_eq(medoid, 0, "in the middle of the three");
    tm__rng_seed(&rng, 3, 4);
    cr_assert_eq(tm_sparse_new(&big, 80, 20, 80 * 20, NULL), TM_OK, "new");
    for (size_t i = 0; i < 80; i++) {
        for (uint32_t c = 0; c < 20; c++)
            if (tm__rng_below(&rng, 3) == 0) {
                big->column[at] = c;
                big->value[at++] = (float)(1 + tm__rng_below(&rng, 9));
            }
        big->row_start[i + 1] = at;
    }
    for (size_t i = 0; i < 80; i++) {
        double sum = 0;

        for (size_t j = 0; j < 80; j++)
            sum += tm_cosine(big, i, big, j);
        if (sum > most + 1e-9) {
            most = sum;
            best = i;
        }
    }
    cr_assert_eq(tm_medoid(&medoid, big, NULL, 0, NULL), TM_OK, "medoid");
    cr_expect_eq(medoid, best, "as by comparing all");
    tm_sparse_free(big);
}

Test(centroid, medoid_ties_go_to_the_first)
{
    static const uint32_t rows[] = {2, 1, 2, 1}, zero[] = {4};
    uint32_t medoid;

    cr_assert_eq(tm_medoid(&medoid, &m, rows, 4, NULL), TM_OK, "medoid");
    cr_expect_eq(medoid, 2, "named first");
    cr_assert_eq(tm_medoid(&medoid, &m, zero, 1, NULL), TM_OK, "of a zero row");
    cr_expect_eq(medoid, 4, "itself");
}

Test(centroid, rejects_rows_that_are_not_there)
{
    static const uint32_t rows[] = {0, 5};
    uint32_t medoid;
    float mean[4];

    cr_expect_eq(tm_centroid(mean, &m, rows, 2, NULL), TM_EINVAL, "centroid");
    cr_expect_eq(tm_medoid(&medoid, &m, rows, 2, NULL), TM_EINVAL, "medoid");
    cr_expect_eq(tm_medoid(&medoid, &m, rows, 0, NULL), TM_EINVAL, "of nothing");
}

Test(centroid, survives_allocation_failure)
{
    uint32_t medoid;
    float mean[4];

    fault_install();
    FAULT_LOOP(tm_centroid(mean, &m, NULL, 0, NULL));
    FAULT_LOOP(tm_medoid(&medoid, &m, NULL, 0, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
}
