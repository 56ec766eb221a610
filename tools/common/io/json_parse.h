/* Parsing JSON that others wrote: what some writers let slip through is repaired, not rejected. */
#ifndef TM_IO_JSON_PARSE_H
#define TM_IO_JSON_PARSE_H

#include "bytes.h"

#include <jansson.h>
#include <tm.h>

/*
 * Parse one value. Escapes of lone surrogates and invalid UTF-8 are read as U+FFFD, whole numbers
 * that are too large as reals. NULL, with a reason, if it is not JSON. `scratch` is the caller's,
 * to be used again.
 */
json_t *tm_json_parse(tm_text text, struct cli_bytes *scratch, struct cli_bytes *reason);

/* The first byte in [at, end) that is no white space of JSON; end if there is none. */
const char *tm_json_skip_blanks(const char *at, const char *end);

#endif
