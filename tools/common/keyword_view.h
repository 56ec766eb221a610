/* Key phrases for people and for programs, one document after the other. */
#ifndef CLI_KEYWORD_VIEW_H
#define CLI_KEYWORD_VIEW_H

#include "bytes.h"
#include "output.h"

#include <tm.h>

enum keyword_format { KEYWORDS_TEXT, KEYWORDS_TSV, KEYWORDS_JSONL, KEYWORDS_JSON };

/* A title or a text that was read. */
struct keyword_piece {
    tm_text id; /* JSON: its record's */
    bool title;
    size_t document; /* which text of the record */
};

/* What the phrases are of; borrowed for one call. */
struct keyword_item {
    tm_text id;                        /* JSON */
    tm_text title;                     /* may be empty */
    const char *file;                  /* NULL if there is no one file */
    size_t line;                       /* in it, 0 if it is all of it */
    const struct keyword_piece *piece; /* by the library's number of a document */
    bool together;                     /* pieces of several records */
};

struct keyword_view {
    const struct cli_output *output;
    enum keyword_format format;
    size_t count;
    /* The first one waits here: whether it gets a heading depends on a second one. */
    struct cli_bytes first, first_name;
};

void keyword_view_start(struct keyword_view *view, const struct cli_output *output,
                        enum keyword_format format);
void keyword_view_add(struct keyword_view *view, const struct keyword_item *item,
                      const tm_keywords *keywords);
void keyword_view_finish(struct keyword_view *view);

#endif
