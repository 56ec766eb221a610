/* Bytes of a page to clean UTF-8. */
#ifndef PAGE_CHARSET_H
#define PAGE_CHARSET_H

#include "page/page_buffer.h"

/*
 * By byte order mark, then `declared`, then validity as UTF-8, then what the page says in its first
 * 4 KB, then windows-1252. What cannot be converted becomes U+FFFD, NUL a space; the result is
 * valid UTF-8. An unknown declared name is passed over. False if memory is out.
 */
bool page_to_utf8(struct page_buffer *out, const char *bytes, size_t size, const char *declared);

#endif
