/* The files that a tool writes in one run: none may be another of them, or one that it reads. */
#ifndef CLI_TARGETS_H
#define CLI_TARGETS_H

#include <stddef.h>

/* A file that an option names. */
struct cli_target {
    const char *option; /* as it was written: "--model" */
    const char *path;   /* "-": standard output */
};

/*
 * Can all of them be written, as far as can be told before it is done? The first is the result, on
 * standard output if path is NULL; it may be a file that is read, as it takes its place when all
 * was read. The others are beside it; path NULL: not wanted. CLI_GO_ON, CLI_WRONG_USE or CLI_FAILED
 * after a message.
 */
int cli_check_targets(const struct cli_target *target, size_t count, char *const *read,
                      size_t read_count);

#endif
