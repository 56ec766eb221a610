#include "keyword_view.h"

#include "heading.h"
#include "json.h"
#include "tsv.h"

#include <string.h>

void keyword_view_start(struct keyword_view *view, const struct cli_output *output,
                        enum keyword_format format)
{
    memset(view, 0, sizeof *view);
    view->output = output;
    view->format = format;
    if (format == KEYWORDS_JSON)
        fputs("{\n  \"records\": [", output->file);
    if (format == KEYWORDS_TSV)
        fputs("id\trank\tphrase\tscore\toccurrences\tdocuments\n", output->file);
}

static tm_text text_of(const tm_keyword *k)
{
    return (tm_text){k->text, strlen(k->text)};
}

/* ---- text ---- */

static void print_lines(const struct keyword_view *view, const struct cli_bytes *lines)
{
    if (lines->size)
        fwrite(lines->data, 1, lines->size, view->output->file);
}

static void add_text(struct keyword_view *view, const struct keyword_item *item,
                     const tm_keywords *keywords)
{
    struct cli_bytes lines = {NULL, 0, 0}, name = {NULL, 0, 0};

    for (size_t i = 0; i < keywords->count; i++) {
        cli_bytes_add_string(&lines, keywords->keyword[i].text);
        cli_bytes_add(&lines, "\n", 1);
    }
    cli_add_name(&name, item->title, item->id, item->file, item->line);
    if (view->count == 0) {
        view->first = lines;
        view->first_name = name;
        return;
    }
    if (view->count == 1) {
        cli_print_heading(view->output, &view->first_name);
        print_lines(view, &view->first);
    }
    fputc('\n', view->output->file);
    cli_print_heading(view->output, &name);
    print_lines(view, &lines);
    cli_bytes_free(&lines);
    cli_bytes_free(&name);
}

/* ---- for programs ---- */

static void print_rows(FILE *file, const struct keyword_item *item, const tm_keywords *keywords)
{
    for (size_t i = 0; i < keywords->count; i++) {
        const tm_keyword *k = &keywords->keyword[i];
        cli_tsv_id(file, item->id);
        fprintf(file, "\t%zu\t", i + 1);
        cli_tsv_field(file, text_of(k));
        fputc('\t', file);
        cli_json_number(file, k->score);
        fprintf(file, "\t%zu\t%zu\n", k->places, k->documents);
    }
}

static void print_place(FILE *file, const struct keyword_item *item, const tm_keyword_place *place)
{
    const struct keyword_piece *piece = &item->piece[place->document];

    fputc('{', file);
    if (item->together) {
        fputs("\"id\": ", file);
        fwrite(piece->id.data, 1, piece->id.size, file);
        fputs(", ", file);
    }
    if (piece->title)
        fputs("\"title\": true", file);
    else
        fprintf(file, "\"document\": %zu", piece->document);
    fprintf(file, ", \"start\": %zu, \"end\": %zu}", place->start, place->end);
}

static void print_object(FILE *file, const struct keyword_item *item, const tm_keywords *keywords)
{
    fputs("{\"id\": ", file);
    fwrite(item->id.data, 1, item->id.size, file);
    fputs(", \"keywords\": [", file);
    for (size_t i = 0; i < keywords->count; i++) {
        const tm_keyword *k = &keywords->keyword[i];
        fputs(i ? ", {\"text\": " : "{\"text\": ", file);
        cli_json_string(file, text_of(k));
        fputs(", \"score\": ", file);
        cli_json_number(file, k->score);
        fputs(", \"places\": [", file);
        for (size_t p = 0; p < k->places; p++) {
            fputs(p ? ", " : "", file);
            print_place(file, item, &k->place[p]);
        }
        fputs("]}", file);
    }
    fputs("]}", file);
}

void keyword_view_add(struct keyword_view *view, const struct keyword_item *item,
                      const tm_keywords *keywords)
{
    FILE *const file = view->output->file;

    switch (view->format) {
    case KEYWORDS_TEXT:
        add_text(view, item, keywords);
        break;
    case KEYWORDS_TSV:
        print_rows(file, item, keywords);
        break;
    case KEYWORDS_JSON:
        fputs(view->count > 0 ? ",\n    " : "\n    ", file);
        print_object(file, item, keywords);
        break;
    case KEYWORDS_JSONL:
        print_object(file, item, keywords);
        fputc('\n', file);
        break;
    }
    view->count++;
}

void keyword_view_finish(struct keyword_view *view)
{
    if (view->format == KEYWORDS_JSON)
        fputs("\n  ]\n}\n", view->output->file);
    if (view->format == KEYWORDS_TEXT && view->count == 1)
        print_lines(view, &view->first);
    cli_bytes_free(&view->first);
    cli_bytes_free(&view->first_name);
}
