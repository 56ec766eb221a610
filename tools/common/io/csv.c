/*
 * CSV and TSV (RFC 4180). The header says which separator and which columns; a file without one is
 * read if it has two columns, id and text, with a tab between them.
 */
#include "io/csv_fields.h"
#include "io/format.h"
#include "io/page_record.h"
#include "json.h"
#include "talk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NO_COLUMN = -1 };

struct csv_state {
    const struct tm_format_options *options;
    struct tm_csv row;
    bool started, forced_tab;
    int column[TM_FIELDS];
    size_t columns; /* of the header */
    struct cli_bytes id;
    struct tm_page_record page;
    tm_text text;
};

/* ---- what a file looks like ---- */

static const char separators[] = "\t,;|";

static tm_text first_line(const char *head, size_t size)
{
    const char *const end = memchr(head, '\n', size);
    tm_text line = {head, end ? (size_t)(end - head) : size};

    if (line.size > 0 && head[line.size - 1] == '\r')
        line.size--;
    return line;
}

/* The separator that occurs most outside quotes; NUL if none does. */
static char find_separator(tm_text line)
{
    size_t count[sizeof separators] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < line.size; i++) {
        const char *const found = strchr(separators, line.data[i]);

        if (line.data[i] == '"')
            quoted = !quoted;
        else if (!quoted && line.data[i] != '\0' && found)
            count[found - separators]++;
    }
    for (size_t i = 1; i < sizeof separators - 1; i++)
        if (count[i] > count[best])
            best = i;
    return count[best] > 0 ? separators[best] : '\0';
}

static tm_text trim(tm_text text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '"')) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '"'))
        text.size--;
    return text;
}

static bool is_header(const struct tm_fields *fields, tm_text line, char separator)
{
    const char *at = line.data, *const end = at + line.size;
    bool text = false;

    while (at <= end) {
        const char *next = at < end ? memchr(at, separator, (size_t)(end - at)) : NULL;
        const tm_text name = trim((tm_text){at, (size_t)((next ? next : end) - at)});

        if (name.size > 64)
            return false;
        text = text || tm_field_is(fields, TM_FIELD_TEXT, name) ||
               tm_field_is(fields, TM_FIELD_TITLE, name) ||
               tm_field_is(fields, TM_FIELD_HTML, name);
        if (!next)
            break;
        at = next + 1;
    }
    return text;
}

/* "12<TAB>Markets fall": an id with a digit in it and no blank, one tab, something. */
static bool is_id_and_text(tm_text line)
{
    const char *const tab = memchr(line.data, '\t', line.size);
    const size_t left = tab ? (size_t)(tab - line.data) : 0;
    bool digit = false;

    if (!tab || left == 0 || left > 64 || left + 1 == line.size ||
        memchr(tab + 1, '\t', line.size - left - 1))
        return false;
    for (size_t i = 0; i < left; i++) {
        if (line.data[i] == ' ')
            return false;
        digit = digit || (line.data[i] >= '0' && line.data[i] <= '9');
    }
    return digit;
}

static bool csv_detect(const struct tm_fields *fields, const char *head, size_t size)
{
    const tm_text line = first_line(head, size);
    const char separator = find_separator(line);

    return separator && is_header(fields, line, separator);
}

static bool tsv_detect(const struct tm_fields *fields, const char *head, size_t size)
{
    (void)fields;
    for (size_t at = 0; at < size;) {
        const tm_text line = first_line(head + at, size - at);
        const char *const end = memchr(head + at, '\n', size - at);

        if (line.size > 0 && (end || at == 0) && !is_id_and_text(line))
            return false;
        at = end ? (size_t)(end - head) + 1 : size;
    }
    return true;
}

/* ---- state ---- */

static void *csv_open(const struct tm_format_options *options)
{
    struct csv_state *csv = cli_alloc(1, sizeof *csv);

    csv->options = options;
    return csv;
}

static void *tsv_open(const struct tm_format_options *options)
{
    struct csv_state *csv = csv_open(options);

    csv->forced_tab = true;
    return csv;
}

static void csv_close(void *state)
{
    struct csv_state *const csv = state;

    tm_csv_release(&csv->row);
    cli_bytes_free(&csv->id);
    tm_page_record_release(&csv->page);
    free(csv);
}

/* ---- records ---- */

/* A column by its number from 1, for --field text=3. */
static int column_by_number(const struct csv_state *csv, enum tm_field wanted)
{
    const char *const name = *tm_field_names(csv->options->fields, wanted);
    const size_t digits = strspn(name, "0123456789");

    if (digits == 0 || digits > 6 || name[digits] != '\0' || atoi(name) < 1 ||
        (size_t)atoi(name) > csv->row.fields)
        return NO_COLUMN;
    return atoi(name) - 1;
}

static int column_by_name(const struct csv_state *csv, enum tm_field wanted)
{
    for (const char *const *name = tm_field_names(csv->options->fields, wanted); *name; name++) {
        for (size_t i = 0; i < csv->row.fields; i++) {
            const tm_text found = trim(tm_csv_field(&csv->row, i));

            if (strlen(*name) == found.size && strncasecmp(*name, found.data, found.size) == 0)
                return (int)i;
        }
    }
    return NO_COLUMN;
}

static bool has_text(const struct csv_state *csv)
{
    return csv->column[TM_FIELD_TEXT] >= 0 || csv->column[TM_FIELD_TITLE] >= 0 ||
           csv->column[TM_FIELD_HTML] >= 0;
}

/* Find columns; true if one of them has text. */
static bool columns_are(struct csv_state *csv,
                        int (*find)(const struct csv_state *csv, enum tm_field wanted))
{
    for (int i = 0; i < TM_FIELDS; i++)
        csv->column[i] = find(csv, (enum tm_field)i);
    if (!has_text(csv))
        return false;
    for (int i = 0; i < TM_FIELDS; i++)
        if (csv->column[i] >= 0)
            tm_field_met(csv->options->fields, (enum tm_field)i);
    return true;
}

/* Decide on the columns by the first record. TM_READ_END if it is a header, TM_READ_OK if it is a
 * record already. */
static enum tm_read choose_columns(struct csv_state *csv, const struct tm_stream *stream)
{
    csv->columns = csv->row.fields;
    if (columns_are(csv, column_by_name))
        return TM_READ_END;
    if (columns_are(csv, column_by_number))
        return TM_READ_OK;
    if (csv->row.fields > 2) {
        cli_error("%s: no column is called text, title or the like; name one: --field text=NAME, "
                  "or by its number: --field text=3",
                  tm_stream_name(stream));
        return TM_READ_FAILED;
    }
    csv->column[TM_FIELD_TEXT] = (int)csv->row.fields - 1;
    if (csv->row.fields == 2)
        csv->column[TM_FIELD_ID] = 0;
    return TM_READ_OK;
}

static tm_text value(const struct csv_state *csv, enum tm_field wanted)
{
    const int column = csv->column[wanted];

    return column >= 0 ? tm_csv_field(&csv->row, (size_t)column) : (tm_text){NULL, 0};
}

/* Columns behind those of the header must be empty. */
static bool fits(const struct csv_state *csv)
{
    for (size_t i = csv->columns; i < csv->row.fields; i++)
        if (tm_csv_field(&csv->row, i).size > 0)
            return false;
    return csv->row.fields >= csv->columns;
}

static enum tm_read fill(struct csv_state *csv, struct tm_record *record, struct cli_bytes *reason)
{
    const tm_text id = value(csv, TM_FIELD_ID), html = value(csv, TM_FIELD_HTML);
    char text[80];

    if (!fits(csv)) {
        snprintf(text, sizeof text, "%zu fields, but the header has %zu", csv->row.fields,
                 csv->columns);
        cli_bytes_add_string(reason, text);
        return TM_READ_BAD;
    }
    cli_bytes_clear(&csv->id);
    if (id.size > 0)
        cli_json_add_string(&csv->id, id);
    record->id = (tm_text){csv->id.data, csv->id.size};
    record->title = value(csv, TM_FIELD_TITLE);
    record->date = value(csv, TM_FIELD_DATE);
    record->source = value(csv, TM_FIELD_SOURCE);
    record->lang = value(csv, TM_FIELD_LANG);
    record->label = value(csv, TM_FIELD_LABEL);
    record->url = value(csv, TM_FIELD_URL);
    record->author = value(csv, TM_FIELD_AUTHOR);
    csv->text = value(csv, TM_FIELD_TEXT);
    if (html.size > 0) {
        struct tm_record page = {0};
        const enum tm_read got = tm_page_record_fill(&csv->page, html, "UTF-8", &page, reason);

        if (got != TM_READ_OK)
            return got;
        tm_page_record_lend(record, &page);
        if (page.text[0].size > 0)
            csv->text = page.text[0];
    }
    record->text = &csv->text;
    record->texts = 1;
    return TM_READ_OK;
}

static enum tm_read start(struct csv_state *csv, struct tm_stream *stream, struct cli_bytes *reason)
{
    enum tm_read got;
    tm_text head;

    csv->started = true;
    got = tm_stream_peek(stream, &head);
    if (got != TM_READ_OK)
        return got;
    csv->row.separator = csv->forced_tab ? '\t' : find_separator(first_line(head.data, head.size));
    if (csv->row.separator == '\0')
        csv->row.separator = ',';
    got = tm_csv_read(&csv->row, stream, reason);
    if (got == TM_READ_BAD) {
        cli_error("%s:%zu: the header: %s", tm_stream_name(stream), tm_stream_line_number(stream),
                  reason->data);
        return TM_READ_FAILED;
    }
    if (got != TM_READ_OK)
        return got;
    return choose_columns(csv, stream);
}

static enum tm_read csv_next(void *state, struct tm_stream *stream, struct tm_record *record,
                             struct cli_bytes *reason)
{
    struct csv_state *const csv = state;
    enum tm_read got;

    if (!csv->started) {
        got = start(csv, stream, reason);
        if (got == TM_READ_OK)
            return fill(csv, record, reason);
        if (got != TM_READ_END)
            return got;
    }
    got = tm_csv_read(&csv->row, stream, reason);
    return got == TM_READ_OK ? fill(csv, record, reason) : got;
}

const struct tm_format tm_format_csv = {"csv", false, csv_detect, csv_open, csv_close, csv_next};
const struct tm_format tm_format_tsv = {"tsv", false, tsv_detect, tsv_open, csv_close, csv_next};
