#include "base/memory.h"

#include <criterion/criterion.h>
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
