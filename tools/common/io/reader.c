#include "io/reader.h"

#include "io/binary.h"
#include "io/charset.h"
#include "io/format.h"
#include "io/walk.h"
#include "number.h"
#include "page/page.h"
#include "talk.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The order of trying; --input lists them too. */
static const struct tm_format *const formats[] = {
    &tm_format_warc,  &tm_format_html, &tm_format_feed,   &tm_format_json,
    &tm_format_jsonl, &tm_format_csv,  &tm_format_tsv,    &tm_format_lines,
    &tm_format_nul,   &tm_format_text, &tm_format_scraped};
enum { FORMATS = sizeof formats / sizeof *formats };

const char *const tm_reader_inputs[] = {"auto", "lines", "nul",  "text", "jsonl", "json", "csv",
                                        "tsv",  "html",  "feed", "warc", "page",  NULL};

struct tm_reader {
    char *const *paths;
    size_t count, next_path;
    struct tm_reader_options options;
    struct tm_format_options how;
    char charset[TM_CHARSET_NAME];  /* as iconv calls it */
    struct tm_walk *walk;           /* NULL between paths */
    struct tm_stream *stream;       /* NULL between files */
    const struct tm_format *format; /* NULL between members */
    void *state;
    uint64_t number, good, bad, strays;
    struct cli_bytes first_stray; /* its name */
    struct cli_bytes number_text, reason;
};

static const struct tm_format *format_by_name(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

bool tm_reader_knows_charset(const char *charset)
{
    char name[TM_CHARSET_NAME];

    return tm_charset_label(name, charset, strlen(charset));
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
    if (reader->options.limit == 0)
        reader->options.limit = TM_STREAM_LIMIT;
    reader->how.fields = options->fields;
    reader->how.lang = options->lang;
    if (options->charset &&
        tm_charset_label(reader->charset, options->charset, strlen(options->charset)))
        reader->how.charset = reader->charset;
    return reader;
}

static const struct tm_format *detect(const struct tm_reader *reader, tm_text head)
{
    const struct tm_format *fallback;

    if (reader->options.input > 0)
        return format_by_name(tm_reader_inputs[reader->options.input]);
    for (size_t i = 0; i < FORMATS && head.size > 0; i++)
        if (formats[i]->detect && formats[i]->detect(reader->options.fields, head.data, head.size))
            return formats[i];
    /* No bytes say nothing. A pipe that brings none brings no document; a named file is one,
     * unless it is by its name a list of records. */
    if (head.size == 0 && (strcmp(reader->paths[reader->next_path - 1], "-") == 0 ||
                           strstr(tm_stream_name(reader->stream), ".json")))
        return &tm_format_jsonl;
    fallback = format_by_name(reader->options.fallback);
    /* In a folder a file is a document. */
    return fallback == &tm_format_lines && tm_walk_is_folder(reader->walk) ? &tm_format_text
                                                                           : fallback;
}

/* Not one of those in a folder or an archive. */
static bool is_named(const struct tm_reader *reader)
{
    return !tm_walk_is_folder(reader->walk) && !tm_stream_is_member(reader->stream);
}

/* Pictures and the like, which nobody named but which lie among the files. */
static bool is_stray(const struct tm_reader *reader, tm_text head)
{
    size_t mark;

    if (reader->options.input > 0 || head.size == 0 || is_named(reader))
        return false;
    return tm_binary_kind(head.data, head.size) ||
           (memchr(head.data, '\0', head.size) && !tm_charset_mark(head.data, head.size, &mark) &&
            !tm_charset_is_utf16(head.data, head.size));
}

/* A folder may be full of them: told at the end. */
static void note_stray(struct tm_reader *reader)
{
    if (reader->strays++ == 0)
        cli_bytes_add_string(&reader->first_stray, tm_stream_name(reader->stream));
}

static void tell_strays(const struct tm_reader *reader)
{
    if (reader->strays == 1)
        cli_message("%s: is not text; skipped", reader->first_stray.data);
    else if (reader->strays > 1)
        cli_message("%s and %" PRIu64 " more are not text; skipped", reader->first_stray.data,
                    reader->strays - 1);
}

/* A named file that is no text ends the run, unless --input says what to read it as. */
static bool is_binary(const struct tm_reader *reader, tm_text head)
{
    const char *const kind =
        reader->options.input > 0 || head.size == 0 ? NULL : tm_binary_kind(head.data, head.size);

    if (kind)
        cli_error("%s: is not text, but %s", tm_stream_name(reader->stream), kind);
    return kind != NULL;
}

/* One text that is read as a whole or as a document a line, but looks like a page: say what else
 * could be done with it. It is not done by itself, since a list copied off a page may look so too.
 */
static void hint_at_page(const struct tm_reader *reader, tm_text head)
{
    if (reader->options.input == 0 && reader->count == 1 && !reader->options.live &&
        is_named(reader) &&
        (reader->format == &tm_format_lines || reader->format == &tm_format_text) &&
        page_looks_scraped(head.data, head.size, reader->how.lang ? reader->how.lang : "en"))
        cli_message("%s: looks like a web page scraped to text; --input page takes its articles "
                    "and teasers apart",
                    tm_stream_name(reader->stream));
}

/* Not refused: somebody's lines may be numbers. A folder may be full of such files. */
static void hint_at_matrix(const struct tm_reader *reader, tm_text head)
{
    if (reader->options.input == 0 && !reader->options.live && is_named(reader) &&
        (reader->format == &tm_format_lines || reader->format == &tm_format_text) &&
        tm_is_numbers(head.data, head.size))
        cli_message("%s: holds numbers and no words; tm-vectorize reads rows of a matrix, if the "
                    "name ends in .mat, .svm, .uci, .mtx, .npy or .npz",
                    tm_stream_name(reader->stream));
}

/* TM_READ_END if the member is to be left out. */
static enum tm_read choose_format(struct tm_reader *reader)
{
    const struct tm_format *format;
    tm_text head;

    if (tm_stream_peek(reader->stream, &head) == TM_READ_FAILED)
        return TM_READ_FAILED;
    if (is_stray(reader, head)) {
        note_stray(reader);
        return TM_READ_END;
    }
    format = detect(reader, head);
    if (!format->raw && is_binary(reader, head))
        return TM_READ_FAILED;
    if (!format->raw) {
        if (tm_stream_decode(reader->stream, reader->how.charset) == TM_READ_FAILED ||
            tm_stream_peek(reader->stream, &head) == TM_READ_FAILED)
            return TM_READ_FAILED;
        format = detect(reader, head);
    }
    reader->format = format;
    hint_at_page(reader, head);
    hint_at_matrix(reader, head);
    reader->state = format->open(&reader->how);
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

/* Open the next file: TM_READ_OK; TM_READ_END behind the last one. */
static enum tm_read open_file(struct tm_reader *reader)
{
    for (;;) {
        const char *path;
        enum tm_read got;

        if (!reader->walk) {
            if (reader->next_path == reader->count)
                return TM_READ_END;
            reader->walk = tm_walk_open(reader->paths[reader->next_path++]);
        }
        got = tm_walk_next(reader->walk, &path);
        if (got == TM_READ_OK) {
            reader->stream =
                reader->options.live && strcmp(path, "-") == 0
                    ? tm_stream_open_live(reader->options.idle, reader->options.idle_ctx,
                                          reader->options.limit)
                    : tm_stream_open(path, reader->options.limit);
            return reader->stream ? TM_READ_OK : TM_READ_FAILED;
        }
        if (got == TM_READ_FAILED)
            return got;
        tm_walk_close(reader->walk);
        reader->walk = NULL;
    }
}

/* Make sure that a member is open: TM_READ_OK; TM_READ_END behind the last one. */
static enum tm_read open_member(struct tm_reader *reader)
{
    while (!reader->format) {
        enum tm_read got = reader->stream ? TM_READ_OK : open_file(reader);

        if (got != TM_READ_OK)
            return got;
        got = tm_stream_member(reader->stream);
        if (got == TM_READ_FAILED)
            return got;
        if (got == TM_READ_END)
            close_file(reader);
        else if (choose_format(reader) == TM_READ_FAILED)
            return TM_READ_FAILED;
    }
    return TM_READ_OK;
}

static void complete(struct tm_reader *reader, struct tm_record *record)
{
    record->file = tm_stream_name(reader->stream);
    if (record->line == 0)
        record->line = tm_stream_line_number(reader->stream);
    record->number = reader->number;
    if (record->id.size == 0) {
        cli_bytes_clear(&reader->number_text);
        cli_add_count(&reader->number_text, reader->number);
        record->id = (tm_text){reader->number_text.data, reader->number_text.size};
        record->numbered = true;
    }
}

/* A table of records may have a million that lack one field. */
enum { MOST_TOLD = 10 };

static void report_bad(struct tm_reader *reader)
{
    const size_t line = tm_stream_line_number(reader->stream);

    reader->bad++;
    if (reader->bad > MOST_TOLD && !reader->options.live)
        return;
    if (line > 0)
        cli_message("%s:%zu: %s", tm_stream_name(reader->stream), line, reader->reason.data);
    else
        cli_message("%s: record %" PRIu64 ": %s", tm_stream_name(reader->stream), reader->number,
                    reader->reason.data);
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
    tell_strays(reader);
    if (reader->good > 0)
        tm_fields_tell_unmet(reader->options.fields);
    if (reader->bad > MOST_TOLD && !reader->options.live)
        cli_message("%" PRIu64 " records skipped; the first %d are listed", reader->bad, MOST_TOLD);
    else if (reader->bad > 0)
        cli_message("%" PRIu64 " %s skipped", reader->bad, reader->bad == 1 ? "record" : "records");
    return reader->bad > 0 && reader->good == 0;
}

void tm_reader_close(struct tm_reader *reader)
{
    if (!reader)
        return;
    close_file(reader);
    tm_walk_close(reader->walk);
    cli_bytes_free(&reader->number_text);
    cli_bytes_free(&reader->reason);
    cli_bytes_free(&reader->first_stray);
    free(reader);
}
