#define _DEFAULT_SOURCE /* madvise */
#include "base/memory.h"

#include <stdint.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

void tm__huge_pages(void *block, size_t size)
{
#if defined(MADV_HUGEPAGE)
    enum { PAGE = 2 << 20 };
    const uintptr_t start = ((uintptr_t)block + PAGE - 1) & ~(uintptr_t)(PAGE - 1);
    const uintptr_t end = ((uintptr_t)block + size) & ~(uintptr_t)(PAGE - 1);

    /* Only whole pages that are ours alone. It is a wish: whether it is granted changes nothing. */
    if (start < end)
        (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)block;
    (void)size;
#endif
}
