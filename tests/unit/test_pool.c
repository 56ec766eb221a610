#include "base/pool.h"

#include "fault_alloc.h"

#include <stdint.h>
#include <string.h>

Test(pool, blocks_do_not_overlap)
{
    enum { BLOCKS = 300 };
    struct tm__pool pool = {0};
    unsigned char *block[BLOCKS];

    fault_install();
    for (size_t i = 0; i < BLOCKS; i++) { /* 13 MB in all */
        block[i] = tm__pool_take(&pool, i * i);
        cr_assert_not_null(block[i], "block %zu", i);
        cr_expect_eq((uintptr_t)block[i] % sizeof(max_align_t), 0, "for any type");
        memset(block[i], (int)(i % 251), i * i);
    }
    for (size_t i = 1; i < BLOCKS; i++) {
        cr_assert_eq(block[i][0], i % 251, "the first byte of block %zu", i);
        cr_assert_eq(block[i][i * i - 1], i % 251, "and the last");
    }
    tm__pool_release(&pool);
    cr_expect_eq(fault_live, 0, "nothing left");
}

Test(pool, what_is_given_back_is_taken_again)
{
    struct tm__pool one = {0}, other = {0};
    void *const block = tm__pool_take(&one, 1000);

    tm__pool_give(&other, block, 1000);
    cr_expect_neq(tm__pool_take(&one, 1000), block, "the other has it");
    cr_expect_neq(tm__pool_take(&other, 700), block, "too small for it");
    cr_expect_eq(tm__pool_take(&other, 1010), block, "of the same size, to a quarter");
    tm__pool_give(&one, NULL, 5);
    tm__pool_release(&other);
    tm__pool_release(&one);
}

/* A block taken again for any other size that shares its list has room for it. */
Test(pool, sizes_of_a_list_have_the_same_room)
{
    struct tm__pool pool = {0};

    for (size_t size = 0; size < 5000; size++) {
        unsigned char *const large = tm__pool_take(&pool, size + 1), *small, *next;

        tm__pool_give(&pool, large, size + 1);
        small = tm__pool_take(&pool, size);
        next = tm__pool_take(&pool, 1);
        memset(next, 7, 1);
        memset(small, 1, size);
        if (small == large)
            small[size] = 1;
        cr_assert_eq(next[0], 7, "%zu bytes", size);
        tm__pool_release(&pool);
    }
}

Test(pool, there_is_not_so_much)
{
    struct tm__pool pool = {0};

    cr_expect_null(tm__pool_take(&pool, SIZE_MAX));
    cr_expect_null(tm__pool_take(&pool, SIZE_MAX / 2));
    tm__pool_release(&pool);
    tm__pool_release(&pool);
}

Test(pool, what_was_reset_is_cut_again)
{
    struct tm__pool pool = {0};
    void *const block = tm__pool_take(&pool, 1000), *const large = tm__pool_take(&pool, 5 << 20);

    tm__pool_give(&pool, block, 1000);
    tm__pool_reset(&pool);
    cr_expect_eq(tm__pool_take(&pool, 4 << 20), large, "a chunk that has room");
    cr_expect_eq(tm__pool_take(&pool, 2000), (char *)large + (4 << 20), "the rest of it");
    tm__pool_reset(&pool);
    tm__pool_reset(&pool);
    cr_expect_eq(tm__pool_take(&pool, 4 << 20), large, "once more");
    tm__pool_release(&pool);
}

static tm_status once(void)
{
    struct tm__pool pool = {0};
    bool ok = tm__pool_take(&pool, 10) && tm__pool_take(&pool, 3 << 20);

    tm__pool_reset(&pool);
    ok = ok && tm__pool_take(&pool, 10) && tm__pool_take(&pool, 4 << 20);
    tm__pool_release(&pool);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(pool, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
