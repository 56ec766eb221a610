#define _DEFAULT_SOURCE /* madvise */
#include "base/memory.h"

#include <stdint.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

enum { LARGE_PAGE = 2 << 20 };

void tm__huge_pages(void *block, size_t size)
{
#if defined(MADV_HUGEPAGE)
    const uintptr_t page = LARGE_PAGE;
    const uintptr_t start = ((uintptr_t)block + page - 1) & ~(page - 1);
    const uintptr_t end = ((uintptr_t)block + size) & ~(page - 1);

    /* Only whole pages that are ours alone. It is a wish: whether it is granted changes nothing. */
    if (start < end)
        (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)block;
    (void)size;
#endif
}

void *tm__alloc_pages(void **block, size_t count, size_t size)
{
    const size_t page = LARGE_PAGE;
    size_t whole;
    char *start;

    if (size != 0 && count > (SIZE_MAX - 2 * page) / size)
        return NULL;
    if (count * size < page / 2)
        return tm__alloc_lines(block, count, size);
    whole = (count * size + page - 1) / page * page;
    *block = tm__malloc(whole + page);
    if (!*block)
        return NULL;
    start = (char *)*block + (page - (uintptr_t)*block % page);
    tm__huge_pages(start, whole);
    return start;
}

bool tm__grow_pages(void *array, void **block, size_t *capacity, size_t used, size_t need,
                    size_t element)
{
    enum { FIRST = 16 };
    const size_t more = *capacity + *capacity / 2;
    const size_t wanted = need > more ? need : more;
    void **const place = array, *fresh_block, *fresh;

    if (need <= *capacity)
        return true;
    fresh = tm__alloc_pages(&fresh_block, wanted > FIRST ? wanted : FIRST, element);
    if (!fresh)
        return false;
    if (used)
        memcpy(fresh, *place, used * element);
    tm__free(*block);
    *place = fresh;
    *block = fresh_block;
    *capacity = wanted > FIRST ? wanted : FIRST;
    return true;
}
