/* What of a page is text, and what is page. */
#ifndef TM_SUMMARIZE_GUARDS_H
#define TM_SUMMARIZE_GUARDS_H

#include "summarize/chrome.h"

/* A sentence is chosen only where none of a lower kind is left. */
enum tm__guard {
    TM__GUARD_SENTENCE,
    TM__GUARD_FRAGMENT, /* a heading, a teaser that breaks off, too short to say something */
    TM__GUARD_CHROME,   /* what a site says about itself: "Leave the first comment" */
    TM__GUARD_ASIDE     /* not of what is summarised: known already, or a query; never chosen */
};

/*
 * The kind of a sentence.
 * @param words    runs between white space
 * @param ends_paragraph  nothing follows it in its paragraph
 */
enum tm__guard tm__guard(const struct tm__chrome *chrome, tm_text sentence, size_t words,
                         bool ends_paragraph);

/* True for "By." and the names behind it, which the full stop made two sentences. */
bool tm__is_author(tm_text by, tm_text sentence, size_t words);

/* True if the text breaks off in an ellipsis, as a teaser of another story does. */
bool tm__breaks_off(tm_text text);

#endif
