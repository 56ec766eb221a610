#include "page/page_error.h"

#include <stdarg.h>
#include <stdio.h>

tm_status page_fail(tm_error *err, tm_status status, const char *format, ...)
{
    va_list args;

    if (err) {
        *err = (tm_error){.code = status};
        va_start(args, format);
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return status;
}

tm_status page_fail_memory(tm_error *err, const char *doing)
{
    return page_fail(err, TM_ENOMEM, "out of memory while %s", doing);
}
