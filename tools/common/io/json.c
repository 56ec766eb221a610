/*
 * JSON that is not a line a record: arrays of records, and objects that hold such an array
 * ({"articles": [...]}, JSON Feed). A value is cut out by its brackets before it is parsed, so only
 * one record is in memory and a bad one does not spoil the next.
 */
#include "io/format.h"
#include "io/json_parse.h"
#include "io/json_record.h"
#include "talk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum place {
    TOP,   /* between values of the file */
    ARRAY, /* in an array that is one */
    LIST,  /* in the array that an object holds */
    TAIL   /* behind that array, in the object */
};

struct json_state {
    struct tm_json_record record;
    enum place place;
    size_t line;            /* of the next byte, from 0 */
    struct cli_bytes value; /* as in the file */
    struct cli_bytes scratch;
    json_t *around; /* what the object says before its array: a feed's title and language */
    tm_text source, lang;
};

/* ---- cutting ---- */

/* Where a value is in its brackets and quotes. */
struct scan {
    size_t depth;
    bool quoted, escaped;
};

/* Take a byte; true if it closes the outermost bracket or the string that is the value. */
static bool take(struct scan *scan, char c)
{
    if (scan->quoted) {
        if (scan->escaped)
            scan->escaped = false;
        else if (c == '\\')
            scan->escaped = true;
        else if (c == '"')
            scan->quoted = false;
        return !scan->quoted && scan->depth == 0;
    }
    if (c == '"')
        scan->quoted = true;
    else if (c == '{' || c == '[')
        scan->depth++;
    else if ((c == '}' || c == ']') && scan->depth > 0)
        return --scan->depth == 0;
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Does `text`, an object up to here, end with the name of a list of records, a colon and '['? */
static bool opens_list(tm_text text)
{
    static const char *const names[] = {"articles", "items", "entries", "results", "records",
                                        "stories",  "posts", "news",    "docs",    "rows",
                                        "data",     "hits",  "value",   NULL};
    size_t end = text.size - 1; /* before the '[' */

    while (end > 0 && is_blank(text.data[end - 1]))
        end--;
    if (end == 0 || text.data[--end] != ':')
        return false;
    while (end > 0 && is_blank(text.data[end - 1]))
        end--;
    if (end == 0 || text.data[--end] != '"')
        return false;
    for (const char *const *name = names; *name; name++) {
        const size_t size = strlen(*name);

        if (end > size && text.data[end - size - 1] == '"' &&
            memcmp(text.data + end - size, *name, size) == 0)
            return true;
    }
    return false;
}

/*
 * Does an array go on so that holds numbers and the like, no records? It is one all the same, and an
 * error to read; but "[1] Lee et al. say" and "[1]" alone are texts.
 */
static bool is_plain_array(const char *at, size_t size)
{
    static const char allowed[] = "0123456789+-.eEtrufalsn, \t\r\n[]";
    size_t depth = 1, commas = 0, i = 0;

    for (; i < size && depth > 0; i++) {
        if (!at[i] || !strchr(allowed, at[i]))
            return (at[i] == '{' || at[i] == '"') && commas > 0;
        commas += at[i] == ',';
        depth += at[i] == '[';
        depth -= at[i] == ']';
    }
    while (i < size && (at[i] == ' ' || at[i] == '\t' || at[i] == '\r'))
        i++;
    return commas > 0 && (i == size || at[i] == '\n');
}

/*
 * Several objects on lines of their own are JSON Lines, whatever is in them. JSON is: an array; an
 * object over several lines; one with a list of objects.
 */
static bool json_detect(const struct tm_fields *fields, const char *head, size_t size)
{
    struct scan scan = {0, false, false};
    size_t at = 0;

    (void)fields;
    while (at < size && is_blank(head[at]))
        at++;
    if (at == size)
        return false;
    if (head[at] == '[') { /* "[Update] Markets fall" is a headline */
        while (++at < size && is_blank(head[at]))
            ;
        return at == size || head[at] == '{' || head[at] == '"' || head[at] == ']' ||
               is_plain_array(head + at, size - at);
    }
    if (head[at] != '{')
        return false;
    for (size_t start = at; at < size; at++) {
        const char c = head[at];

        if (take(&scan, c) || (c == '\n' && scan.quoted))
            return false;
        if (c == '\n')
            return true;
        if (c == '[' && !scan.quoted && scan.depth == 2 &&
            opens_list((tm_text){head + start, at + 1 - start})) {
            while (++at < size && is_blank(head[at]))
                ;
            return at == size || head[at] == '{' || head[at] == ']';
        }
    }
    return false;
}

/* ---- state ---- */

static void *json_open(const struct tm_format_options *options)
{
    struct json_state *json = cli_alloc(1, sizeof *json);

    json->record.options = options;
    return json;
}

static void json_close(void *state)
{
    struct json_state *const json = state;

    tm_json_record_release(&json->record);
    cli_bytes_free(&json->value);
    cli_bytes_free(&json->scratch);
    json_decref(json->around);
    free(json);
}

/* Take bytes that were looked at, and count their lines. */
static void consume(struct json_state *json, struct tm_stream *stream, tm_text piece)
{
    for (const char *at = piece.data, *end = at + piece.size;
         at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++)
        json->line++;
    tm_stream_skip(stream, piece.size);
}

static enum tm_read bad(struct cli_bytes *reason, const char *text)
{
    cli_bytes_add_string(reason, text);
    return TM_READ_BAD;
}

/* The next byte that is no blank, not taken; commas count as blanks inside arrays. */
static enum tm_read next_byte(struct json_state *json, struct tm_stream *stream, char *byte)
{
    for (;;) {
        tm_text block;
        const enum tm_read got = tm_stream_peek(stream, &block);
        size_t at = 0;

        if (got != TM_READ_OK)
            return got;
        while (at < block.size &&
               (is_blank(block.data[at]) || (json->place != TOP && block.data[at] == ',')))
            at++;
        *byte = at < block.size ? block.data[at] : '\0';
        consume(json, stream, (tm_text){block.data, at});
        if (at < block.size)
            return TM_READ_OK;
    }
}

/* What the object said before its list goes to every record of it that has no own. */
static void keep_around(struct json_state *json)
{
    const char *const title_names[] = {"title", "source", NULL};
    json_t *value;

    json_decref(json->around);
    json->source = json->lang = (tm_text){NULL, 0};
    cli_bytes_add_string(&json->value, "]}");
    json->around = value = json_loadb(json->value.data, json->value.size, 0, NULL);
    for (const char *const *name = title_names; *name && !json->source.data; name++) {
        const json_t *const title = json_object_get(value, *name);

        if (json_is_string(title))
            json->source = (tm_text){json_string_value(title), json_string_length(title)};
    }
    value = json_object_get(value, "language");
    if (json_is_string(value))
        json->lang = (tm_text){json_string_value(value), json_string_length(value)};
}

enum cut { CUT_MORE, CUT_VALUE, CUT_LIST, CUT_GARBAGE };

/* Does the '[' at `at` in this block open the list of the object that is being cut? */
static bool list_opens_at(const struct json_state *json, tm_text block, size_t at)
{
    const size_t before = json->value.size;
    char end[64]; /* of what there is up to here; names are short */
    size_t size = 0, more;

    if ((before > 0 ? json->value.data[0] : block.data[0]) != '{')
        return false;
    if (at + 1 < sizeof end && before > 0) {
        size = before < sizeof end - at - 1 ? before : sizeof end - at - 1;
        memcpy(end, json->value.data + before - size, size);
    }
    more = at + 1 < sizeof end ? at + 1 : sizeof end;
    memcpy(end + size, block.data + at + 1 - more, more);
    return opens_list((tm_text){end, size + more});
}

/* Look for the end of the value in this block; *used bytes belong to it. */
static enum cut cut_block(struct json_state *json, struct scan *scan, tm_text block, size_t *used)
{
    for (size_t i = 0; i < block.size; i++) {
        const char c = block.data[i];
        const bool first = json->value.size == 0 && i == 0;

        /* A value without brackets or quotes ends where the next thing begins. */
        if (!first && scan->depth == 0 && !scan->quoted &&
            (c == '\n' || (json->place != TOP && (c == ',' || c == ']')))) {
            *used = i;
            return CUT_GARBAGE;
        }
        *used = i + 1;
        if (take(scan, c))
            return CUT_VALUE;
        if (c == '[' && json->place == TOP && scan->depth == 2 && !scan->quoted &&
            list_opens_at(json, block, i)) {
            cli_bytes_add(&json->value, block.data, i + 1);
            return CUT_LIST;
        }
    }
    *used = block.size;
    return CUT_MORE;
}

/* Put the next value into `value`, or what comes before a list. */
static enum tm_read cut(struct json_state *json, struct tm_stream *stream, enum cut *how)
{
    struct scan scan = {0, false, false};

    cli_bytes_clear(&json->value);
    for (;;) {
        size_t used = 0;
        tm_text block;
        const enum tm_read got = tm_stream_peek(stream, &block);

        if (got == TM_READ_FAILED)
            return got;
        if (got == TM_READ_END && scan.depth == 0 && !scan.quoted) {
            *how = CUT_GARBAGE;
            return TM_READ_OK;
        }
        if (got == TM_READ_END) {
            cli_error("%s:%zu: ends in the middle of this record", tm_stream_name(stream),
                      tm_stream_line_number(stream));
            return TM_READ_FAILED;
        }
        *how = cut_block(json, &scan, block, &used);
        if (used > tm_stream_limit(stream) || json->value.size > tm_stream_limit(stream) - used)
            return tm_stream_too_long(stream, "a record");
        if (*how != CUT_LIST)
            cli_bytes_add(&json->value, block.data, used);
        consume(json, stream, (tm_text){block.data, used});
        if (*how != CUT_MORE)
            return TM_READ_OK;
    }
}

/* Skip what an object says behind its list. */
static enum tm_read skip_tail(struct json_state *json, struct tm_stream *stream)
{
    struct scan scan = {1, false, false};

    json->place = TOP;
    for (;;) {
        tm_text block;
        const enum tm_read got = tm_stream_peek(stream, &block);
        bool done = false;
        size_t at = 0;

        if (got == TM_READ_END)
            cli_error("%s: ends in the middle of an object", tm_stream_name(stream));
        if (got != TM_READ_OK)
            return TM_READ_FAILED;
        while (at < block.size && !done)
            done = take(&scan, block.data[at++]) && scan.depth == 0 && block.data[at - 1] != '"';
        consume(json, stream, (tm_text){block.data, at});
        if (done)
            return TM_READ_OK;
    }
}

/* ---- records ---- */

static enum tm_read fill(struct json_state *json, struct tm_record *record,
                         struct cli_bytes *reason)
{
    json_t *value =
        tm_json_parse((tm_text){json->value.data, json->value.size}, &json->scratch, reason);
    enum tm_read got;

    if (!value)
        return TM_READ_BAD;
    if (json_is_string(value)) { /* ["one text", "another"] */
        const char *const name = *tm_field_names(json->record.options->fields, TM_FIELD_TEXT);
        json_t *const object = json_object();

        json_object_set_new(object, name, value);
        value = object;
    }
    got = tm_json_record_fill(&json->record, value, record, reason);
    if (got == TM_READ_OK && json->place == LIST) {
        if (record->source.size == 0)
            record->source = json->source;
        if (record->lang.size == 0)
            record->lang = json->lang;
    }
    return got;
}

/* One step: TM_READ_OK and *done if there is a record; TM_READ_OK alone to go on. */
static enum tm_read step(struct json_state *json, struct tm_stream *stream,
                         struct tm_record *record, struct cli_bytes *reason, bool *done)
{
    enum tm_read got;
    enum cut how;
    char byte;

    if (json->place == TAIL)
        return skip_tail(json, stream);
    got = next_byte(json, stream, &byte);
    if (got == TM_READ_END && json->place != TOP) {
        cli_error("%s: ends in the middle of an array", tm_stream_name(stream));
        return TM_READ_FAILED;
    }
    if (got != TM_READ_OK)
        return got;
    tm_stream_set_line(stream, json->line + 1);
    if ((json->place == TOP && byte == '[') || (json->place != TOP && byte == ']')) {
        json->place = json->place == TOP ? ARRAY : json->place == LIST ? TAIL : TOP;
        tm_stream_skip(stream, 1);
        return TM_READ_OK;
    }
    got = cut(json, stream, &how);
    if (got != TM_READ_OK)
        return got;
    if (how == CUT_LIST) {
        keep_around(json);
        json->place = LIST;
        return TM_READ_OK;
    }
    *done = true;
    return how == CUT_GARBAGE ? bad(reason, "neither an object nor a string")
                              : fill(json, record, reason);
}

static enum tm_read json_next(void *state, struct tm_stream *stream, struct tm_record *record,
                              struct cli_bytes *reason)
{
    struct json_state *const json = state;
    bool done = false;
    enum tm_read got;

    do {
        got = step(json, stream, record, reason, &done);
    } while (got == TM_READ_OK && !done);
    return got;
}

const struct tm_format tm_format_json = {"json",    false,      json_detect,
                                         json_open, json_close, json_next};
