#include "when.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char weekdays[] = "SunMonTueWedThuFriSat";

/* What is left to be read. */
struct cursor {
    const char *at, *end;
};

struct moment {
    int64_t year, month, day, hour, minute, second, offset; /* offset in seconds */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char peek(const struct cursor *c)
{
    return c->at < c->end ? *c->at : '\0';
}

static bool take(struct cursor *c, char wanted)
{
    if (peek(c) != wanted || c->at == c->end)
        return false;
    c->at++;
    return true;
}

static void skip_blanks(struct cursor *c)
{
    while (peek(c) == ' ' || peek(c) == '\t')
        c->at++;
}

/* Between `least` and `most` digits. */
static bool number(struct cursor *c, int64_t *out, int least, int most)
{
    int digits = 0;

    *out = 0;
    for (; digits < most && is_digit(peek(c)); digits++)
        *out = *out * 10 + (*c->at++ - '0');
    return digits >= least;
}

/* Days since 1970 in the proleptic Gregorian calendar; March is the first month of the count, so
 * that a leap day ends its year. */
static int64_t days_since_1970(int64_t year, int64_t month, int64_t day)
{
    const int64_t y = month > 2 ? year : year - 1, m = (month + 9) % 12;

    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

static void civil(int64_t days, struct moment *out)
{
    const int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    const int64_t in_era = z - era * 146097;
    const int64_t y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const int64_t in_year = in_era - (365 * y + y / 4 - y / 100);
    const int64_t m = (5 * in_year + 2) / 153;

    out->day = in_year - (153 * m + 2) / 5 + 1;
    out->month = m < 10 ? m + 3 : m - 9;
    out->year = y + era * 400 + (out->month <= 2);
}

static bool valid(const struct moment *m)
{
    struct moment same;

    if (m->year < 1 || m->month < 1 || m->month > 12 || m->day < 1 || m->day > 31)
        return false;
    civil(days_since_1970(m->year, m->month, m->day), &same);
    return same.day == m->day && m->hour <= 24 && m->minute < 60 && m->second <= 60;
}

/* 07:40, 07:40:12, 07:40:12.345 */
static bool clock_time(struct cursor *c, struct moment *m)
{
    int64_t fraction;

    if (!number(c, &m->hour, 1, 2) || !take(c, ':') || !number(c, &m->minute, 2, 2))
        return false;
    if (!take(c, ':'))
        return true;
    if (!number(c, &m->second, 2, 2))
        return false;
    if (take(c, '.') || take(c, ','))
        while (number(c, &fraction, 1, 1))
            ;
    return true;
}

/* The zones of RFC 5322; another name is UTC to readers of feeds, and to us. */
static int64_t named_offset(const char *name, size_t size)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
                 {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (size == 3 && strncasecmp(zones[i].name, name, 3) == 0)
            return zones[i].hours * 3600;
    return 0;
}

/* Z, +01:00, +0100, -05, GMT; or nothing. */
static bool zone(struct cursor *c, struct moment *m)
{
    const char sign = peek(c);
    int64_t hours, minutes = 0;

    if (sign == '+' || sign == '-') {
        c->at++;
        if (!number(c, &hours, 2, 2))
            return false;
        take(c, ':');
        if (is_digit(peek(c)) && !number(c, &minutes, 2, 2))
            return false;
        m->offset = (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    } else if (is_letter(sign)) {
        const char *const name = c->at;

        while (is_letter(peek(c)))
            c->at++;
        m->offset = named_offset(name, (size_t)(c->at - name));
        return c->at - name <= 3;
    }
    return true;
}

static bool iso(struct cursor *c, struct moment *m)
{
    if (!number(c, &m->year, 4, 4) || !take(c, '-') || !number(c, &m->month, 2, 2) ||
        !take(c, '-') || !number(c, &m->day, 2, 2))
        return false;
    if (c->at == c->end)
        return true;
    if (!take(c, 'T') && !take(c, 't') && !take(c, ' '))
        return false;
    if (!clock_time(c, m))
        return false;
    skip_blanks(c);
    return zone(c, m);
}

static bool month_name(struct cursor *c, int64_t *month)
{
    for (*month = 1; *month <= 12; (*month)++)
        if (c->end - c->at >= 3 && strncasecmp(c->at, months + 3 * (*month - 1), 3) == 0)
            break;
    while (is_letter(peek(c))) /* also "February" */
        c->at++;
    return *month <= 12;
}

static bool rfc5322(struct cursor *c, struct moment *m)
{
    if (is_letter(peek(c))) {
        while (is_letter(peek(c)))
            c->at++;
        take(c, ',');
        skip_blanks(c);
    }
    if (!number(c, &m->day, 1, 2))
        return false;
    skip_blanks(c);
    if (!month_name(c, &m->month))
        return false;
    skip_blanks(c);
    if (!number(c, &m->year, 4, 4))
        return false;
    skip_blanks(c);
    if (c->at == c->end)
        return true;
    if (!clock_time(c, m))
        return false;
    skip_blanks(c);
    return zone(c, m);
}

static struct cursor trimmed(tm_text text)
{
    struct cursor c = {text.data, text.data + text.size};

    if (text.size == 0)
        return (struct cursor){NULL, NULL};
    while (c.at < c.end && (unsigned char)*c.at <= ' ')
        c.at++;
    while (c.at < c.end && (unsigned char)c.end[-1] <= ' ')
        c.end--;
    return c;
}

bool cli_when_parse(int64_t *seconds, tm_text text)
{
    const struct cursor start = trimmed(text);
    struct cursor c = start;
    struct moment m = {0, 0, 0, 0, 0, 0, 0};

    if (!iso(&c, &m) || c.at != c.end) {
        c = start;
        memset(&m, 0, sizeof m);
        if (!rfc5322(&c, &m) || c.at != c.end)
            return false;
    }
    if (!valid(&m))
        return false;
    *seconds = days_since_1970(m.year, m.month, m.day) * 86400 + m.hour * 3600 + m.minute * 60 +
               m.second - m.offset;
    return true;
}

bool cli_when_is_day(tm_text text)
{
    int64_t seconds;

    return cli_when_parse(&seconds, text) && !memchr(text.data, ':', text.size);
}

static struct moment moment_of(int64_t seconds)
{
    const int64_t days = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
    const int64_t rest = seconds - days * 86400;
    struct moment m = {0, 0, 0, rest / 3600, rest / 60 % 60, rest % 60, 0};

    civil(days, &m);
    return m;
}

void cli_when_iso(char out[CLI_WHEN_TEXT], int64_t seconds)
{
    const struct moment m = moment_of(seconds);

    snprintf(out, CLI_WHEN_TEXT, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)m.year, (int)m.month,
             (int)m.day, (int)m.hour, (int)m.minute, (int)m.second);
}

void cli_when_day(char out[CLI_WHEN_TEXT], int64_t seconds)
{
    const struct moment m = moment_of(seconds);

    snprintf(out, CLI_WHEN_TEXT, "%d %.3s %d", (int)m.day, months + 3 * (m.month - 1), (int)m.year);
}

void cli_when_short(char out[CLI_WHEN_TEXT], int64_t seconds)
{
    const struct moment m = moment_of(seconds);

    snprintf(out, CLI_WHEN_TEXT, "%d %.3s, %02d:%02d", (int)m.day, months + 3 * (m.month - 1),
             (int)m.hour, (int)m.minute);
}

void cli_when_short_day(char out[CLI_WHEN_TEXT], int64_t seconds)
{
    const struct moment m = moment_of(seconds);

    snprintf(out, CLI_WHEN_TEXT, "%d %.3s", (int)m.day, months + 3 * (m.month - 1));
}

void cli_when_rfc5322(char out[CLI_WHEN_TEXT], int64_t seconds)
{
    const struct moment m = moment_of(seconds);
    const int64_t days = days_since_1970(m.year, m.month, m.day);

    snprintf(out, CLI_WHEN_TEXT, "%.3s, %02d %.3s %04d %02d:%02d:%02d +0000",
             weekdays + 3 * (((days + 4) % 7 + 7) % 7), (int)m.day, months + 3 * (m.month - 1),
             (int)m.year, (int)m.hour, (int)m.minute, (int)m.second);
}
