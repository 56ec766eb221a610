/* Strings out of JSON-LD, without building a tree. */
#ifndef PAGE_JSON_H
#define PAGE_JSON_H

#include "page/page_buffer.h"

/*
 * Append the first string of a key ("datePublished"); for an object or an array of objects under
 * it, their "name" strings, joined by ", ". Malformed JSON gives what was found before the fault.
 * True if something was found.
 */
bool page_json_string(struct page_buffer *out, const char *json, size_t size, const char *key);

#endif
