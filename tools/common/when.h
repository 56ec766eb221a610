/* Points in time as feeds, pages and records write them. */
#ifndef CLI_WHEN_H
#define CLI_WHEN_H

#include <stdbool.h>
#include <stdint.h>
#include <tm.h>

enum { CLI_WHEN_TEXT = 40 };

/*
 * Seconds since 1970 in UTC from ISO 8601 ("2026-02-15", "2026-02-15T07:40:00.5+01:00", a blank for
 * the T) or RFC 5322 ("Sun, 15 Feb 2026 07:40 GMT"). Without an offset it is UTC, without a time
 * midnight. False if it is neither, or names a day that does not exist.
 */
bool cli_when_parse(int64_t *seconds, tm_text text);
/* Is it a day without a time of day? */
bool cli_when_is_day(tm_text text);

/* "2026-02-15T07:40:00Z" */
void cli_when_iso(char out[CLI_WHEN_TEXT], int64_t seconds);
/* "15 Feb 2026" */
void cli_when_day(char out[CLI_WHEN_TEXT], int64_t seconds);
/* "15 Feb, 07:40" */
void cli_when_short(char out[CLI_WHEN_TEXT], int64_t seconds);
/* "15 Feb" */
void cli_when_short_day(char out[CLI_WHEN_TEXT], int64_t seconds);
/* "Sun, 15 Feb 2026 07:40:00 +0000", as RSS wants it */
void cli_when_rfc5322(char out[CLI_WHEN_TEXT], int64_t seconds);

#endif
