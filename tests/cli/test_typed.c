#include "io/source.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is typed ends with one Ctrl-D: a terminal that is read again would wait for more. */
Test(typed, ends_once, .timeout = 10)
{
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    struct tm_source *source;
    const void *block;
    const char *reason = NULL;
    int program;

    if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
        cr_skip("no terminals here");
    program = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    cr_assert_geq(program, 0, "the terminal");
    cr_assert_eq(write(terminal, "a ship\n\x04", 8), 8, "typing");
    source = tm_source_open(program);
    cr_expect_eq(tm_source_read(source, &block, &reason), 7, "a line");
    cr_expect_eq(memcmp(block, "a ship\n", 7), 0, "what was typed");
    for (int i = 0; i < 2; i++)
        cr_expect_eq(tm_source_read(source, &block, &reason), 0, "the end");
    tm_source_close(source); /* and the terminal's end with it */
    close(terminal);
}
