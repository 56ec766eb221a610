/* A line is a document. Blank lines are none, but count as lines in messages. */
#include "io/format.h"

#include <stdlib.h>
#include <string.h>

static bool is_blank(tm_text line)
{
    for (size_t i = 0; i < line.size; i++)
        if (!strchr(" \t\r\f\v", line.data[i]) || line.data[i] == '\0')
            return false;
    return true;
}

struct lines_state {
    tm_text line;
};

static void *lines_open(const struct tm_format_options *options)
{
    (void)options;
    return cli_alloc(1, sizeof(struct lines_state));
}

static enum tm_read lines_next(void *state, struct tm_stream *stream, struct tm_record *record,
                               struct cli_bytes *reason)
{
    struct lines_state *const lines = state;

    (void)reason; /* any bytes are a line */
    do {
        const enum tm_read got = tm_stream_line(stream, &lines->line);

        if (got != TM_READ_OK)
            return got;
    } while (is_blank(lines->line));
    record->text = &lines->line;
    record->texts = 1;
    return TM_READ_OK;
}

const struct tm_format tm_format_lines = {"lines", false, NULL, lines_open, free, lines_next};
