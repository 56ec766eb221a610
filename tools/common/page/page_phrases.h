/* Wordings that pages everywhere use around their articles. */
#ifndef PAGE_PHRASES_H
#define PAGE_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

/* The text begins like a line of page furniture: "Read more", "Photo:", "Leave a comment". */
bool page_phrase_begins(const char *text, size_t size);
/* It speaks of copyright, cookies, terms of use. */
bool page_phrase_legal(const char *text, size_t size);
/* It names a picture agency or says who took a picture. */
bool page_phrase_credit(const char *text, size_t size);
/* A line of a scraped page that is furniture wherever it stands: stricter than _begins, as
 * headlines pass through it too. */
bool page_phrase_chrome(const char *text, size_t size);
/* It opens the readers' comments: "12 Comments", "Leave a reply". */
bool page_phrase_comments(const char *text, size_t size);
/* It begins as a paragraph that goes on from another: a pronoun, "but", a quotation. */
bool page_phrase_continues(const char *text, size_t size);
/* All of it is a label: "Share", "Advertisement", "Comments (12)". */
bool page_phrase_label(const char *text, size_t size);

#endif
