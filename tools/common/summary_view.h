/* Summaries for people and for programs, one after the other. */
#ifndef CLI_SUMMARY_VIEW_H
#define CLI_SUMMARY_VIEW_H

#include "bytes.h"
#include "output.h"

#include <tm.h>

enum summary_format { SUMMARY_TEXT, SUMMARY_JSON, SUMMARY_JSONL, SUMMARY_MD, SUMMARY_HTML };

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
    bool explain;   /* say which concepts a sentence covers */
    bool highlight; /* print the texts with their chosen sentences marked */
    bool asks;      /* there is a query: say whether it was found */
    size_t count;
    /* The first summary waits here: whether it gets a heading depends on a second one. */
    struct cli_bytes first, first_heading;
};

/* explain, highlight and asks are set afterwards, before anything is added. */
void summary_view_start(struct summary_view *view, const struct cli_output *output,
                        enum summary_format format);
void summary_view_add(struct summary_view *view, const struct summary_item *item,
                      const tm_summary *summary);
void summary_view_finish(struct summary_view *view);

/* "covers: council (0.71), harbour closed (0.42), ...", the heaviest few. */
void summary_add_covers(struct cli_bytes *out, const struct summary_item *item,
                        const tm_summary_sentence *sentence);

#endif
