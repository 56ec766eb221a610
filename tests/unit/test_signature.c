#include "base/rng.h"
#include "similarity/signature.h"

#include <criterion/criterion.h>
#include <math.h>

/* Squares of a random row of length 1 with `entries` entries in random buckets. */
static void random_squares(struct tm__rng *rng, double *square, size_t entries)
{
    double total = 0;

    for (size_t b = 0; b < TM__BUCKETS; b++)
        square[b] = 0;
    for (size_t e = 0; e < entries; e++) {
        const double value = 1 + (double)tm__rng_below(rng, 1000);

        square[tm__rng_below(rng, TM__BUCKETS)] += value * value;
        total += value * value;
    }
    for (size_t b = 0; b < TM__BUCKETS; b++)
        square[b] /= total;
}

Test(signature, product_is_never_below_the_product_of_the_lengths)
{
    struct tm__rng rng;

    tm__rng_seed(&rng, 1, 2);
    for (size_t round = 0; round < 2000; round++) {
        double a[TM__BUCKETS], b[TM__BUCKETS], exact = 0;
        struct tm__signature mine;
        uint8_t other[TM__BUCKETS];
        int32_t product;

        random_squares(&rng, a, 1 + round % 40);
        random_squares(&rng, b, 1 + round / 7 % 90);
        for (size_t i = 0; i < TM__BUCKETS; i++)
            exact += sqrt(a[i] * b[i]);
        tm__signature_set(&mine, a);
        tm__signature_pack(other, b);
        product = tm__signature_product(&mine, other);
        cr_expect_geq((double)product, exact * TM__SIGNATURE_ONE * (1 - 1e-12), "round %zu", round);
        cr_expect_leq((double)product, (exact + 0.08) * TM__SIGNATURE_ONE, "round %zu", round);
    }
}

Test(signature, length_is_rounded_up)
{
    cr_expect_eq(tm__signature_length(0), 0, "nothing");
    cr_expect_eq(tm__signature_length(1e-30), 1, "hardly anything");
    cr_expect_eq(tm__signature_length(0.25), 128, "a half is 127.5 steps");
    cr_expect_eq(tm__signature_length(1), TM__BUCKET_STEPS, "all");
    cr_expect_eq(tm__signature_length(1 + 1e-12), TM__BUCKET_STEPS, "rounding went beyond 1");
}

Test(signature, rows_without_a_common_bucket_have_product_0)
{
    double a[TM__BUCKETS] = {0.5, 0, 0.5}, b[TM__BUCKETS] = {0, 1};
    struct tm__signature mine;
    uint8_t other[TM__BUCKETS];

    tm__signature_set(&mine, a);
    tm__signature_pack(other, b);
    cr_expect_eq(tm__signature_product(&mine, other), 0, "nothing in common");
    b[1] = 0;
    b[2] = 1;
    tm__signature_pack(other, b);
    cr_expect_eq(tm__signature_product(&mine, other), 181 * TM__BUCKET_STEPS, "the root of a half");
}

Test(signature, products_of_many_rows_are_those_of_each)
{
    struct tm__rng rng;
    struct tm__signature mine;
    double square[TM__BUCKETS];
    uint8_t all[9 * TM__BUCKETS];
    static const uint32_t row[] = {8, 0, 3, 3};
    int32_t product[5] = {0, 0, 0, 0, -7};

    tm__rng_seed(&rng, 4, 2);
    random_squares(&rng, square, 20);
    tm__signature_set(&mine, square);
    for (size_t i = 0; i < 9; i++) {
        random_squares(&rng, square, 12);
        tm__signature_pack(all + i * TM__BUCKETS, square);
    }
    tm__signature_products(product, &mine, all, row, 4);
    for (size_t t = 0; t < 4; t++)
        cr_expect_eq(product[t], tm__signature_product(&mine, all + row[t] * TM__BUCKETS), "%zu",
                     t);
    cr_expect_eq(product[4], -7, "no more than asked");
}
