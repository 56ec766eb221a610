/*
 * A stray quote would swallow the rest of the file. So what is read of a record is kept; if its
 * quotes come to nothing within a limit, the line it began in is a bad record and reading goes on
 * at the next. Up to where the search had come, quotes may not span lines any more, so nothing is
 * searched twice. Between tabs a quote that comes to nothing is an ordinary character: many tools
 * write tables without quoting.
 */
#include "io/csv_fields.h"

#include <stdlib.h>
#include <string.h>

/* A field in quotes is no longer than this. */
enum { QUOTED_LIMIT = 1 << 24 };

/* Add a line with its end to `raw`, from what is to be read once more or from the stream. */
static enum tm_read add_line(struct tm_csv *csv, struct tm_stream *stream)
{
    if (csv->back_at < csv->back.size) {
        const char *const at = csv->back.data + csv->back_at;
        const size_t left = csv->back.size - csv->back_at;
        const char *const end = memchr(at, '\n', left);
        const size_t size = end ? (size_t)(end - at) + 1 : left;

        cli_bytes_add(&csv->raw, at, size);
        csv->back_at += size;
    } else {
        tm_text line;
        const enum tm_read got = tm_stream_line(stream, &line);

        if (got != TM_READ_OK)
            return got;
        cli_bytes_add(&csv->raw, line.data, line.size);
        cli_bytes_add(&csv->raw, "\n", 1);
    }
    csv->line++;
    return TM_READ_OK;
}

/* ---- fields ---- */

static void end_field(struct tm_csv *csv)
{
    cli_grow(&csv->end, &csv->capacity, csv->fields + 1, sizeof *csv->end);
    csv->end[csv->fields++] = csv->data.size;
    cli_bytes_add(&csv->data, "", 1);
}

tm_text tm_csv_field(const struct tm_csv *csv, size_t i)
{
    const size_t start = i > 0 ? csv->end[i - 1] + 1 : 0;

    return (tm_text){csv->data.data + start, csv->end[i] - start};
}

enum split { SPLIT_DONE, SPLIT_OPEN /* in quotes at the end */, SPLIT_BROKEN };

/* What is behind an opening quote, from *at, which is moved behind the closing one. */
static enum split quoted_field(struct tm_csv *csv, const char **at, const char *end)
{
    const char *const all = csv->raw.data + csv->raw.size;
    const char *from = *at;

    for (;;) {
        const char *const quote = from < end ? memchr(from, '"', (size_t)(end - from)) : NULL;

        if (!quote) {
            cli_bytes_add(&csv->data, from, (size_t)(all - from)); /* with the line's end */
            return SPLIT_OPEN;
        }
        cli_bytes_add(&csv->data, from, (size_t)(quote - from));
        from = quote + 1;
        if (from == end || *from != '"')
            break;
        cli_bytes_add(&csv->data, "\"", 1);
        from++;
    }
    *at = from;
    return from == end || *from == csv->separator ? SPLIT_DONE : SPLIT_BROKEN;
}

/* Cut `raw` from `start` into fields. `open`: a field in quotes goes on there; `literal`: quotes
 * are ordinary characters. */
static enum split split(struct tm_csv *csv, size_t start, bool open, bool literal)
{
    const char *at = csv->raw.data + start, *end = csv->raw.data + csv->raw.size;

    if (end > at && end[-1] == '\n')
        end--;
    if (end > at && end[-1] == '\r')
        end--;
    if (!open) {
        csv->fields = 0;
        cli_bytes_clear(&csv->data);
    }
    for (;;) {
        if (open || (at < end && *at == '"' && !literal)) {
            enum split how;

            at += !open;
            how = quoted_field(csv, &at, end);
            if (how != SPLIT_DONE)
                return how;
            open = false;
        } else {
            const char *const next =
                at < end ? memchr(at, csv->separator, (size_t)(end - at)) : NULL;

            cli_bytes_add(&csv->data, at, (size_t)((next ? next : end) - at));
            at = next ? next : end;
        }
        end_field(csv);
        if (at == end)
            return SPLIT_DONE;
        at++;
    }
}

/* The record's quotes come to nothing: put back all but its first line. */
static void put_back(struct tm_csv *csv, size_t line)
{
    const char *const end = memchr(csv->raw.data, '\n', csv->raw.size);
    const size_t first = end ? (size_t)(end - csv->raw.data) + 1 : csv->raw.size;

    if (first == csv->raw.size)
        return;
    /* Only a record of one line can end before all that was put back is read again. */
    cli_bytes_clear(&csv->back);
    cli_bytes_add(&csv->back, csv->raw.data + first, csv->raw.size - first);
    csv->back_at = 0;
    csv->raw.size = first;
    csv->line = line;
}

/* Read the next record into the fields. */
static enum tm_read read_fields(struct tm_csv *csv, struct tm_stream *stream,
                                struct cli_bytes *reason)
{
    const size_t line = csv->line + 1;
    const bool again = csv->back_at < csv->back.size;
    enum split how;
    enum tm_read got;

    cli_bytes_clear(&csv->raw);
    got = add_line(csv, stream);
    if (got != TM_READ_OK)
        return got;
    how = split(csv, 0, false, false);
    while (how == SPLIT_OPEN && !again && csv->raw.size < QUOTED_LIMIT) {
        const size_t start = csv->raw.size;

        got = add_line(csv, stream);
        if (got == TM_READ_FAILED)
            return got;
        if (got == TM_READ_END)
            break;
        how = split(csv, start, true, false);
    }
    tm_stream_set_line(stream, line);
    if (how == SPLIT_DONE)
        return TM_READ_OK;
    put_back(csv, line);
    if (csv->separator == '\t') {
        split(csv, 0, false, true);
        return TM_READ_OK;
    }
    cli_bytes_add_string(reason, how == SPLIT_OPEN ? "a quote is not closed"
                                                   : "something behind a closing quote");
    return TM_READ_BAD;
}

enum tm_read tm_csv_read(struct tm_csv *csv, struct tm_stream *stream, struct cli_bytes *reason)
{
    enum tm_read got;

    do {
        got = read_fields(csv, stream, reason);
    } while (got == TM_READ_OK && csv->fields == 1 && csv->end[0] == 0);
    return got;
}

void tm_csv_release(struct tm_csv *csv)
{
    cli_bytes_free(&csv->raw);
    cli_bytes_free(&csv->back);
    cli_bytes_free(&csv->data);
    free(csv->end);
    memset(csv, 0, sizeof *csv);
}
