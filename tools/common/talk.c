#include "talk.h"

#include <stdarg.h>
#include <stdio.h>

enum { LONGEST = 8192 }; /* bytes of a message */

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

/* A control character, which a terminal would obey: values and names of files come from others. */
static bool steers(char c)
{
    return ((unsigned char)c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

static void say(const char *format, va_list args) CLI_PRINTF(1, 0);

static void say(const char *format, va_list args)
{
    char text[LONGEST];
    int size;

    if (before)
        before(before_ctx);
    fprintf(stderr, "%s: ", tool_name);
    size = vsnprintf(text, sizeof text, format, args);
    for (int i = 0; i < size && i < LONGEST - 1; i++)
        putc(steers(text[i]) ? '?' : text[i], stderr);
    fputs(size >= LONGEST ? "...\n" : "\n", stderr);
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
