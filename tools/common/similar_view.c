#include "similar_view.h"

#include "columns.h"
#include "json.h"
#include "number.h"
#include "tsv.h"

#include <stdlib.h>

struct hit {
    uint32_t a, b;
    float similarity;
};

/* The most alike first, then by place. */
static int compare_hits(const void *x, const void *y)
{
    const struct hit *const a = x, *const b = y;

    if (a->similarity != b->similarity)
        return a->similarity > b->similarity ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

/* All that was found, row by row; those of a row the most alike first unless these are pairs. */
static struct hit *hits_of(const struct similar_view *view)
{
    const tm_sparse *const m = view->found;
    struct hit *const hit = cli_alloc((size_t)m->row_start[m->rows], sizeof *hit);

    for (size_t i = 0; i < m->rows; i++) {
        const size_t first = (size_t)m->row_start[i], end = (size_t)m->row_start[i + 1];

        for (size_t e = first; e < end; e++)
            hit[e] = (struct hit){(uint32_t)(view->first + i), m->column[e], m->value[e]};
        if (view->kind != SIMILAR_PAIRS && end > first)
            qsort(hit + first, end - first, sizeof *hit, compare_hits);
    }
    return hit;
}

static size_t count_of(const struct similar_view *view)
{
    return (size_t)view->found->row_start[view->found->rows];
}

static void print_name(const struct similar_view *view, size_t i, size_t indent)
{
    static const tm_text empty = {"(empty)", 7};
    const tm_text name = cli_document_name(view->documents, i);

    cli_print_fit(view->output->file, name.size > 0 ? name : empty, view->output->width - indent);
    fputc('\n', view->output->file);
}

static void print_similarity(const struct similar_view *view, float similarity)
{
    fprintf(view->output->file, "%s%.2f%s  ", cli_dim(view->output), (double)similarity,
            cli_plain(view->output));
}

void similar_view_text(const struct similar_view *view)
{
    struct hit *const hit = hits_of(view);
    const size_t count = count_of(view);
    FILE *const file = view->output->file;

    if (view->kind == SIMILAR_PAIRS && count > 0)
        qsort(hit, count, sizeof *hit, compare_hits);
    for (size_t k = 0; k < count; k++) {
        if (view->kind == SIMILAR_PAIRS) {
            fputs(k > 0 ? "\n" : "", file);
            print_similarity(view, hit[k].similarity);
            print_name(view, hit[k].a, 6);
            fputs("      ", file);
            print_name(view, hit[k].b, 6);
            continue;
        }
        if (view->kind == SIMILAR_TOP && (k == 0 || hit[k].a != hit[k - 1].a)) {
            fprintf(file, "%s%s", k > 0 ? "\n" : "", cli_bold(view->output));
            print_name(view, hit[k].a, 0);
            fputs(cli_plain(view->output), file);
        }
        fputs(view->kind == SIMILAR_TOP ? "  " : "", file);
        print_similarity(view, hit[k].similarity);
        print_name(view, hit[k].b, view->kind == SIMILAR_TOP ? 8 : 6);
    }
    free(hit);
}

void similar_view_jsonl(const struct similar_view *view)
{
    struct hit *const hit = hits_of(view);
    FILE *const file = view->output->file;

    for (size_t k = 0; k < count_of(view); k++) {
        const tm_text a = view->kind == SIMILAR_QUERY ? (tm_text){0}
                                                      : cli_document_id(view->documents, hit[k].a),
                      b = cli_document_id(view->documents, hit[k].b);

        if (view->kind == SIMILAR_QUERY)
            fputs("{\"b\": ", file);
        else
            fprintf(file, "{\"a\": %.*s, \"b\": ", (int)a.size, a.data);
        fwrite(b.data, 1, b.size, file);
        fputs(", \"similarity\": ", file);
        cli_json_number(file, (double)hit[k].similarity);
        fputs("}\n", file);
    }
    free(hit);
}

void similar_view_tsv_header(const struct similar_view *view)
{
    fputs(view->kind == SIMILAR_QUERY ? "b\tsimilarity\ttitle\n"
                                      : "a\tb\tsimilarity\ttitle_a\ttitle_b\n",
          view->output->file);
}

static void add_tsv_hit(struct cli_bytes *line, const struct similar_view *view,
                        const struct hit *hit)
{
    const bool query = view->kind == SIMILAR_QUERY;

    if (!query) {
        cli_json_add_plain(line, cli_document_id(view->documents, hit->a));
        cli_bytes_add(line, "\t", 1);
    }
    cli_json_add_plain(line, cli_document_id(view->documents, hit->b));
    cli_bytes_add(line, "\t", 1);
    cli_add_number(line, (double)hit->similarity);
    cli_bytes_add(line, "\t", 1);
    if (!query) {
        cli_tsv_add_field(line, cli_document_name(view->documents, hit->a));
        cli_bytes_add(line, "\t", 1);
    }
    cli_tsv_add_field(line, cli_document_name(view->documents, hit->b));
    cli_bytes_add(line, "\n", 1);
}

void similar_view_tsv(const struct similar_view *view)
{
    struct hit *const hit = hits_of(view);
    struct cli_bytes line = {NULL, 0, 0};

    for (size_t k = 0; k < count_of(view); k++) {
        cli_bytes_clear(&line);
        add_tsv_hit(&line, view, &hit[k]);
        fwrite(line.data, 1, line.size, view->output->file);
    }
    cli_bytes_free(&line);
    free(hit);
}
