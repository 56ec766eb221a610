#include "columns.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* What a printer prints of a text; to be freed. */
static char *printed(void (*print)(FILE *, tm_text, size_t), const char *text, size_t width)
{
    char *data = NULL;
    size_t size = 0;
    FILE *const memory = open_memstream(&data, &size);

    cr_assert_not_null(memory);
    print(memory, (tm_text){text, strlen(text)}, width);
    fclose(memory);
    return data;
}

static void expect(void (*print)(FILE *, tm_text, size_t), const char *text, size_t width,
                   const char *wanted)
{
    char *const got = printed(print, text, width);

    cr_expect_str_eq(got, wanted, "got '%s'", got);
    free(got);
}

Test(columns, a_text_is_broken_at_spaces)
{
    expect(cli_print_wrapped, "rain in  May\nagain", 8, "rain in\nMay\nagain\n");
    expect(cli_print_wrapped, "thunderstorm now", 8, "thunders\ntorm now\n");
    expect(cli_print_wrapped, "", 8, "");
}

Test(columns, lines_keep_their_blanks_and_colours_take_no_room)
{
    expect(cli_print_lines, "rain in May\n  covers: rain, May\n\nsun", 10,
           "rain in\nMay\n  covers:\n  rain,\n  May\n\nsun\n");
    expect(cli_print_lines, "\033[1mrain in\033[0m May\n", 7, "\033[1mrain in\033[0m\nMay\n");
    expect(cli_print_lines, "\033[1m", 7, "\033[1m\n");
}
