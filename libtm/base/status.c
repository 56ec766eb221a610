#include "base/status.h"

#include <tm/version.h>

#include <stdarg.h>
#include <stdio.h>

const char *tm_version(void)
{
    return TM_VERSION;
}

const char *tm_strerror(tm_status status)
{
    switch (status) {
    case TM_OK:
        return "success";
    case TM_ENOMEM:
        return "out of memory";
    case TM_EINVAL:
        return "invalid argument";
    case TM_EOVERFLOW:
        return "too large";
    case TM_EIO:
        return "input or output failed";
    case TM_EFORMAT:
        return "malformed input";
    case TM_ECANCELLED:
        return "cancelled";
    case TM_ENOTFOUND:
        return "not found";
    }
    return "unknown status";
}

static TM__PRINTF(4, 0) tm_status
    fail(tm_error *err, tm_status code, uint64_t position, const char *format, va_list args)
{
    if (err) {
        err->code = code;
        err->position = position;
        vsnprintf(err->message, sizeof err->message, format, args);
    }
    return code;
}

tm_status tm__fail(tm_error *err, tm_status code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fail(err, code, 0, format, args);
    va_end(args);
    return code;
}

tm_status tm__fail_at(tm_error *err, tm_status code, uint64_t position, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fail(err, code, position, format, args);
    va_end(args);
    return code;
}

tm_status tm__fail_memory(tm_error *err, const char *doing)
{
    return tm__fail(err, TM_ENOMEM, "out of memory while %s", doing);
}
