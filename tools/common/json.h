/* Writing JSON: UTF-8, invalid bytes as U+FFFD, numbers with a point in every locale. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "bytes.h"

#include <stdio.h>
#include <tm.h>

/* A string in its quotes. */
void cli_json_add_string(struct cli_bytes *out, tm_text text);
void cli_json_string(FILE *file, tm_text text);
/* Six significant digits, 0 for -0, null for what is not finite. */
void cli_json_number(FILE *file, double number);

#endif
