#include "base/memory.h"
#include "fault_alloc.h"

#include <string.h>

/* The bytes are the caller's before and after; small and empty blocks are let be. */
Test(huge_pages, changes_nothing)
{
    const size_t size = (size_t)5 << 20;
    char *block = tm__malloc(size);

    cr_assert_not_null(block);
    memset(block, 'x', size);
    tm__huge_pages(block, size);
    for (size_t i = 0; i < size; i += 4095)
        cr_assert_eq(block[i], 'x', "byte %zu", i);
    tm__huge_pages(block, 100);
    tm__huge_pages(NULL, 0);
    tm__free(block);
}

Test(huge_pages, large_arrays_start_at_them)
{
    void *block;
    char *const array = tm__alloc_pages(&block, (size_t)3 << 20, 1);

    cr_assert_not_null(array);
    cr_expect_eq((uintptr_t)array % ((size_t)2 << 20), 0);
    memset(array, 'x', (size_t)3 << 20);
    tm__free(block);
    cr_assert_not_null(tm__alloc_pages(&block, 3, 8), "a small one");
    tm__free(block);
    cr_expect_null(tm__alloc_pages(&block, SIZE_MAX, 2), "too many bytes");
}

static tm_status grow(void)
{
    uint32_t *number = NULL;
    void *block = NULL;
    size_t capacity = 0, n = 0;
    bool ok = true;

    for (; ok && n < 600000; n++) { /* beyond what starts at a large page */
        ok = tm__grow_pages(&number, &block, &capacity, n, n + 1, sizeof *number);
        if (ok)
            number[n] = (uint32_t)n;
    }
    for (size_t i = 0; ok && i < n; i++)
        cr_assert_eq(number[i], i, "number %zu", i);
    tm__free(block);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(huge_pages, arrays_grow_and_keep_what_is_in_them)
{
    fault_install();
    FAULT_LOOP(grow());
    cr_expect_eq(fault_live, 0, "nothing left");
}
