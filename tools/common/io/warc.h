/* The parts of an HTTP response; for WARC. */
#ifndef TM_IO_WARC_H
#define TM_IO_WARC_H

#include "bytes.h"

#include <stdbool.h>
#include <tm.h>

/* Header lines up to a blank one. The value of a field, letter case aside; empty if there is none.
 */
tm_text tm_header_value(tm_text headers, const char *name);
/* Where the body starts: behind the blank line; the end if there is none. */
size_t tm_header_end(tm_text message);
/* The value of charset= in a content type; empty if there is none. */
tm_text tm_header_charset(tm_text content_type);
/* Append the body with its transfer and content encodings undone. False with a reason if that is
 * not possible or larger than `limit`. */
bool tm_http_body(struct cli_bytes *out, tm_text headers, tm_text body, size_t limit,
                  const char **reason);

#endif
