/* Fields of tab-separated lines. */
#ifndef CLI_TSV_H
#define CLI_TSV_H

#include "bytes.h"

#include <stdio.h>
#include <tm.h>

/* The text with tabs, line ends and other control characters as blanks, invalid bytes as U+FFFD. */
void cli_tsv_add_field(struct cli_bytes *out, tm_text text);
void cli_tsv_field(FILE *file, tm_text text);
/* An id that is JSON, as a field: a number as it is, a string without its quotes and escapes. */
void cli_tsv_id(FILE *file, tm_text id);

#endif
