/* The signs in front of the items of a list. */
#ifndef TM_TEXT_LIST_MARKER_H
#define TM_TEXT_LIST_MARKER_H

#include <tm/text.h>

/* "1.", "1)", "1.)", "a.", "a)", and bullets. */
struct tm__list_marker {
    size_t end;     /* behind the marker; 0: there is none */
    unsigned value; /* 12 for "12.", 'c' for "c."; 0 for a bullet alone */
    char style;     /* '.', ')', ':' for ".)"; '*' for a bullet alone */
};

/* The marker at text[at], which must be followed by white space. */
struct tm__list_marker tm__list_marker(const char *text, size_t size, size_t at);

/* True if `next` is the next item of a list with `first` in it. */
bool tm__list_follows(const struct tm__list_marker *first, const struct tm__list_marker *next);

#endif
