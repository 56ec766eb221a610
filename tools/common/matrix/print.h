/* Printing many numbers: like "%.9g" and "%llu" of printf, several times as fast. */
#ifndef TM_MATRIX_PRINT_H
#define TM_MATRIX_PRINT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct cli_print {
    FILE *file;
    size_t used;
    char buffer[1 << 16];
};

void cli_print_start(struct cli_print *print, FILE *file);
void cli_print_char(struct cli_print *print, char c);
void cli_print_count(struct cli_print *print, uint64_t value);
/* Nine digits, which keep a float. */
void cli_print_value(struct cli_print *print, float value);
/* Seventeen digits, which keep a double. */
void cli_print_double(struct cli_print *print, double value);
/* What is left goes to the file, whose ferror() tells whether all went well. */
void cli_print_end(struct cli_print *print);

#endif
