#include "io/page_record.h"

#include "io/html_text.h"

#include <stdlib.h>
#include <string.h>

enum tm_read tm_page_record_fill(struct tm_page_record *state, tm_text html, const char *charset,
                                 struct tm_record *record, struct cli_bytes *reason)
{
    (void)charset; /* the formats give UTF-8 */
    (void)reason;  /* any bytes are a page */
    cli_bytes_clear(&state->title);
    cli_bytes_clear(&state->body);
    tm_html_title(&state->title, html);
    tm_html_text(&state->body, html);
    record->title = (tm_text){state->title.data, state->title.size};
    state->text = (tm_text){state->body.data, state->body.size};
    record->text = &state->text;
    record->texts = 1;
    return TM_READ_OK;
}

static void lend(tm_text *to, tm_text from)
{
    if (to->size == 0)
        *to = from;
}

void tm_page_record_lend(struct tm_record *record, const struct tm_record *page)
{
    lend(&record->title, page->title);
    lend(&record->date, page->date);
    lend(&record->source, page->source);
    lend(&record->lang, page->lang);
}

void tm_page_record_release(struct tm_page_record *state)
{
    cli_bytes_free(&state->title);
    cli_bytes_free(&state->body);
}
