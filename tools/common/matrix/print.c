#include "matrix/print.h"

#include <math.h>
#include <string.h>

enum { MOST = 32, DIGITS = 9 }; /* bytes of one number; digits of a value */

void cli_print_start(struct cli_print *print, FILE *file)
{
    print->file = file;
    print->used = 0;
}

void cli_print_end(struct cli_print *print)
{
    fwrite(print->buffer, 1, print->used, print->file);
    print->used = 0;
}

static void make_room(struct cli_print *print)
{
    if (print->used + MOST > sizeof print->buffer)
        cli_print_end(print);
}

void cli_print_char(struct cli_print *print, char c)
{
    make_room(print);
    print->buffer[print->used++] = c;
}

/* The digits of a number at the end of text[MOST]; where they start. */
static size_t digits_of(char *text, uint64_t value)
{
    size_t at = MOST;

    do
        text[--at] = (char)('0' + value % 10);
    while (value /= 10);
    return at;
}

static void add(struct cli_print *print, const char *text, size_t size)
{
    memcpy(print->buffer + print->used, text, size);
    print->used += size;
}

void cli_print_count(struct cli_print *print, uint64_t value)
{
    char text[MOST];
    const size_t at = digits_of(text, value);

    make_room(print);
    add(print, text + at, MOST - at);
}

void cli_print_double(struct cli_print *print, double value)
{
    make_room(print);
    print->used += (size_t)snprintf(print->buffer + print->used, MOST, "%.17g", value);
}

static const double power[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

/*
 * Print v in [1e-4, 1e9). A double has 53 bits and nine digits need 30, so that scaling errs by far
 * less than the tenth of a float's last place that the ninth digit is.
 */
static void add_plain(struct cli_print *print, double v)
{
    char text[MOST];
    int behind = DIGITS - 1; /* digits behind the point */
    uint64_t whole;
    size_t at, size;

    while (behind > 0 && v >= power[DIGITS - behind])
        behind--;
    while (v < 1 && behind < 12 && v * power[behind] < power[DIGITS - 1])
        behind++;
    whole = (uint64_t)rint(v * power[behind]);
    for (; behind > 0 && whole % 10 == 0; behind--)
        whole /= 10;
    at = digits_of(text, whole);
    for (size = MOST - at; size <= (size_t)behind; size++)
        text[--at] = '0';
    add(print, text + at, size - (size_t)behind);
    if (behind == 0)
        return;
    print->buffer[print->used++] = '.';
    add(print, text + MOST - behind, (size_t)behind);
}

void cli_print_value(struct cli_print *print, float value)
{
    double v = (double)value;

    make_room(print);
    if (v != 0 && !(fabs(v) >= 1e-4 && fabs(v) < 999999999.0)) {
        print->used += (size_t)snprintf(print->buffer + print->used, MOST, "%.9g", v);
        return;
    }
    if (v < 0) {
        print->buffer[print->used++] = '-';
        v = -v;
    }
    if (v == 0) /* of either sign */
        print->buffer[print->used++] = '0';
    else
        add_plain(print, v);
}
