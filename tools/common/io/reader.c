#include "io/reader.h"

#include "io/format.h"
#include "talk.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the order of trying. */
static const struct tm_format *const formats[] = {&tm_format_json, &tm_format_jsonl,
                                                  &tm_format_lines, &tm_format_text};
enum { FORMATS = sizeof formats / sizeof *formats };

const char *const tm_reader_inputs[] = {"auto", "lines", "text", "jsonl", "json", NULL};

struct tm_reader {
    char *const *paths;
    size_t count, next_path;
    struct tm_reader_options options;
    struct tm_stream *stream;       /* NULL between files */
    const struct tm_format *format; /* NULL between members */
    void *state;
    uint64_t number, good, bad;
    char number_text[24];
    struct cli_bytes reason;
};

static const struct tm_format *format_by_name(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

struct tm_reader *tm_reader_open(char *const *paths, size_t count,
                                 const struct tm_reader_options *options)
{
    static char standard_input[] = "-";
    static char *const only_standard_input[] = {standard_input};
    struct tm_reader *reader = cli_alloc(1, sizeof *reader);

    reader->paths = count ? paths : only_standard_input;
    reader->count = count ? count : 1;
    reader->options = *options;
    return reader;
}

static bool starts_with(tm_text head, const char *bytes, size_t size)
{
    return head.size >= size && memcmp(head.data, bytes, size) == 0;
}

static const struct tm_format *detect(const struct tm_reader *reader, tm_text head)
{
    if (reader->options.input > 0)
        return format_by_name(tm_reader_inputs[reader->options.input]);
    for (size_t i = 0; i < FORMATS && head.size > 0; i++)
        if (formats[i]->detect && formats[i]->detect(head.data, head.size))
            return formats[i];
    /* No bytes say nothing. A pipe that brings none brings no document; a named file is one,
     * unless it is by its name a list of records. */
    if (head.size == 0 && (strcmp(reader->paths[reader->next_path - 1], "-") == 0 ||
                           strstr(tm_stream_name(reader->stream), ".json")))
        return &tm_format_jsonl;
    return format_by_name(reader->options.fallback);
}

static enum tm_read choose_format(struct tm_reader *reader)
{
    tm_text head = {NULL, 0};

    if (tm_stream_peek(reader->stream, &head) == TM_READ_FAILED)
        return TM_READ_FAILED;
    if (starts_with(head, "\xFF\xFE", 2) || starts_with(head, "\xFE\xFF", 2)) {
        cli_error("%s: is UTF-16; make it UTF-8 with: iconv -f UTF-16 -t UTF-8",
                  tm_stream_name(reader->stream));
        return TM_READ_FAILED;
    }
    /* A byte-order mark belongs to the file and not to its first document. */
    if (starts_with(head, "\xEF\xBB\xBF", 3)) {
        tm_stream_skip(reader->stream, 3);
        head.data += 3;
        head.size -= 3;
    }
    reader->format = detect(reader, head);
    reader->state = reader->format->open ? reader->format->open() : NULL;
    return TM_READ_OK;
}

static void close_member(struct tm_reader *reader)
{
    if (reader->format && reader->format->close)
        reader->format->close(reader->state);
    reader->format = NULL;
    reader->state = NULL;
}

static void close_file(struct tm_reader *reader)
{
    close_member(reader);
    tm_stream_close(reader->stream);
    reader->stream = NULL;
}

/* Make sure that a member is open: TM_READ_OK; TM_READ_END behind the last one. */
static enum tm_read open_member(struct tm_reader *reader)
{
    while (!reader->format) {
        enum tm_read got;

        if (!reader->stream) {
            if (reader->next_path == reader->count)
                return TM_READ_END;
            reader->stream = tm_stream_open(reader->paths[reader->next_path++]);
            if (!reader->stream)
                return TM_READ_FAILED;
        }
        got = tm_stream_member(reader->stream);
        if (got == TM_READ_FAILED)
            return got;
        if (got == TM_READ_END)
            close_file(reader);
        else if (choose_format(reader) != TM_READ_OK)
            return TM_READ_FAILED;
    }
    return TM_READ_OK;
}

static void complete(struct tm_reader *reader, struct tm_record *record)
{
    record->file = tm_stream_name(reader->stream);
    record->line = tm_stream_line_number(reader->stream);
    record->number = reader->number;
    if (record->id.size == 0) {
        const int size =
            snprintf(reader->number_text, sizeof reader->number_text, "%" PRIu64, reader->number);

        record->id = (tm_text){reader->number_text, (size_t)size};
    }
}

static void report_bad(struct tm_reader *reader)
{
    const char *const name = tm_stream_name(reader->stream);
    const size_t line = tm_stream_line_number(reader->stream);

    reader->bad++;
    if (line > 0)
        cli_message("%s:%zu: %s", name, line, reader->reason.data);
    else
        cli_message("%s: record %" PRIu64 ": %s", name, reader->number, reader->reason.data);
}

enum tm_read tm_reader_next(struct tm_reader *reader, struct tm_record *record)
{
    for (;;) {
        enum tm_read got = open_member(reader);

        if (got != TM_READ_OK)
            return got;
        memset(record, 0, sizeof *record);
        cli_bytes_clear(&reader->reason);
        got = reader->format->next(reader->state, reader->stream, record, &reader->reason);
        if (got == TM_READ_FAILED)
            return got;
        if (got == TM_READ_END) {
            close_member(reader);
            continue;
        }
        reader->number++;
        if (got == TM_READ_OK) {
            reader->good++;
            complete(reader, record);
            return got;
        }
        report_bad(reader);
        if (reader->options.strict)
            return TM_READ_FAILED;
    }
}

uint64_t tm_reader_skipped(const struct tm_reader *reader)
{
    return reader->bad;
}

int tm_reader_finish(const struct tm_reader *reader)
{
    if (reader->bad > 0)
        cli_message("%" PRIu64 " %s skipped", reader->bad, reader->bad == 1 ? "record" : "records");
    return reader->bad > 0 && reader->good == 0;
}

void tm_reader_close(struct tm_reader *reader)
{
    if (!reader)
        return;
    close_file(reader);
    cli_bytes_free(&reader->reason);
    free(reader);
}
