#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include "bar.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char path[64], drawn[4096];

static void wait_milliseconds(long milliseconds)
{
    const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};

    nanosleep(&time, NULL);
}

static void start(void)
{
    snprintf(path, sizeof path, "/tmp/tm_bar_%ld", (long)getpid());
    cr_assert_not_null(freopen(path, "w", stderr), "%s", path);
}

/* What is on stderr. */
static const char *seen(void)
{
    FILE *const file = fopen(path, "r");
    size_t size = 0;

    fflush(stderr);
    if (file) {
        size = fread(drawn, 1, sizeof drawn - 1, file);
        fclose(file);
    }
    drawn[size] = '\0';
    return drawn;
}

static void stop(void)
{
    remove(path);
}

TestSuite(bar, .init = start, .fini = stop);

Test(bar, nothing_within_a_second_or_where_none_is_wanted)
{
    struct cli_bar bar;

    cli_bar_start(&bar, CLI_ALWAYS);
    cli_bar_update(&bar, "read", 1, 0);
    cli_bar_stop(&bar);
    cli_bar_start(&bar, CLI_NEVER);
    wait_milliseconds(1100);
    cli_bar_update(&bar, "read", 1, 0);
    cli_bar_stop(&bar);
    cli_bar_start(&bar, CLI_AUTO); /* stderr is a file */
    wait_milliseconds(1100);
    cli_bar_update(&bar, "read", 1, 0);
    cli_bar_stop(&bar);
    cr_expect_str_empty(seen(), "drew '%s'", drawn);
}

Test(bar, tells_the_rate_where_no_end_is_known)
{
    struct cli_bar bar;
    unsigned long done, rate;
    const char *at;

    cli_bar_start(&bar, CLI_ALWAYS);
    cli_bar_update(&bar, "read", 0, 0);
    wait_milliseconds(1100);
    cli_bar_update(&bar, "read", 1100, 0);
    at = strstr(seen(), "read 1100, ");
    cr_assert_not_null(at, "drew '%s'", drawn);
    cr_assert_eq(sscanf(at, "read %lu, %lu a second", &done, &rate), 2, "drew '%s'", drawn);
    cr_expect(rate > 100 && rate <= 1000, "%lu a second", rate);
    cli_bar_stop(&bar);
    cr_expect_str_eq(seen() + strlen(drawn) - 4, "\r\033[K", "wiped at the end");
}

Test(bar, tells_what_is_left_of_a_stage)
{
    struct cli_bar bar;

    cli_bar_start(&bar, CLI_ALWAYS);
    cli_bar_update(&bar, "read", 5, 0);
    cli_bar_update(&bar, "cluster", 10, 100000);
    wait_milliseconds(1100);
    cli_bar_update(&bar, "cluster", 110,
                   100000); /* 100 a second or fewer: 999 s or more are left */
    cr_assert_not_null(strstr(seen(), "0%, "), "drew '%s'", drawn);
    cr_expect(strstr(drawn, ":") && strstr(drawn, " left"), "drew '%s'", drawn);
    wait_milliseconds(110);
    cli_bar_update(&bar, "cluster", 99999, 100000);
    cr_expect_not_null(strstr(seen(), ", 1 s left"), "drew '%s'", drawn);
    wait_milliseconds(110);
    cli_bar_update(&bar, "name", 1, 10); /* too new to have a speed */
    cr_expect_str_eq(strrchr(seen(), ']'), "]  10%", "drew '%s'", drawn);
    cli_bar_stop(&bar);
}

Test(bar, keeps_away_from_lines_on_a_terminal)
{
    const struct cli_output terminal = {.terminal = true}, file = {.terminal = false};

    cr_expect_eq(cli_bar_beside(&terminal, CLI_AUTO), CLI_NEVER, "a terminal");
    cr_expect_eq(cli_bar_beside(&terminal, CLI_ALWAYS), CLI_ALWAYS, "asked for");
    cr_expect_eq(cli_bar_beside(&file, CLI_AUTO), CLI_AUTO, "a file");
}
