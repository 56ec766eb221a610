/* --floor MEASURE=X[,...]: a result that is too low ends a run with 1. */
#ifndef CLI_FLOORS_H
#define CLI_FLOORS_H

#include <stddef.h>

/* The help of the option. */
#define CLI_FLOORS_HELP "exit with 1 if a measure is below X"

/*
 * Check what was given (NULL: nothing) against a file's values.
 * name   [measures]
 * value  [measures], or NULL: only check how it is written
 * Returns CLI_DONE, CLI_FAILED or CLI_WRONG_USE, after a message.
 */
int cli_floors_check(const char *floors, const char *const *name, size_t measures,
                     const double *value, const char *file);

#endif
