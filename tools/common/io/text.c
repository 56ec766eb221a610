/* A file is a document, an empty one too. */
#include "io/format.h"
#include "talk.h"

#include <stdlib.h>
#include <string.h>

struct text_state {
    struct cli_bytes bytes;
    tm_text text;
    bool done;
};

static void *text_open(void)
{
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
    tm_text block;

    (void)reason; /* any bytes are a text */
    if (text->done)
        return TM_READ_END;
    text->done = true;
    while ((got = tm_stream_block(stream, &block)) == TM_READ_OK) {
        if (block.size > TM_STREAM_LIMIT - text->bytes.size) {
            cli_error("%s: longer than 1 GiB", tm_stream_name(stream));
            return TM_READ_FAILED;
        }
        cli_bytes_add(&text->bytes, block.data, block.size);
    }
    if (got == TM_READ_FAILED)
        return got;
    text->text = (tm_text){text->bytes.data, text->bytes.size};
    record->text = &text->text;
    record->texts = 1;
    return TM_READ_OK;
}

const struct tm_format tm_format_text = {"text", NULL, text_open, text_close, text_next};
