#include "summary_view.h"

#include "columns.h"
#include "json.h"

#include <string.h>

void summary_view_start(struct summary_view *view, const struct cli_output *output,
                        enum summary_format format)
{
    memset(view, 0, sizeof *view);
    view->output = output;
    view->format = format;
    if (format == SUMMARY_JSON)
        fputs("{\n  \"summaries\": [", output->file);
}

/* ---- text ---- */

/* Lines to be printed: sentences, or the whole summary on a terminal or where it was cut. */
static void add_lines(const struct summary_view *view, struct cli_bytes *out,
                      const struct summary_item *item, const tm_summary *summary)
{
    if (view->output->terminal || summary->cut) {
        cli_add_clean(out, (tm_text){summary->text, summary->text_size});
        if (summary->text_size > 0)
            cli_bytes_add(out, "\n", 1);
        return;
    }
    for (size_t i = 0; i < summary->count; i++) {
        const tm_summary_sentence *const s = &summary->sentence[i];

        cli_add_clean(out, (tm_text){item->text[s->document].data + s->start, s->end - s->start});
        cli_bytes_add(out, "\n", 1);
    }
}

/* What a record is called: its title, or an id that is a name, or where it stands. */
static void add_heading(struct cli_bytes *out, const struct summary_item *item)
{
    char line[32];

    if (item->title.size > 0) {
        cli_add_clean(out, item->title);
    } else if (item->id.size > 0 && item->id.data[0] == '"') {
        cli_json_add_plain(out, item->id);
    } else if (item->file) {
        cli_add_clean(out, (tm_text){item->file, strlen(item->file)});
        snprintf(line, sizeof line, ":%zu", item->line);
        if (item->line > 0)
            cli_bytes_add_string(out, line);
    }
}

static void print_heading(const struct summary_view *view, const struct cli_bytes *heading)
{
    const struct cli_output *const output = view->output;

    fprintf(output->file, "%s==> ", cli_bold(output));
    if (output->terminal)
        cli_print_fit(output->file, (tm_text){heading->data, heading->size}, output->width - 8);
    else
        fwrite(heading->data, 1, heading->size, output->file);
    fprintf(output->file, " <==%s\n", cli_plain(output));
}

static void print_lines(const struct summary_view *view, const struct cli_bytes *lines)
{
    if (view->output->terminal)
        cli_print_wrapped(view->output->file, (tm_text){lines->data, lines->size},
                          view->output->width);
    else if (lines->size > 0)
        fwrite(lines->data, 1, lines->size, view->output->file);
}

static void add_text(struct summary_view *view, const struct summary_item *item,
                     const tm_summary *summary)
{
    struct cli_bytes lines = {NULL, 0, 0}, heading = {NULL, 0, 0};

    add_lines(view, &lines, item, summary);
    add_heading(&heading, item);
    if (view->count == 0) {
        view->first = lines;
        view->first_heading = heading;
        return;
    }
    if (view->count == 1) {
        print_heading(view, &view->first_heading);
        print_lines(view, &view->first);
    }
    fputc('\n', view->output->file);
    print_heading(view, &heading);
    print_lines(view, &lines);
    cli_bytes_free(&lines);
    cli_bytes_free(&heading);
}

/* ---- for programs ---- */

static void print_sentence(FILE *file, const struct summary_item *item,
                           const tm_summary_sentence *s)
{
    fputs("{\"text\": ", file);
    cli_json_string(file, (tm_text){item->text[s->document].data + s->start, s->end - s->start});
    fprintf(file, ", \"document\": %zu, \"start\": %zu, \"end\": %zu, \"score\": ", s->document,
            s->start, s->end);
    cli_json_number(file, s->score);
    fputc('}', file);
}

static void print_object(FILE *file, const struct summary_item *item, const tm_summary *summary)
{
    fputs("{\"id\": ", file);
    fwrite(item->id.data, 1, item->id.size, file);
    fputs(", \"summary\": ", file);
    cli_json_string(file, (tm_text){summary->text, summary->text_size});
    fputs(", \"sentences\": [", file);
    for (size_t i = 0; i < summary->count; i++) {
        fputs(i > 0 ? ", " : "", file);
        print_sentence(file, item, &summary->sentence[i]);
    }
    fprintf(file, "], \"cut\": %s}", summary->cut ? "true" : "false");
}

void summary_view_add(struct summary_view *view, const struct summary_item *item,
                      const tm_summary *summary)
{
    FILE *const file = view->output->file;

    if (view->format == SUMMARY_TEXT)
        add_text(view, item, summary);
    else if (view->format == SUMMARY_JSON)
        fputs(view->count > 0 ? ",\n    " : "\n    ", file);
    if (view->format != SUMMARY_TEXT)
        print_object(file, item, summary);
    if (view->format == SUMMARY_JSONL)
        fputc('\n', file);
    view->count++;
}

void summary_view_finish(struct summary_view *view)
{
    if (view->format == SUMMARY_JSON)
        fputs("\n  ]\n}\n", view->output->file);
    if (view->format == SUMMARY_TEXT && view->count == 1)
        print_lines(view, &view->first);
    cli_bytes_free(&view->first);
    cli_bytes_free(&view->first_heading);
}
