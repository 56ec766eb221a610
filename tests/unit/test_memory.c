#include "base/memory.h"
#include "fault_alloc.h"

#include <string.h>

Test(memory, refuses_sizes_that_overflow)
{
    cr_expect_null(tm__alloc_array(SIZE_MAX / 2, 3), "count * size overflows");
    cr_expect_null(tm__calloc(SIZE_MAX, 2), "count * size overflows");
    cr_expect_null(tm__strndup("x", SIZE_MAX), "no room for the NUL");
}

Test(memory, gives_a_block_for_size_zero)
{
    void *block = tm__alloc_array(0, 8);

    cr_expect_not_null(block, "an empty array is not a failure");
    tm__free(block);
    tm_free(NULL);
}

Test(memory, copies_text_with_a_nul_behind_it)
{
    char *copy = tm__strndup("a\0b", 3);

    cr_expect_arr_eq(copy, "a\0b", 4, "three bytes and the NUL");
    tm__free(copy);
}

Test(memory, grows_and_keeps_the_old_elements)
{
    int *array = NULL;
    size_t capacity = 0;

    for (int i = 0; i < 1000; i++) {
        cr_assert(tm__grow(&array, &capacity, (size_t)i + 1, sizeof *array), "grow to %d", i + 1);
        array[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        cr_assert_eq(array[i], i, "element %d", i);
    cr_expect_not(tm__grow(&array, &capacity, SIZE_MAX / 2, sizeof *array), "overflow is refused");
    cr_expect_eq(array[999], 999, "a refused growth leaves the array");
    tm__free(array);
}

Test(memory, goes_through_the_hook_and_back_to_malloc)
{
    void *block;

    fault_install();
    block = tm__malloc(1);
    cr_expect_eq(fault_live, 1, "one live block");
    fault_after = 0;
    cr_expect_null(tm__malloc(1), "the hook's refusal arrives");
    fault_after = -1;
    tm__free(block);
    cr_expect_eq(fault_live, 0, "released through the hook");
    tm_set_allocator(NULL);
    block = tm__malloc(1);
    cr_expect_eq(fault_live, 0, "malloc again");
    tm__free(block);
}

Test(memory, lines_start_where_cache_lines_do)
{
    for (size_t n = 0; n < 100; n++) {
        void *block;
        char *const array = tm__alloc_lines(&block, n, 3);

        cr_assert_not_null(array, "%zu", n);
        cr_expect_eq((uintptr_t)array % 64, 0, "%zu", n);
        cr_expect(array >= (char *)block && array <= (char *)block + 64, "%zu: inside", n);
        if (n)
            memset(array, 1, n * 3);
        tm__free(block);
    }
    cr_expect_null(tm__alloc_lines(&(void *){NULL}, SIZE_MAX / 2, 2), "overflow is refused");
}
