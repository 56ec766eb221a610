/* Web and mail addresses, which are one token. ASCII but for letters in paths. */
#ifndef TM_TEXT_LINK_H
#define TM_TEXT_LINK_H

#include <tm/text.h>

/* The end of the address whose scheme or host stands from start to `at`, where "://" or the rest
 * follows; 0 if there is none. */
size_t tm__link_end(const char *text, size_t size, size_t start, size_t at);

/* The end of the mail address that starts at `start`; 0 if none starts there. Looks at most 64
 * bytes ahead for the @ (RFC 5321 allows no more). */
size_t tm__mail_end(const char *text, size_t size, size_t start);

#endif
