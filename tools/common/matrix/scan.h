/* Lines of numbers, read one after the other; what is wrong is told with the line. */
#ifndef TM_MATRIX_SCAN_H
#define TM_MATRIX_SCAN_H

#include "talk.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct cli_scan {
    FILE *file;
    const char *path;
    char *line; /* the line without its end; `at` goes through it */
    const char *at;
    size_t capacity;
    uint64_t number; /* of the line, from 1 */
    uint64_t bytes;  /* read so far */
};

struct cli_scan cli_scan_start(FILE *file, const char *path);
void cli_scan_stop(struct cli_scan *scan);

/* The next line. False at the end of the file; 2 kinds of ends, "\n" and "\r\n". */
bool cli_scan_line(struct cli_scan *scan);
/* The same, without lines that are blank or begin with `comment` (0: none do). */
bool cli_scan_content(struct cli_scan *scan, char comment);

/* Past blanks: whether the line ends here. */
bool cli_scan_at_end(struct cli_scan *scan);
/* Past blanks: the next character, if it is this one, is taken. */
bool cli_scan_take(struct cli_scan *scan, char c);

/* The next number; false after a message that calls it `what`. */
bool cli_scan_count(struct cli_scan *scan, uint64_t *value, uint64_t low, uint64_t high,
                    const char *what);
bool cli_scan_number(struct cli_scan *scan, double *value, const char *what);
/* The same for a value of a matrix: it has to be finite as a float. */
bool cli_scan_value(struct cli_scan *scan, float *value);
/* False after a message if the line goes on. */
bool cli_scan_finish(struct cli_scan *scan);

/* "path:line: message"; returns false. */
bool cli_scan_error(const struct cli_scan *scan, const char *format, ...) CLI_PRINTF(2, 3);

/* Whether a double can be a value; 0 is. */
bool cli_is_value(double value);

#endif
