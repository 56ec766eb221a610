/* Does a line end where the writer meant it to, or where it was full? */
#ifndef TM_TEXT_LINE_SHAPE_H
#define TM_TEXT_LINE_SHAPE_H

#include <tm/text.h>

/* The lines of a paragraph, up to a blank line. */
struct tm__line_shape {
    size_t end;   /* where the paragraph ends */
    size_t width; /* of its longest line, in characters */
    bool wrapped; /* most lines are as full as they could be */
    bool closed;  /* the last line ends in an end mark or a colon */
};

void tm__line_shape(struct tm__line_shape *shape, const char *text, size_t size, size_t start);

/* True if the newline at `at` only continues a sentence on the next line. */
bool tm__line_continues(const struct tm__line_shape *shape, const char *text, size_t size,
                        size_t at);

#endif
