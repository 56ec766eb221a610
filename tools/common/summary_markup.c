#include "summary_markup.h"

#include "heading.h"
#include "markup.h"
#include "summary_marked.h"

/* What a marked text is written to. */
struct page {
    FILE *file;
    bool fresh; /* nothing of the line is written yet */
};

static tm_text text_of(const struct summary_item *item, const tm_summary_sentence *s)
{
    return (tm_text){item->text[s->document].data + s->start, s->end - s->start};
}

static bool is_space(tm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != ' ' && text.data[i] != '\t' && text.data[i] != '\r')
            return false;
    return true;
}

/* Parts are joined by the blanks that were between them, which cleaning takes. */
static bool begin_part(struct page *page, tm_text text)
{
    if (is_space(text))
        return false;
    if (!page->fresh)
        fputc(' ', page->file);
    page->fresh = false;
    return true;
}

/* ---- Markdown ---- */

static void md_line(void *ctx, bool begins)
{
    struct page *const page = ctx;

    page->fresh = begins;
    if (!begins)
        fputs("\n\n", page->file);
}

static void md_part(void *ctx, tm_text text, bool chosen)
{
    struct page *const page = ctx;

    if (!begin_part(page, text))
        return;
    fputs(chosen ? "**" : "", page->file);
    cli_markdown_text(page->file, text);
    fputs(chosen ? "**" : "", page->file);
}

static void md_heading(FILE *file, const struct summary_item *item)
{
    struct cli_bytes heading = {NULL, 0, 0};

    cli_add_name(&heading, item->title, item->id, item->file, item->line);
    if (heading.size > 0) {
        fputs("## ", file);
        cli_markdown_text(file, (tm_text){heading.data, heading.size});
        fputs("\n\n", file);
    }
    cli_bytes_free(&heading);
}

static void md_covers(FILE *file, const struct summary_item *item, const tm_summary_sentence *s)
{
    struct cli_bytes covers = {NULL, 0, 0};

    summary_add_covers(&covers, item, s);
    fputs("  \n  *", file);
    cli_markdown_text(file, (tm_text){covers.data, covers.size});
    fputs("*", file);
    cli_bytes_free(&covers);
}

void summary_md_add(const struct summary_view *view, const struct summary_item *item,
                    const tm_summary *summary)
{
    FILE *const file = view->output->file;
    struct page page = {file, true};
    const struct summary_marker marker = {&page, md_line, md_part};

    md_heading(file, item);
    for (size_t i = 0; view->highlight && i < item->texts; i++)
        summary_mark(&marker, item, summary, i);
    if (view->highlight)
        return;
    for (size_t i = 0; i < summary->count; i++) {
        fputs("- ", file);
        cli_markdown_text(file, summary->cut ? (tm_text){summary->text, summary->text_size}
                                             : text_of(item, &summary->sentence[i]));
        if (view->explain)
            md_covers(file, item, &summary->sentence[i]);
        fputc('\n', file);
    }
    fputc('\n', file);
}

/* ---- HTML ---- */

void summary_html_start(FILE *file)
{
    fputs("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<title>Summaries</title>\n<style>\n"
          ":root { color-scheme: light dark }\n"
          "body { max-width: 42em; margin: 2em auto; padding: 0 1em; "
          "font: 1.05em/1.5 Georgia, serif }\n"
          "h2 { font-size: 1.25em; line-height: 1.25 }\n"
          "mark { background: #ffe58a; color: #000 }\n"
          "small { opacity: .7 }\n</style>\n</head>\n<body>\n",
          file);
}

void summary_html_finish(FILE *file)
{
    fputs("</body>\n</html>\n", file);
}

static void html_line(void *ctx, bool begins)
{
    struct page *const page = ctx;

    page->fresh = begins;
    fputs(begins ? "<p dir=\"auto\">" : "</p>\n", page->file);
}

static void html_part(void *ctx, tm_text text, bool chosen)
{
    struct page *const page = ctx;

    if (!begin_part(page, text))
        return;
    fputs(chosen ? "<mark>" : "", page->file);
    cli_markup_text(page->file, text);
    fputs(chosen ? "</mark>" : "", page->file);
}

static void html_heading(FILE *file, const struct summary_item *item)
{
    struct cli_bytes heading = {NULL, 0, 0};

    cli_add_name(&heading, item->title, item->id, item->file, item->line);
    if (heading.size > 0) {
        fputs("<h2 dir=\"auto\">", file);
        cli_markup_text(file, (tm_text){heading.data, heading.size});
        fputs("</h2>\n", file);
    }
    cli_bytes_free(&heading);
}

static void html_covers(FILE *file, const struct summary_item *item, const tm_summary_sentence *s)
{
    struct cli_bytes covers = {NULL, 0, 0};

    summary_add_covers(&covers, item, s);
    fputs("<br><small>", file);
    cli_markup_text(file, (tm_text){covers.data, covers.size});
    fputs("</small>", file);
    cli_bytes_free(&covers);
}

static void html_sentences(const struct summary_view *view, const struct summary_item *item,
                           const tm_summary *summary)
{
    FILE *const file = view->output->file;

    fputs("<ul>\n", file);
    for (size_t i = 0; i < summary->count; i++) {
        fputs("<li dir=\"auto\">", file);
        cli_markup_text(file, summary->cut ? (tm_text){summary->text, summary->text_size}
                                           : text_of(item, &summary->sentence[i]));
        if (view->explain)
            html_covers(file, item, &summary->sentence[i]);
        fputs("</li>\n", file);
    }
    fputs("</ul>\n", file);
}

void summary_html_add(const struct summary_view *view, const struct summary_item *item,
                      const tm_summary *summary)
{
    FILE *const file = view->output->file;
    struct page page = {file, true};
    const struct summary_marker marker = {&page, html_line, html_part};

    fputs("<section>\n", file);
    html_heading(file, item);
    for (size_t i = 0; view->highlight && i < item->texts; i++)
        summary_mark(&marker, item, summary, i);
    if (!view->highlight || view->explain)
        html_sentences(view, item, summary);
    fputs("</section>\n", file);
}
