/* Ask for memory before it is needed: rows and slots lie far apart, and the way there is long. */
#ifndef TM_BASE_PREFETCH_H
#define TM_BASE_PREFETCH_H

#include <stddef.h>

#ifdef __GNUC__
/* gcc leaves out calls of functions that do nothing else; the empty statement tells it not to. */
#define TM__PREFETCH(address) (__builtin_prefetch(address), tm__prefetched())

static inline void tm__prefetched(void)
{
    __asm__ volatile("");
}
#else
#define TM__PREFETCH(address) ((void)(address))
#endif

/* The lines from `start` on that hold so many bytes, which come from memory together. */
static inline void tm__prefetch_lines(const void *start, size_t size)
{
    enum { LINE = 64 };

    for (size_t at = 0; at < size; at += LINE)
        TM__PREFETCH((const char *)start + at);
}

#endif
