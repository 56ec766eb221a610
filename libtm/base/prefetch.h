/* Ask for memory before it is needed: rows and slots lie far apart, and the way there is long. */
#ifndef TM_BASE_PREFETCH_H
#define TM_BASE_PREFETCH_H

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

#endif
