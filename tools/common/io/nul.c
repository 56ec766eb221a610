/* Documents of any number of lines, a NUL behind each. Blank ones are none, as with lines. */
#include "io/format.h"

#include <stdlib.h>
#include <string.h>

struct nul_state {
    tm_text text;
    size_t line; /* where the next document begins, from 1 */
};

static void *nul_open(const struct tm_format_options *options)
{
    struct nul_state *const nul = cli_alloc(1, sizeof *nul);

    (void)options;
    nul->line = 1;
    return nul;
}

/* A line end behind the last word is no part of a document: echo and editors make one. */
static tm_text trimmed(tm_text text)
{
    while (text.size > 0 && memchr(" \t\r\n\f\v", text.data[text.size - 1], 6))
        text.size--;
    return text;
}

static enum tm_read nul_next(void *state, struct tm_stream *stream, struct tm_record *record,
                             struct cli_bytes *reason)
{
    struct nul_state *const nul = state;

    (void)reason; /* any bytes are a document */
    do {
        const enum tm_read got = tm_stream_until_nul(stream, &nul->text);

        if (got != TM_READ_OK)
            return got;
        tm_stream_set_line(stream, nul->line);
        for (size_t i = 0; i < nul->text.size; i++)
            nul->line += nul->text.data[i] == '\n';
        nul->text = trimmed(nul->text);
    } while (nul->text.size == 0);
    record->text = &nul->text;
    record->texts = 1;
    return TM_READ_OK;
}

const struct tm_format tm_format_nul = {"nul", false, NULL, nul_open, free, nul_next};
