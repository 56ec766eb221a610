/* Recording an error and returning its status, so that a check is one line. */
#ifndef PAGE_ERROR_H
#define PAGE_ERROR_H

#include <tm.h>

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
tm_status
page_fail(tm_error *err, tm_status status, const char *format, ...);
/* "out of memory while <doing>" */
tm_status page_fail_memory(tm_error *err, const char *doing);

#endif
