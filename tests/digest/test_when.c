#include "when.h"

#include <criterion/criterion.h>
#include <string.h>

static bool parse(int64_t *seconds, const char *text)
{
    return cli_when_parse(seconds, (tm_text){text, strlen(text)});
}

Test(when, reads_what_feeds_and_records_write)
{
    static const struct {
        const char *text;
        int64_t seconds;
    } cases[] = {
        {"1970-01-01", 0},
        {"2026-02-15", 1771113600},
        {"2026-02-15T07:40:00Z", 1771141200},
        {"2026-02-15 07:40", 1771141200},
        {" 2026-02-15T08:40:00.25+01:00\n", 1771141200},
        {"2026-02-15T02:40:00-0500", 1771141200},
        {"Sun, 15 Feb 2026 07:40:00 GMT", 1771141200},
        {"Sun, 15 Feb 2026 07:40:00 +0000", 1771141200},
        {"15 February 2026 02:40 EST", 1771141200},
        {"15 Feb 2026", 1771113600},
        {"2024-02-29T00:00:00Z", 1709164800},
        {"1969-12-31T23:59:59Z", -1},
        {"0001-01-01", -62135596800},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t seconds = 77;

        cr_expect(parse(&seconds, cases[i].text), "%s", cases[i].text);
        cr_expect_eq(seconds, cases[i].seconds, "%s: %lld", cases[i].text, (long long)seconds);
    }
}

Test(when, refuses_what_is_no_time)
{
    static const char *const cases[] = {"",
                                        "yesterday",
                                        "2026-02-30",
                                        "2025-02-29",
                                        "2026-13-01",
                                        "2026-00-10",
                                        "2026-02-15T25:00",
                                        "2026-02-15T07:61",
                                        "20260215",
                                        "2026-02-15T",
                                        "0000-01-01",
                                        "2026-02-15T07:40Zjunk",
                                        "15 Foo 2026",
                                        "Sun, ",
                                        "15 Feb 26"};
    int64_t seconds;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_not(parse(&seconds, cases[i]), "%s", cases[i]);
    cr_expect_not(cli_when_parse(&seconds, (tm_text){NULL, 0}));
}

Test(when, writes_what_it_reads)
{
    for (int64_t seconds = -70000000000; seconds < 70000000000; seconds += 123456789) {
        char text[CLI_WHEN_TEXT];
        int64_t again;

        if (seconds < -62135596800) /* before the year 1 */
            continue;
        cli_when_iso(text, seconds);
        cr_assert(parse(&again, text), "%s", text);
        cr_assert_eq(again, seconds, "%s", text);
        cli_when_rfc5322(text, seconds);
        cr_assert(parse(&again, text), "%s", text);
        cr_assert_eq(again, seconds, "%s", text);
    }
}

Test(when, knows_weekdays_and_days)
{
    char text[CLI_WHEN_TEXT];

    cli_when_rfc5322(text, 1771141200);
    cr_expect_str_eq(text, "Sun, 15 Feb 2026 07:40:00 +0000");
    cli_when_rfc5322(text, -1);
    cr_expect_str_eq(text, "Wed, 31 Dec 1969 23:59:59 +0000");
    cli_when_short(text, 1771141200);
    cr_expect_str_eq(text, "15 Feb, 07:40");
    cli_when_short_day(text, 1771141200);
    cr_expect_str_eq(text, "15 Feb");
    cr_expect(cli_when_is_day((tm_text){"2026-02-15", 10}));
    cr_expect_not(cli_when_is_day((tm_text){"2026-02-15T07:40", 16}));
}
