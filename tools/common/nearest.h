/* What somebody may have meant to type. */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include <stddef.h>

/* One of the names (ended by NULL) that typed[size] becomes with a letter in three put in, left
 * out, replaced or swapped with its neighbour; the first of the nearest. NULL if there is none. */
const char *cli_nearest(const char *typed, size_t size, const char *const *names);

#endif
