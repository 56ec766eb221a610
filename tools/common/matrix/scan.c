#include "matrix/scan.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct cli_scan cli_scan_start(FILE *file, const char *path)
{
    const struct cli_scan scan = {file, path, NULL, "", 0, 0, 0};

    return scan;
}

void cli_scan_stop(struct cli_scan *scan)
{
    free(scan->line);
    scan->line = NULL;
}

bool cli_scan_line(struct cli_scan *scan)
{
    const ssize_t got = getline(&scan->line, &scan->capacity, scan->file);
    size_t size;

    if (got < 0)
        return false;
    size = (size_t)got;
    scan->bytes += size;
    scan->number++;
    if (size > 0 && scan->line[size - 1] == '\n')
        size--;
    if (size > 0 && scan->line[size - 1] == '\r')
        size--;
    scan->line[size] = '\0';
    /* A NUL ends what the scanner sees: it must not end the line early without a word. */
    for (char *nul; (nul = memchr(scan->line, '\0', size)) != NULL;)
        *nul = '\1';
    scan->at = scan->line;
    return true;
}

bool cli_scan_content(struct cli_scan *scan, char comment)
{
    while (cli_scan_line(scan))
        if (!cli_scan_at_end(scan) && (!comment || *scan->at != comment))
            return true;
    return false;
}

bool cli_scan_at_end(struct cli_scan *scan)
{
    while (*scan->at == ' ' || *scan->at == '\t')
        scan->at++;
    return *scan->at == '\0';
}

bool cli_scan_take(struct cli_scan *scan, char c)
{
    if (cli_scan_at_end(scan) || *scan->at != c)
        return false;
    scan->at++;
    return true;
}

/* The bytes of the next word, for a message. */
static int word_size(const struct cli_scan *scan)
{
    const size_t size = strcspn(scan->at, " \t:");

    return size > 30 ? 30 : (int)size;
}

bool cli_scan_count(struct cli_scan *scan, uint64_t *value, uint64_t low, uint64_t high,
                    const char *what)
{
    uint64_t number = 0;
    const char *p;

    if (cli_scan_at_end(scan))
        return cli_scan_error(scan, "the line ends where the %s should be", what);
    for (p = scan->at; *p >= '0' && *p <= '9' && number <= high; p++) {
        if (number > (UINT64_MAX - 9) / 10)
            break;
        number = 10 * number + (uint64_t)(*p - '0');
    }
    if (p == scan->at || !strchr(" \t:", *p) || number < low || number > high)
        return cli_scan_error(scan, "%s '%.*s' is not a whole number from %" PRIu64 " to %" PRIu64,
                              what, word_size(scan), scan->at, low, high);
    scan->at = p;
    *value = number;
    return true;
}

/*
 * A plain decimal of up to 15 digits is a whole number over a power of ten, both exact in a double,
 * so that the quotient is the right one (Clinger 1990). NULL: too long for that.
 */
static const char *read_short(double *value, const char *p)
{
    static const double ten[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = *p == '-';
    uint64_t digits = 0;
    int count = 0, behind = 0;

    for (p += negative; *p >= '0' && *p <= '9'; p++, count++)
        digits = 10 * digits + (uint64_t)(*p - '0');
    if (*p == '.')
        for (p++; *p >= '0' && *p <= '9'; p++, count++, behind++)
            digits = 10 * digits + (uint64_t)(*p - '0');
    if (count == 0 || count > 15 || (*p != '\0' && *p != ' ' && *p != '\t'))
        return NULL;
    *value = (double)digits / ten[behind];
    if (negative)
        *value = -*value;
    return p;
}

bool cli_scan_number(struct cli_scan *scan, double *value, const char *what)
{
    const char *p;
    char *end;

    if (cli_scan_at_end(scan))
        return cli_scan_error(scan, "the line ends where the %s should be", what);
    p = read_short(value, scan->at);
    if (!p) {
        const size_t size = strspn(scan->at, "0123456789+-.eE");

        *value = strtod(scan->at, &end); /* the locale is "C": no tool calls setlocale */
        p = end;
        if (size == 0 || p != scan->at + size || !strchr(" \t", *p) || !isfinite(*value))
            return cli_scan_error(scan, "%s '%.*s' is not a finite number", what, word_size(scan),
                                  scan->at);
    }
    scan->at = p;
    return true;
}

bool cli_is_value(double value)
{
    return fabs(value) <= (double)FLT_MAX;
}

bool cli_scan_value(struct cli_scan *scan, float *value)
{
    const char *const start = scan->at;
    double number;

    if (!cli_scan_number(scan, &number, "value"))
        return false;
    if (!cli_is_value(number)) {
        scan->at = start;
        return cli_scan_error(scan, "value %g is too large", number);
    }
    *value = (float)number;
    return true;
}

bool cli_scan_finish(struct cli_scan *scan)
{
    return cli_scan_at_end(scan) ||
           cli_scan_error(scan, "'%.*s' is more than belongs there", word_size(scan), scan->at);
}

bool cli_scan_error(const struct cli_scan *scan, const char *format, ...)
{
    char message[200];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cli_error("%s:%" PRIu64 ": %s", scan->path, scan->number, message);
    return false;
}
