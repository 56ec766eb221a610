/* A text line by line, in parts that are in its summary and parts that are not. */
#ifndef CLI_SUMMARY_MARKED_H
#define CLI_SUMMARY_MARKED_H

#include "summary_view.h"

/* What is done with the parts of document `document`, in order. */
struct summary_marker {
    void *ctx;
    void (*line)(void *ctx, bool begins);               /* a line that is not blank, around it */
    void (*part)(void *ctx, tm_text text, bool chosen); /* within a line */
};

void summary_mark(const struct summary_marker *marker, const struct summary_item *item,
                  const tm_summary *summary, size_t document);

#endif
