/* What a record is called, above what was found in it. */
#ifndef CLI_HEADING_H
#define CLI_HEADING_H

#include "bytes.h"
#include "output.h"

#include <tm.h>

/* Add its title, or an id (JSON) that is a name, or where it stands; or nothing. file: may be NULL;
 * line: 0 if it is the whole file. */
void cli_add_name(struct cli_bytes *out, tm_text title, tm_text id, const char *file, size_t line);
/* A line with the name, cut to the width of a terminal. */
void cli_print_heading(const struct cli_output *output, const struct cli_bytes *name);

#endif
