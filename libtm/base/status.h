/* Recording why a call failed. */
#ifndef TM_BASE_STATUS_H
#define TM_BASE_STATUS_H

#include <tm/base.h>

#if defined(__GNUC__)
#define TM__PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define TM__PRINTF(f, a)
#endif

/* Fill err (may be NULL) and return code, so that a check is one line. Messages: no full stop. */
tm_status tm__fail(tm_error *err, tm_status code, const char *format, ...) TM__PRINTF(3, 4);

/* The same with a byte position in the input. */
tm_status tm__fail_at(tm_error *err, tm_status code, uint64_t position, const char *format, ...)
    TM__PRINTF(4, 5);

/* "out of memory while <doing>" */
tm_status tm__fail_memory(tm_error *err, const char *doing);

#endif
