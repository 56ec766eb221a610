/* A page is a record. */
#include "io/format.h"
#include "io/page_record.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct html_state {
    struct tm_page_record page;
    struct cli_bytes bytes;
    bool done;
};

static bool html_detect(const struct tm_fields *fields, const char *head, size_t size)
{
    static const char *const starts[] = {"<!doctype html", "<html",  "<head", "<body",
                                         "<meta",          "<title", NULL};
    const char *at = head, *const end = head + size;

    (void)fields;
    for (;;) { /* past an XML declaration and comments */
        const char *close = NULL;

        while (at < end && strchr(" \t\r\n", *at) && *at)
            at++;
        if (end - at > 4 && (strncmp(at, "<!--", 4) == 0 || strncmp(at, "<?xml", 5) == 0))
            close = memchr(at, '>', (size_t)(end - at));
        if (!close)
            break;
        at = close + 1;
    }
    for (const char *const *start = starts; *start; start++)
        if ((size_t)(end - at) > strlen(*start) && strncasecmp(at, *start, strlen(*start)) == 0)
            return true;
    return false;
}

static void *html_open(const struct tm_format_options *options)
{
    (void)options;
    return cli_alloc(1, sizeof(struct html_state));
}

static void html_close(void *state)
{
    struct html_state *const html = state;

    tm_page_record_release(&html->page);
    cli_bytes_free(&html->bytes);
    free(html);
}

static enum tm_read html_next(void *state, struct tm_stream *stream, struct tm_record *record,
                              struct cli_bytes *reason)
{
    struct html_state *const html = state;
    enum tm_read got;

    if (html->done)
        return TM_READ_END;
    html->done = true;
    got = tm_stream_rest(stream, &html->bytes);
    if (got == TM_READ_FAILED)
        return got;
    return tm_page_record_fill(
        &html->page, (tm_text){html->bytes.data ? html->bytes.data : "", html->bytes.size}, "UTF-8",
        record, reason);
}

const struct tm_format tm_format_html = {"html",    false,      html_detect,
                                         html_open, html_close, html_next};
