#include "number.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void expect_as_printf(double number)
{
    struct cli_bytes out = {NULL, 0, 0};
    char text[64];

    cli_add_number(&out, number);
    snprintf(text, sizeof text, "%.6g", number);
    cr_expect_str_eq(out.data, text, "%.17g", number);
    cli_bytes_free(&out);
}

Test(number, is_what_printf_writes)
{
    static const double number[] = {0,      1,           -1,      0.1,     0.5,  1e-4, 1e-5,
                                    1234.5, 0.123456789, 1e300,   -3e-300, 1e6,  0.25, 0.0999999996,
                                    0.1f,   0.01f,       0.001f,  1e-4f,   0.9f, 0.7f, 123456.5,
                                    0.5f,   0.99999997f, 0.0625f, INFINITY};

    for (size_t i = 0; i < sizeof number / sizeof *number; i++)
        expect_as_printf(number[i]);
}

/* Floats of every exponent, and those in the middle between two numbers of six digits. */
Test(number, rounds_floats_as_printf)
{
    for (uint32_t bits = 0x38000000; bits < 0x3f900000; bits += 9973) {
        float number;

        memcpy(&number, &bits, sizeof number);
        expect_as_printf((double)number);
        expect_as_printf(-(double)number);
    }
    for (int odd = 1; odd < 128; odd += 2) /* odd / 128 has seven digits, the last of them 5 */
        expect_as_printf(odd / 128.0);
}

Test(number, minus_zero_is_zero)
{
    struct cli_bytes out = {NULL, 0, 0};

    cli_add_number(&out, -0.0);
    cr_expect_str_eq(out.data, "0");
    cli_bytes_free(&out);
}

Test(number, counts_are_what_printf_writes)
{
    static const uint64_t count[] = {0, 1, 9, 10, 4294967296, UINT64_MAX};
    char text[64];

    for (size_t i = 0; i < sizeof count / sizeof *count; i++) {
        struct cli_bytes out = {NULL, 0, 0};

        cli_add_count(&out, count[i]);
        snprintf(text, sizeof text, "%" PRIu64, count[i]);
        cr_expect_str_eq(out.data, text);
        cli_bytes_free(&out);
    }
}
