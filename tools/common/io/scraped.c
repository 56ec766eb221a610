/* A web page that was scraped to plain text, one paragraph a line: its articles and the teasers
 * of other stories are records. */
#include "detect.h"
#include "io/format.h"
#include "page/page.h"
#include "talk.h"

#include <stdlib.h>
#include <string.h>

struct scraped_state {
    const char *lang; /* forced; NULL: find out */
    struct cli_detector detector;
    struct cli_bytes bytes;
    struct page_parts parts;
    tm_text text; /* of the current part */
    size_t next;
    bool read;
};

static void *scraped_open(const struct tm_format_options *options)
{
    struct scraped_state *const page = cli_alloc(1, sizeof *page);

    page->lang = options->lang;
    return page;
}

static void scraped_close(void *state)
{
    struct scraped_state *const page = state;

    page_parts_release(&page->parts);
    cli_detector_free(&page->detector);
    cli_bytes_free(&page->bytes);
    free(page);
}

static enum tm_read take_apart(struct scraped_state *page, struct tm_stream *stream,
                               struct cli_bytes *reason)
{
    const tm_text nothing = {0};
    const char *lang;
    tm_text whole;
    tm_error err;

    if (tm_stream_rest(stream, &page->bytes) == TM_READ_FAILED)
        return TM_READ_FAILED;
    for (size_t i = 0; i < page->bytes.size; i++)
        if (page->bytes.data[i] == '\0') /* parts are strings, which one would end */
            page->bytes.data[i] = ' ';
    whole = (tm_text){page->bytes.data ? page->bytes.data : "", page->bytes.size};
    lang = cli_detect_record(&page->detector, page->lang, nothing, &whole, 1);
    if (page_from_text(&page->parts, whole.data, whole.size, lang, &err) == TM_OK)
        return TM_READ_OK;
    memset(&page->parts, 0, sizeof page->parts);
    cli_bytes_add_string(reason, err.message);
    return TM_READ_BAD;
}

/* What a user would wonder at. */
static void comment(const struct page_parts *parts, const char *name)
{
    if (parts->too_long)
        cli_message("%s: is too long for a page, and taken as one article", name);
    else if (parts->furniture)
        cli_message("%s: holds no article and no teaser, only lines that sites put around them",
                    name);
}

static enum tm_read scraped_next(void *state, struct tm_stream *stream, struct tm_record *record,
                                 struct cli_bytes *reason)
{
    struct scraped_state *const page = state;
    const struct page_part *part;

    if (!page->read) {
        const enum tm_read got = take_apart(page, stream, reason);

        page->read = true;
        if (got != TM_READ_OK)
            return got;
        comment(&page->parts, tm_stream_name(stream));
    }
    if (page->next == page->parts.count)
        return TM_READ_END;
    part = &page->parts.part[page->next++];
    page->text = (tm_text){part->text, strlen(part->text)};
    if (part->title)
        record->title = (tm_text){part->title, strlen(part->title)};
    record->text = &page->text;
    record->texts = 1;
    record->kind = page_kind_name(part->kind);
    record->line = part->first_line;
    record->last_line = part->last_line;
    return TM_READ_OK;
}

/* Looks like any other plain text, so it is never guessed. */
const struct tm_format tm_format_scraped = {"page",       false,         NULL,
                                            scraped_open, scraped_close, scraped_next};
