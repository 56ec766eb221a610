#include "io/page_record.h"

#include "io/html_text.h"

#include <stdlib.h>
#include <string.h>

static tm_text as_text(const char *string)
{
    return (tm_text){string, string ? strlen(string) : 0};
}

/* A page without an article, such as a front page: all of its text. */
static void take_everything(struct tm_page_record *state, tm_text html)
{
    cli_bytes_clear(&state->everything);
    tm_html_text(&state->everything, html);
    state->text = (tm_text){state->everything.data, state->everything.size};
}

enum tm_read tm_page_record_fill(struct tm_page_record *state, tm_text html, const char *charset,
                                 struct tm_record *record, struct cli_bytes *reason)
{
    tm_error err;

    page_release(&state->page);
    if (page_extract(&state->page, html.data, html.size, charset, &err) != TM_OK) {
        memset(&state->page, 0, sizeof state->page);
        cli_bytes_add_string(reason, err.message);
        return TM_READ_BAD;
    }
    state->text = as_text(state->page.text);
    if (state->text.size == 0)
        take_everything(state, html);
    record->title = as_text(state->page.title);
    record->date = as_text(state->page.date);
    record->source = as_text(state->page.site);
    record->lang = as_text(state->page.language);
    record->url = as_text(state->page.canonical);
    record->author = as_text(state->page.author);
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
    lend(&record->url, page->url);
    lend(&record->author, page->author);
}

void tm_page_record_release(struct tm_page_record *state)
{
    page_release(&state->page);
    cli_bytes_free(&state->everything);
    memset(state, 0, sizeof *state);
}
