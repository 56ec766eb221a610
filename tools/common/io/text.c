/* A file is a document, an empty one too. */
#include "io/format.h"

#include <stdlib.h>
#include <string.h>

struct text_state {
    struct cli_bytes bytes;
    tm_text text;
    bool done;
};

static void *text_open(const struct tm_format_options *options)
{
    (void)options;
    return cli_alloc(1, sizeof(struct text_state));
}

static void text_close(void *state)
{
    struct text_state *const text = state;

    cli_bytes_free(&text->bytes);
    free(text);
}

static enum tm_read text_next(void *state, struct tm_stream *stream, struct tm_record *record,
                              struct cli_bytes *reason)
{
    struct text_state *const text = state;
    enum tm_read got;

    (void)reason; /* any bytes are a text */
    if (text->done)
        return TM_READ_END;
    text->done = true;
    got = tm_stream_rest(stream, &text->bytes);
    if (got == TM_READ_FAILED)
        return got;
    text->text = (tm_text){text->bytes.data, text->bytes.size};
    record->text = &text->text;
    record->texts = 1;
    return TM_READ_OK;
}

const struct tm_format tm_format_text = {"text", false, NULL, text_open, text_close, text_next};
