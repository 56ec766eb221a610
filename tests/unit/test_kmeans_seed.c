#include "cluster/kmeans_seed.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

static tm_sparse *columns_of(const tm_sparse *m)
{
    tm_sparse *columns;

    cr_assert_eq(tm_sparse_transpose(&columns, m, NULL), TM_OK, "transpose");
    return columns;
}

/* Rows drawn blindly meet all ten groups once in 2755 times (10!/10^10). */
Test(kmeans_seed, mostly_finds_one_row_of_every_group)
{
    tm_sparse *m = planted_rows(200, 10, 6, 1), *columns = columns_of(m);
    struct tm__seeding s;
    uint32_t seed[10];
    int all = 0;

    cr_assert_eq(tm__seeding_new(&s, m, columns, NULL), TM_OK, "new");
    for (uint64_t stream = 0; stream < 20; stream++) {
        unsigned met = 0;
        struct tm__rng rng;
        tm__rng_seed(&rng, 5, stream);
        tm__seeding_draw(seed, 10, &s, &rng);
        for (size_t j = 0; j < 10; j++)
            met |= 1u << seed[j] % 10;
        all += met == 1023;
    }
    cr_expect_geq(all, 15, "all groups in %d of 20 draws", all);
    tm__seeding_release(&s);
    tm_sparse_free(columns);
    tm_sparse_free(m);
}

Test(kmeans_seed, never_takes_a_row_twice)
{
    static const float x[] = {1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1};
    tm_sparse *m = rows_of(x, 6, 2), *columns = columns_of(m);
    struct tm__seeding s;
    struct tm__rng rng;
    uint32_t seed[6];
    unsigned met = 0;

    cr_assert_eq(tm__seeding_new(&s, m, columns, NULL), TM_OK, "new");
    tm__rng_seed(&rng, 1, 0);
    tm__seeding_draw(seed, 6, &s, &rng);
    for (size_t j = 0; j < 6; j++)
        met |= 1u << seed[j];
    cr_expect_eq(met, 63u, "six rows of two kinds: all of them");
    cr_expect_neq(seed[0] == 3 || seed[0] == 5, seed[1] == 3 || seed[1] == 5,
                  "the other kind comes second");
    tm__seeding_release(&s);
    tm_sparse_free(columns);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m, const tm_sparse *columns)
{
    struct tm__seeding s;
    const tm_status status = tm__seeding_new(&s, m, columns, NULL);

    if (status == TM_OK)
        tm__seeding_release(&s);
    return status;
}

Test(kmeans_seed, survives_allocation_failure)
{
    tm_sparse *m, *columns;

    fault_install();
    m = random_rows(5, 5, 2, 1);
    columns = columns_of(m);
    FAULT_LOOP(once(m, columns));
    tm_sparse_free(columns);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
