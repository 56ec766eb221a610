/*
 * Text for people: one line of display columns, without what a terminal would obey. White space is
 * folded, control characters and invalid bytes become U+FFFD.
 */
#ifndef CLI_COLUMNS_H
#define CLI_COLUMNS_H

#include "bytes.h"

#include <stdio.h>
#include <tm.h>

/* The columns that a clean text takes: wide characters two, combining ones none. */
size_t cli_columns(tm_text text);
/* Add the text, cleaned; leading and trailing white space is dropped. */
void cli_add_clean(struct cli_bytes *out, tm_text text);
/* Print the lines of the text, cleaned but for the blanks between words, with a newline at the end.
 */
void cli_print_clean(FILE *file, tm_text text);
/* Print the text, cleaned, in at most `width` columns; what is cut ends in an ellipsis. */
void cli_print_fit(FILE *file, tm_text text, size_t width);
/* Print the text, cleaned, broken at spaces into lines of at most `width` columns. */
void cli_print_wrapped(FILE *file, tm_text text, size_t width);
/* The same for lines that are clean but for codes of colour, which take no columns: each is broken
 * by itself and keeps the blanks before it. */
void cli_print_lines(FILE *file, tm_text text, size_t width);

#endif
