#include "summary_view.h"

#include "columns.h"
#include "heading.h"
#include "json.h"
#include "summary_marked.h"
#include "summary_markup.h"

#include <string.h>

void summary_view_start(struct summary_view *view, const struct cli_output *output,
                        enum summary_format format)
{
    memset(view, 0, sizeof *view);
    view->output = output;
    view->format = format;
    if (format == SUMMARY_JSON)
        fputs("{\n  \"summaries\": [", output->file);
    else if (format == SUMMARY_HTML)
        summary_html_start(output->file);
}

/* ---- text ---- */

static tm_text text_of(const struct summary_item *item, const tm_summary_sentence *s)
{
    return (tm_text){item->text[s->document].data + s->start, s->end - s->start};
}

void summary_add_covers(struct cli_bytes *out, const struct summary_item *item,
                        const tm_summary_sentence *sentence)
{
    enum { MOST = 8 };
    char weight[32];

    cli_bytes_add_string(out, "covers:");
    for (size_t i = 0, shown = 0; i < sentence->concepts && shown < MOST; i++) {
        const tm_summary_concept *const c = &sentence->concept[i];

        if (c->stop)
            continue;
        cli_bytes_add_string(out, shown++ > 0 ? ", " : " ");
        cli_add_clean(out,
                      (tm_text){item->text[sentence->document].data + c->start, c->end - c->start});
        snprintf(weight, sizeof weight, " (%.2f)", c->weight);
        cli_bytes_add_string(out, weight);
    }
}

/* Where the text is printed with marks. */
struct marked {
    const struct summary_view *view;
    struct cli_bytes *out;
    bool fresh; /* nothing of the line is written yet */
};

static void mark_line(void *ctx, bool begins)
{
    struct marked *const m = ctx;

    m->fresh = begins;
    if (!begins)
        cli_bytes_add(m->out, "\n", 1);
}

static void mark_part(void *ctx, tm_text text, bool chosen)
{
    struct marked *const m = ctx;
    const struct cli_output *const output = m->view->output;
    struct cli_bytes clean = {NULL, 0, 0};

    cli_add_clean(&clean, text);
    if (clean.size > 0) {
        if (!m->fresh)
            cli_bytes_add(m->out, " ", 1);
        if (chosen)
            cli_bytes_add_string(m->out, output->color ? cli_bold(output) : "[[");
        cli_bytes_add(m->out, clean.data, clean.size);
        if (chosen)
            cli_bytes_add_string(m->out, output->color ? cli_plain(output) : "]]");
        m->fresh = false;
    }
    cli_bytes_free(&clean);
}

static void add_marked(const struct summary_view *view, struct cli_bytes *out,
                       const struct summary_item *item, const tm_summary *summary)
{
    struct marked marked = {view, out, true};
    const struct summary_marker marker = {&marked, mark_line, mark_part};

    for (size_t i = 0; i < item->texts; i++) {
        if (i > 0)
            cli_bytes_add_string(out, "\n---\n\n");
        summary_mark(&marker, item, summary, i);
    }
}

/* Lines to be printed: sentences, or the whole summary on a terminal or where it was cut. */
static void add_lines(const struct summary_view *view, struct cli_bytes *out,
                      const struct summary_item *item, const tm_summary *summary)
{
    if (view->highlight) {
        add_marked(view, out, item, summary);
        return;
    }
    if ((view->output->terminal && !view->explain) || summary->cut) {
        cli_add_clean(out, (tm_text){summary->text, summary->text_size});
        if (summary->text_size > 0)
            cli_bytes_add(out, "\n", 1);
    }
    for (size_t i = 0; i < summary->count && (!view->output->terminal || view->explain); i++) {
        const tm_summary_sentence *const s = &summary->sentence[i];

        if (!summary->cut) {
            cli_add_clean(out, text_of(item, s));
            cli_bytes_add(out, "\n", 1);
        }
        if (view->explain) {
            cli_bytes_add_string(out, "    ");
            summary_add_covers(out, item, s);
            cli_bytes_add(out, "\n", 1);
        }
    }
}

static void print_lines(const struct summary_view *view, const struct cli_bytes *lines)
{
    const tm_text text = {lines->data, lines->size};
    FILE *const file = view->output->file;

    if (view->output->terminal && (view->highlight || view->explain))
        cli_print_lines(file, text, view->output->width);
    else if (view->output->terminal)
        cli_print_wrapped(file, text, view->output->width);
    else if (lines->size > 0)
        fwrite(lines->data, 1, lines->size, file);
}

static void add_text(struct summary_view *view, const struct summary_item *item,
                     const tm_summary *summary)
{
    struct cli_bytes lines = {NULL, 0, 0}, heading = {NULL, 0, 0};

    add_lines(view, &lines, item, summary);
    cli_add_name(&heading, item->title, item->id, item->file, item->line);
    if (view->count == 0) {
        view->first = lines;
        view->first_heading = heading;
        return;
    }
    if (view->count == 1) {
        cli_print_heading(view->output, &view->first_heading);
        print_lines(view, &view->first);
    }
    fputc('\n', view->output->file);
    cli_print_heading(view->output, &heading);
    print_lines(view, &lines);
    cli_bytes_free(&lines);
    cli_bytes_free(&heading);
}

/* ---- for programs ---- */

static void print_concepts(FILE *file, const struct summary_item *item,
                           const tm_summary_sentence *s)
{
    fputs(", \"concepts\": [", file);
    for (size_t i = 0; i < s->concepts; i++) {
        const tm_summary_concept *const c = &s->concept[i];

        fputs(i > 0 ? ", {\"text\": " : "{\"text\": ", file);
        cli_json_string(file,
                        (tm_text){item->text[s->document].data + c->start, c->end - c->start});
        fprintf(file, ", \"start\": %zu, \"end\": %zu, \"weight\": ", c->start, c->end);
        cli_json_number(file, c->weight);
        fprintf(file, ", \"stop\": %s}", c->stop ? "true" : "false");
    }
    fputc(']', file);
}

static void print_sentence(FILE *file, const struct summary_view *view,
                           const struct summary_item *item, const tm_summary_sentence *s)
{
    fputs("{\"text\": ", file);
    cli_json_string(file, text_of(item, s));
    fprintf(file, ", \"document\": %zu, \"start\": %zu, \"end\": %zu, \"score\": ", s->document,
            s->start, s->end);
    cli_json_number(file, s->score);
    fprintf(file, ", \"unresolved\": %s", s->marks & TM_SENTENCE_UNRESOLVED ? "true" : "false");
    if (view->explain)
        print_concepts(file, item, s);
    fputc('}', file);
}

static void print_object(const struct summary_view *view, const struct summary_item *item,
                         const tm_summary *summary)
{
    static const char *const modes[] = {"auto", "article", "documents", "opinions", "digest"};
    FILE *const file = view->output->file;

    fputs("{\"id\": ", file);
    fwrite(item->id.data, 1, item->id.size, file);
    fputs(", \"summary\": ", file);
    cli_json_string(file, (tm_text){summary->text, summary->text_size});
    fputs(", \"sentences\": [", file);
    for (size_t i = 0; i < summary->count; i++) {
        fputs(i > 0 ? ", " : "", file);
        print_sentence(file, view, item, &summary->sentence[i]);
    }
    fprintf(file, "], \"cut\": %s, \"whole\": %s, \"mode\": \"%s\"",
            summary->cut ? "true" : "false", summary->whole ? "true" : "false",
            modes[summary->mode]);
    if (view->asks)
        fprintf(file, ", \"off_topic\": %s", summary->off_topic ? "true" : "false");
    fputc('}', file);
}

void summary_view_add(struct summary_view *view, const struct summary_item *item,
                      const tm_summary *summary)
{
    FILE *const file = view->output->file;

    switch (view->format) {
    case SUMMARY_TEXT:
        add_text(view, item, summary);
        break;
    case SUMMARY_JSON:
        fputs(view->count > 0 ? ",\n    " : "\n    ", file);
        print_object(view, item, summary);
        break;
    case SUMMARY_JSONL:
        print_object(view, item, summary);
        fputc('\n', file);
        break;
    case SUMMARY_MD:
        summary_md_add(view, item, summary);
        break;
    case SUMMARY_HTML:
        summary_html_add(view, item, summary);
        break;
    }
    view->count++;
}

void summary_view_finish(struct summary_view *view)
{
    if (view->format == SUMMARY_JSON)
        fputs("\n  ]\n}\n", view->output->file);
    if (view->format == SUMMARY_HTML)
        summary_html_finish(view->output->file);
    if (view->format == SUMMARY_TEXT && view->count == 1)
        print_lines(view, &view->first);
    cli_bytes_free(&view->first);
    cli_bytes_free(&view->first_heading);
}
