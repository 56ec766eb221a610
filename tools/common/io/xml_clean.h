/* Feeds as they are, made into XML that a parser takes. */
#ifndef TM_IO_XML_CLEAN_H
#define TM_IO_XML_CLEAN_H

#include "bytes.h"

#include <stdbool.h>

/* Zeroed at the start of a file. */
struct tm_xml_clean {
    struct cli_bytes in; /* not yet looked at */
    bool cdata;
};

/*
 * Append the block to `out`, with what may wait for the next: broken UTF-8 as U+FFFD, characters
 * that XML forbids as blanks, HTML's entities as characters, and every '&' that begins neither a
 * number nor one of XML's five names as "&amp;": so nothing is left for a parser to expand.
 */
void tm_xml_clean_add(struct tm_xml_clean *clean, struct cli_bytes *out, const char *block,
                      size_t size, bool last);
void tm_xml_clean_release(struct tm_xml_clean *clean);

#endif
