#include "number.h"

#include <math.h>
#include <stdio.h>

enum { DIGITS = 6, ROOM = 32 };

/* The digits end at `end`; returns where they start. At least so many, with zeros in front. */
static char *put_digits(char *end, uint64_t number, int least)
{
    for (; number > 0 || least > 0; number /= 10, least--)
        *--end = (char)('0' + number % 10);
    return end;
}

void cli_add_count(struct cli_bytes *out, uint64_t count)
{
    char text[ROOM];
    const char *const from = put_digits(text + ROOM, count, 1);

    cli_bytes_add(out, from, (size_t)(text + ROOM - from));
}

/*
 * What a score mostly is: a float of .0001 to 1, times the power of ten that makes six digits of
 * it. 24 bits times at most 10^9 fit a double, so the product is exact, and so is where it is
 * rounded: to the even neighbour from the middle, as printf() does.
 */
static void add_share(struct cli_bytes *out, double share)
{
    char text[ROOM], *end = text + ROOM, *from;
    double scaled = share * 1e6, rest;
    int places = DIGITS;
    uint64_t whole;

    for (; scaled < 1e5; places++)
        scaled *= 10;
    whole = (uint64_t)scaled;
    rest = scaled - (double)whole;
    whole += rest > 0.5 || (rest == 0.5 && whole % 2 == 1);
    from = put_digits(end, whole, places + 1); /* with a digit before the point */
    cli_bytes_add(out, from, 1);
    while (end[-1] == '0' && end > from + 1)
        end--;
    if (end > from + 1) {
        cli_bytes_add(out, ".", 1);
        cli_bytes_add(out, from + 1, (size_t)(end - from - 1));
    }
}

void cli_add_number(struct cli_bytes *out, double number)
{
    const double size = fabs(number);
    char text[ROOM];

    if (size < 1e6 && (double)(uint32_t)size == size) {
        if (number < 0)
            cli_bytes_add(out, "-", 1);
        cli_add_count(out, (uint32_t)size);
    } else if (size >= 1e-4 && size < 1 && (double)(float)size == size) {
        if (number < 0)
            cli_bytes_add(out, "-", 1);
        add_share(out, size);
    } else {
        snprintf(text, sizeof text, "%.6g", number);
        cli_bytes_add_string(out, text);
    }
}
