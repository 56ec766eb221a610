/* Talking to the person at the prompt: messages on stderr, and the exit codes that go with them. */
#ifndef CLI_TALK_H
#define CLI_TALK_H

#include <tm.h>

#if defined(__GNUC__)
#define CLI_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define CLI_PRINTF(f, a)
#endif

enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_WRONG_USE = 2 };

/* The name in front of every message; the caller keeps it. */
void cli_set_name(const char *name);
const char *cli_name(void);

/* "tm-cluster: <message>" and a line end. A progress bar that is on the line is wiped first. */
void cli_message(const char *format, ...) CLI_PRINTF(1, 2);
/* The same; returns CLI_FAILED. */
int cli_error(const char *format, ...) CLI_PRINTF(1, 2);
/* The same; returns CLI_WRONG_USE. */
int cli_usage(const char *format, ...) CLI_PRINTF(1, 2);
/* What the library said. An unknown language or a value out of range is wrong use. */
int cli_library_error(const tm_error *err);

/* Called before a message is printed, to take a bar off the line. NULL: nothing to do. */
void cli_before_message(void (*hook)(void *ctx), void *ctx);

#endif
