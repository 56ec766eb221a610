/*
 * WARC: the pages of a crawl. libarchive's reader of WARC drops every address that ends in '/',
 * the front pages, and keeps neither the scheme nor the content type; hence this one.
 *
 * Read are response (with status 2xx), resource and conversion records of HTML and plain text. A
 * record's id is its address, its date that of the crawl.
 */
#include "io/warc.h"

#include "io/charset.h"
#include "io/format.h"
#include "io/page_record.h"
#include "json.h"
#include "talk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PAGE_LIMIT = 64 << 20 };
enum kind { OTHER, HTML, PLAIN };

struct warc_state {
    const struct tm_format_options *options;
    struct cli_bytes headers, block, body, utf8, id;
    struct tm_page_record page;
    tm_text text;
    bool at_version; /* the line "WARC/1.0" was read already, behind something else */
};

static bool warc_detect(const struct tm_fields *fields, const char *head, size_t size)
{
    (void)fields;
    return size > 5 && memcmp(head, "WARC/", 5) == 0;
}

static void *warc_open(const struct tm_format_options *options)
{
    struct warc_state *warc = cli_alloc(1, sizeof *warc);

    warc->options = options;
    return warc;
}

static void warc_close(void *state)
{
    struct warc_state *const warc = state;

    cli_bytes_free(&warc->headers);
    cli_bytes_free(&warc->block);
    cli_bytes_free(&warc->body);
    cli_bytes_free(&warc->utf8);
    cli_bytes_free(&warc->id);
    tm_page_record_release(&warc->page);
    free(warc);
}

static tm_text all(const struct cli_bytes *bytes)
{
    return (tm_text){bytes->data ? bytes->data : "", bytes->size};
}

static bool equals(tm_text text, const char *word)
{
    return text.size == strlen(word) && strncasecmp(text.data, word, text.size) == 0;
}

/* ---- records as they are in the file ---- */

static enum tm_read cut_short(const struct tm_stream *stream)
{
    cli_error("%s: ends in the middle of a record", tm_stream_name(stream));
    return TM_READ_FAILED;
}

/* Go to the next "WARC/1.0"; TM_READ_BAD if there is something else before it. */
static enum tm_read find_version(struct warc_state *warc, struct tm_stream *stream,
                                 struct cli_bytes *reason)
{
    bool garbage = false;

    if (warc->at_version) {
        warc->at_version = false;
        return TM_READ_OK;
    }

    for (;;) {
        tm_text line;
        const enum tm_read got = tm_stream_line(stream, &line);

        if (got == TM_READ_FAILED)
            return got;
        if (garbage && (got == TM_READ_END || warc_detect(NULL, line.data, line.size))) {
            warc->at_version = got == TM_READ_OK;
            cli_bytes_add_string(reason, "something that is no WARC record");
            return TM_READ_BAD;
        }
        if (got == TM_READ_END || warc_detect(NULL, line.data, line.size))
            return got;
        garbage = garbage || line.size > 0;
    }
}

static enum tm_read read_headers(struct warc_state *warc, struct tm_stream *stream)
{
    cli_bytes_clear(&warc->headers);
    for (;;) {
        tm_text line;
        const enum tm_read got = tm_stream_line(stream, &line);

        if (got == TM_READ_FAILED)
            return got;
        if (got == TM_READ_END || warc->headers.size > 1 << 20)
            return cut_short(stream);
        if (line.size == 0)
            return TM_READ_OK;
        cli_bytes_add(&warc->headers, line.data, line.size);
        cli_bytes_add(&warc->headers, "\n", 1);
    }
}

/* Take `size` bytes, into `block` or nowhere. */
static enum tm_read take_block(struct warc_state *warc, struct tm_stream *stream, uint64_t size,
                               bool keep)
{
    cli_bytes_clear(&warc->block);
    while (size > 0) {
        tm_text block;
        const enum tm_read got = tm_stream_peek(stream, &block);
        const size_t used = block.size < size ? block.size : (size_t)size;

        if (got == TM_READ_FAILED)
            return got;
        if (got == TM_READ_END)
            return cut_short(stream);
        if (keep)
            cli_bytes_add(&warc->block, block.data, used);
        tm_stream_skip(stream, used);
        size -= used;
    }
    return TM_READ_OK;
}

static bool content_length(tm_text headers, uint64_t *size)
{
    const tm_text value = tm_header_value(headers, "Content-Length");
    char digits[24], *end;

    if (value.size == 0 || value.size >= sizeof digits - 4)
        return false;
    snprintf(digits, sizeof digits, "%.*s", (int)value.size, value.data);
    *size = strtoull(digits, &end, 10);
    return strspn(digits, "0123456789") == value.size;
}

/* ---- what is in them ---- */

static enum kind kind_of(tm_text type)
{
    const char *const semicolon = type.size > 0 ? memchr(type.data, ';', type.size) : NULL;

    if (semicolon)
        type.size = (size_t)(semicolon - type.data);
    while (type.size > 0 && type.data[type.size - 1] == ' ')
        type.size--;
    if (equals(type, "text/html") || equals(type, "application/xhtml+xml"))
        return HTML;
    return equals(type, "text/plain") ? PLAIN : OTHER;
}

/* "HTTP/1.1 200 OK" */
static bool is_success(tm_text message)
{
    const char *const blank = message.size > 12 && memcmp(message.data, "HTTP/", 5) == 0
                                  ? memchr(message.data, ' ', 12)
                                  : NULL;

    return blank && blank[1] == '2';
}

static void to_utf8(struct warc_state *warc, tm_text label)
{
    struct cli_bytes *const body = &warc->body;
    char name[TM_CHARSET_NAME];
    const char *charset = warc->options->charset;
    struct tm_converter *converter;
    size_t mark;
    const char *const marked = tm_charset_mark(body->data, body->size, &mark);

    if (!charset)
        charset = marked;
    if (!charset && !tm_charset_is_ascii(body->data, body->size) &&
        !tm_charset_is_utf8(body->data, body->size) &&
        ((label.size > 0 && tm_charset_label(name, label.data, label.size)) ||
         tm_charset_declared(name, body->data, body->size)) &&
        strcasecmp(name, "UTF-8") != 0)
        charset = name;
    if (!charset)
        charset = tm_charset_guess(body->data, body->size);
    converter = tm_converter_open(charset);
    if (!converter)
        converter = tm_converter_open("UTF-8");
    cli_bytes_clear(&warc->utf8);
    tm_converter_add(converter, &warc->utf8, body->data + mark, body->size - mark, true);
    tm_converter_close(converter);
}

static enum tm_read fill(struct warc_state *warc, enum kind kind, struct tm_record *record,
                         struct cli_bytes *reason)
{
    tm_text url = tm_header_value(all(&warc->headers), "WARC-Target-URI");

    warc->text = all(&warc->utf8);
    record->text = &warc->text;
    record->texts = 1;
    if (kind == HTML) {
        const enum tm_read got =
            tm_page_record_fill(&warc->page, warc->text, "UTF-8", record, reason);

        if (got != TM_READ_OK)
            return got;
    }
    if (url.size > 2 && url.data[0] == '<') /* as WARC/1.0 was often read */
        url = (tm_text){url.data + 1, url.size - 2};
    cli_bytes_clear(&warc->id);
    if (url.size > 0)
        cli_json_add_string(&warc->id, url);
    record->url = url;
    record->id = all(&warc->id);
    if (record->date.size == 0) /* when it was fetched, where the page does not say when it was written */
        record->date = tm_header_value(all(&warc->headers), "WARC-Date");
    return TM_READ_OK;
}

/* A record whose block is in memory. TM_READ_END if it is none of those that are read. */
static enum tm_read open_block(struct warc_state *warc, bool http, struct tm_record *record,
                               struct cli_bytes *reason)
{
    tm_text type = tm_header_value(all(&warc->headers), "Content-Type");
    tm_text http_headers = {"", 0}, body = all(&warc->block);
    const char *why = "";
    enum kind kind;

    if (http) {
        const size_t end = tm_header_end(body);

        if (!is_success(body))
            return TM_READ_END;
        http_headers = (tm_text){body.data, end};
        body = (tm_text){body.data + end, body.size - end};
        type = tm_header_value(http_headers, "Content-Type");
    }
    kind = kind_of(type);
    if (kind == OTHER)
        return TM_READ_END;
    cli_bytes_clear(&warc->body);
    if (!tm_http_body(&warc->body, http_headers, body, PAGE_LIMIT, &why)) {
        const tm_text url = tm_header_value(all(&warc->headers), "WARC-Target-URI");

        cli_bytes_add(reason, url.data, url.size);
        cli_bytes_add_string(reason, ": ");
        cli_bytes_add_string(reason, why);
        return TM_READ_BAD;
    }
    to_utf8(warc, tm_header_charset(type));
    return fill(warc, kind, record, reason);
}

/* One record of the file; TM_READ_END with *more if it is none that is read. */
static enum tm_read step(struct warc_state *warc, struct tm_stream *stream,
                         struct tm_record *record, struct cli_bytes *reason, bool *more)
{
    enum tm_read got = find_version(warc, stream, reason);
    tm_text headers, type;
    uint64_t size;
    bool http, wanted;

    *more = false;
    if (got != TM_READ_OK)
        return got;
    got = read_headers(warc, stream);
    if (got != TM_READ_OK)
        return got;
    headers = all(&warc->headers);
    type = tm_header_value(headers, "WARC-Type");
    if (!content_length(headers, &size)) {
        cli_bytes_add_string(reason, "a WARC record without a Content-Length");
        return TM_READ_BAD;
    }
    http = equals(type, "response");
    wanted = http || equals(type, "resource") || equals(type, "conversion");
    if (wanted && size > tm_stream_limit(stream))
        return tm_stream_too_long(stream, "a record");
    got = take_block(warc, stream, size, wanted);
    if (got != TM_READ_OK)
        return got;
    got = wanted ? open_block(warc, http, record, reason) : TM_READ_END;
    *more = got == TM_READ_END;
    return got;
}

static enum tm_read warc_next(void *state, struct tm_stream *stream, struct tm_record *record,
                              struct cli_bytes *reason)
{
    struct warc_state *const warc = state;
    enum tm_read got;
    bool more;

    do {
        got = step(warc, stream, record, reason, &more);
    } while (more);
    tm_stream_set_line(stream, 0); /* lines say nothing here */
    return got;
}

const struct tm_format tm_format_warc = {"warc",    true,       warc_detect,
                                         warc_open, warc_close, warc_next};
