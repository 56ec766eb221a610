#include "base/rng.h"
#include "base/sort.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(sort, by_the_upper_half_and_stable)
{
    static const size_t sizes[] = {0, 1, 2, 24, 25, 1000};
    static const unsigned widths[] = {1, 8, 9, 17, 32};

    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            const size_t n = sizes[s];
            uint64_t key[1000], spare[1000];
            struct tm__rng rng;
            tm__rng_seed(&rng, s, w);
            for (size_t i = 0; i < n; i++)
                key[i] = tm__rng_below(&rng, (uint64_t)1 << widths[w]) << 32 | i;
            tm__sort_upper(key, spare, n, widths[w]);
            for (size_t i = 1; i < n; i++)
                cr_assert_lt(key[i - 1], key[i], "%zu keys of %u bits at %zu", n, widths[w], i);
        }
}

static int falling(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x > y ? -1 : x < y;
}

Test(sort, selects_the_largest)
{
    static const size_t tops[] = {0, 1, 2, 7, 100, 499, 500, 600};

    for (size_t t = 0; t < sizeof tops / sizeof *tops; t++) {
        uint64_t key[500], all[500];
        struct tm__rng rng;
        size_t n;
        tm__rng_seed(&rng, t, 0);
        for (size_t i = 0; i < 500; i++)
            all[i] = key[i] = tm__rng_next(&rng);
        n = tm__select_largest(key, 500, tops[t]);
        cr_assert_eq(n, tops[t] < 500 ? tops[t] : 500, "top %zu", tops[t]);
        qsort(all, 500, sizeof *all, falling);
        if (n > 0 && n < 500)
            cr_expect_eq(key[0], all[n - 1], "top %zu: the least of them is first", tops[t]);
        qsort(key, n, sizeof *key, falling);
        cr_assert_arr_eq(key, all, n * sizeof *key, "top %zu", tops[t]);
        qsort(key, 500, sizeof *key, falling);
        cr_assert_arr_eq(key, all, sizeof key, "top %zu: nothing is lost", tops[t]);
    }
}

/* After every key the kept ones are the largest so far, and from `top` on the smallest is in front.
 */
Test(sort, keeps_the_largest)
{
    static const size_t tops[] = {1, 2, 7, 64};
    struct tm__rng rng;

    tm__rng_seed(&rng, 5, 1);
    for (size_t t = 0; t < sizeof tops / sizeof *tops; t++) {
        uint64_t kept[64], all[200];
        size_t n = 0;
        for (size_t i = 0; i < 200; i++) {
            size_t above = 0;
            all[i] = tm__rng_below(&rng, UINT32_MAX) << 8 | i;
            tm__keep_largest(kept, &n, tops[t], all[i]);
            cr_assert_eq(n, i + 1 < tops[t] ? i + 1 : tops[t], "how many");
            for (size_t k = 0; k < n && n == tops[t]; k++)
                cr_assert_geq(kept[k], kept[0], "the smallest in front");
            for (size_t k = 0; k <= i && n == tops[t]; k++)
                above += all[k] >= kept[0];
            cr_assert_eq(above, n == tops[t] ? n : 0, "top %zu, key %zu", tops[t], i);
        }
    }
}

Test(sort, ranks_by_value_and_then_by_number)
{
    cr_expect_gt(tm__rank_key(0.5F, 9), tm__rank_key(0.25F, 1), "the higher value");
    cr_expect_gt(tm__rank_key(0.5F, 1), tm__rank_key(0.5F, 2), "the lower number");
    cr_expect_gt(tm__rank_key(1e-30F, 7), tm__rank_key(0, 0), "nearly nothing and nothing");
}
