/* Writing JSON: UTF-8, invalid bytes as U+FFFD, numbers with a point in every locale. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "bytes.h"

#include <stdio.h>
#include <tm.h>

/* A string in its quotes. */
void cli_json_add_string(struct cli_bytes *out, tm_text text);
void cli_json_string(FILE *file, tm_text text);
/* What cli_json_add_string wrote, without quotes and escapes; control characters become blanks.
 * Anything else (a number) as it is. */
void cli_json_add_plain(struct cli_bytes *out, tm_text json);
/* Six significant digits, 0 for -0, null for what is not finite. */
void cli_json_add_number(struct cli_bytes *out, double number);
void cli_json_number(FILE *file, double number);

#endif
