/* Summaries for people and for programs, one after the other. */
#ifndef CLI_SUMMARY_VIEW_H
#define CLI_SUMMARY_VIEW_H

#include "bytes.h"
#include "output.h"

#include <tm.h>

enum summary_format { SUMMARY_TEXT, SUMMARY_JSON, SUMMARY_JSONL };

/* What was summarised; borrowed for one call. */
struct summary_item {
    tm_text id;       /* JSON */
    tm_text title;    /* may be empty */
    const char *file; /* NULL if there is no one file */
    size_t line;      /* in it, 0 if it is all of it */
    const tm_text *text;
    size_t texts;
};

struct summary_view {
    const struct cli_output *output;
    enum summary_format format;
    size_t count;
    /* The first summary waits here: whether it gets a heading depends on a second one. */
    struct cli_bytes first, first_heading;
};

void summary_view_start(struct summary_view *view, const struct cli_output *output,
                        enum summary_format format);
void summary_view_add(struct summary_view *view, const struct summary_item *item,
                      const tm_summary *summary);
void summary_view_finish(struct summary_view *view);

#endif
