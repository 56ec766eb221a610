/* Ask for memory before it is needed: rows and slots lie far apart, and the way there is long. */
#ifndef TM_BASE_PREFETCH_H
#define TM_BASE_PREFETCH_H

#ifdef __GNUC__
#define TM__PREFETCH(address) __builtin_prefetch(address)
#else
#define TM__PREFETCH(address) ((void)(address))
#endif

#endif
