#include "talk.h"

#include <stdarg.h>
#include <stdio.h>

static const char *tool_name = "tm";
static void (*before)(void *ctx);
static void *before_ctx;

void cli_set_name(const char *name)
{
    tool_name = name;
}

const char *cli_name(void)
{
    return tool_name;
}

void cli_before_message(void (*hook)(void *ctx), void *ctx)
{
    before = hook;
    before_ctx = ctx;
}

static void say(const char *format, va_list args) CLI_PRINTF(1, 0);

static void say(const char *format, va_list args)
{
    if (before)
        before(before_ctx);
    fprintf(stderr, "%s: ", tool_name);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}

void cli_message(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(format, args);
    va_end(args);
}

int cli_error(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(format, args);
    va_end(args);
    return CLI_FAILED;
}

int cli_usage(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(format, args);
    va_end(args);
    return CLI_WRONG_USE;
}

int cli_library_error(const tm_error *err)
{
    cli_message("%s", err->message);
    return err->code == TM_ENOTFOUND || err->code == TM_EINVAL ? CLI_WRONG_USE : CLI_FAILED;
}
