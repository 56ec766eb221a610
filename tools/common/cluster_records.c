/* Clusters for programs: JSON, a line a document as JSON or separated by tabs. */
#include "cluster_explain.h"
#include "cluster_members.h"
#include "cluster_view.h"
#include "json.h"
#include "number.h"
#include "text.h"
#include "tsv.h"

#include <stdlib.h>
#include <string.h>

static bool is_loner(const struct cluster_view *view, size_t row)
{
    return view->clusters->size[view->clusters->cluster[row]] == 1;
}

static bool is_medoid(const struct cluster_view *view, size_t row)
{
    return view->clusters->medoid[view->clusters->cluster[row]] == row;
}

static void add_id(struct cli_bytes *out, const struct cluster_view *view, size_t row)
{
    const tm_text id = cli_document_id(view->documents, row);

    cli_bytes_add(out, id.data, id.size);
}

static void add_terms(struct cli_bytes *out, const struct cluster_view *view, const char *name,
                      const tm_cluster_term *term)
{
    cli_bytes_add_string(out, ", \"");
    cli_bytes_add_string(out, name);
    cli_bytes_add_string(out, "\": ");
    cluster_explain_json(out, view->model, term, view->terms->most);
}

/* Of a document that says nothing new, the first that says the same. */
static void add_copy_of(struct cli_bytes *out, const struct cluster_view *view, size_t row)
{
    if (view->copy_of[row] == row)
        return;
    cli_bytes_add_string(out, ", \"copy_of\": ");
    add_id(out, view, view->copy_of[row]);
}

static bool is_notice(const struct cluster_view *view, size_t row)
{
    return tm_is_notice(cli_document_text(view->documents, row));
}

/* A share below a hundredth is no topic of a document. */
static const float least_share = 0.01f;

/* The clusters that a document has a share in, the largest first. */
static void add_memberships(struct cli_bytes *out, const struct cluster_view *view, size_t row)
{
    const tm_memberships *const m = view->memberships;
    struct cluster_member *const share = cli_alloc(m->clusters, sizeof *share);
    size_t count = 0;

    for (size_t c = 0; c < m->clusters; c++)
        if (m->share[row * m->clusters + c] >= least_share)
            share[count++] = (struct cluster_member){m->share[row * m->clusters + c], (uint32_t)c};
    qsort(share, count, sizeof *share, cluster_compare_members);
    cli_bytes_add_string(out, ", \"memberships\": [");
    for (size_t i = 0; i < count; i++) {
        cli_bytes_add_string(out, i ? ", {\"cluster\": " : "{\"cluster\": ");
        cli_add_count(out, (uint64_t)share[i].row + 1);
        cli_bytes_add_string(out, ", \"share\": ");
        cli_json_add_number(out, (double)share[i].score);
        cli_bytes_add_string(out, "}");
    }
    cli_bytes_add_string(out, "]");
    free(share);
}

static void add_jsonl_row(struct cli_bytes *line, const struct cluster_view *view, size_t row)
{
    const tm_clustering *const clusters = view->clusters;

    cli_bytes_add_string(line, "{\"id\": ");
    add_id(line, view, row);
    cli_bytes_add_string(line, ", \"cluster\": ");
    cli_add_count(line, (uint64_t)clusters->cluster[row] + 1);
    cli_bytes_add_string(line, ", \"score\": ");
    cli_json_add_number(line, (double)clusters->score[row]);
    cli_bytes_add_string(line, ", \"margin\": ");
    cli_json_add_number(line, (double)clusters->margin[row]);
    cli_bytes_add_string(line, ", \"label\": ");
    cli_json_add_string(line, cli_text(view->labels->label[clusters->cluster[row]]));
    cli_bytes_add_string(line, is_medoid(view, row) ? ", \"medoid\": true" : ", \"medoid\": false");
    cli_bytes_add_string(line, is_loner(view, row) ? ", \"loner\": true" : ", \"loner\": false");
    add_copy_of(line, view, row);
    if (is_notice(view, row))
        cli_bytes_add_string(line, ", \"notice\": true");
    if (view->memberships)
        add_memberships(line, view, row);
    if (view->terms)
        add_terms(line, view, "shared", view->terms->shared + row * view->terms->most);
    cli_bytes_add_string(line, "}\n");
}

static void add_tsv_row(struct cli_bytes *line, const struct cluster_view *view, size_t row)
{
    const tm_clustering *const clusters = view->clusters;

    cli_json_add_plain(line, cli_document_id(view->documents, row));
    cli_bytes_add(line, "\t", 1);
    cli_add_count(line, (uint64_t)clusters->cluster[row] + 1);
    cli_bytes_add(line, "\t", 1);
    cli_add_number(line, (double)clusters->score[row]);
    cli_bytes_add(line, "\t", 1);
    cli_add_number(line, (double)clusters->margin[row]);
    cli_bytes_add(line, "\t", 1);
    cli_tsv_add_field(line, cli_text(view->labels->label[clusters->cluster[row]]));
    cli_bytes_add(line, is_medoid(view, row) ? "\t1" : "\t0", 2);
    cli_bytes_add(line, is_loner(view, row) ? "\t1\t" : "\t0\t", 3);
    cli_tsv_add_field(line, cli_document_name(view->documents, row));
    cli_bytes_add(line, "\t", 1);
    if (view->copy_of[row] != row)
        cli_json_add_plain(line, cli_document_id(view->documents, view->copy_of[row]));
    cli_bytes_add(line, is_notice(view, row) ? "\t1\n" : "\t0\n", 3);
}

/* A line a document. */
static void print_rows(const struct cluster_view *view,
                       void add_row(struct cli_bytes *line, const struct cluster_view *view,
                                    size_t row))
{
    struct cli_bytes line = {NULL, 0, 0};

    for (size_t i = 0; i < view->clusters->rows; i++) {
        cli_bytes_clear(&line);
        add_row(&line, view, i);
        fwrite(line.data, 1, line.size, view->output->file);
    }
    cli_bytes_free(&line);
}

void cluster_view_jsonl(const struct cluster_view *view)
{
    print_rows(view, add_jsonl_row);
}

void cluster_view_tsv(const struct cluster_view *view)
{
    fputs("id\tcluster\tscore\tmargin\tlabel\tmedoid\tloner\ttitle\tcopy_of\tnotice\n",
          view->output->file);
    print_rows(view, add_tsv_row);
}

static void add_document(struct cli_bytes *out, const struct cluster_view *view, size_t row)
{
    cli_bytes_add_string(out, "{\"id\": ");
    add_id(out, view, row);
    cli_bytes_add_string(out, ", \"title\": ");
    cli_json_add_string(out, cli_document_name(view->documents, row));
}

static void add_cluster(struct cli_bytes *out, const struct cluster_view *view, size_t c,
                        const uint32_t *row)
{
    cli_bytes_add_string(out, "    {\"cluster\": ");
    cli_add_count(out, (uint64_t)c + 1);
    cli_bytes_add_string(out, ", \"label\": ");
    cli_json_add_string(out, cli_text(view->labels->label[c]));
    cli_bytes_add_string(out, ", \"size\": ");
    cli_add_count(out, view->clusters->size[c]);
    cli_bytes_add_string(out, ",\n     \"medoid\": ");
    add_document(out, view, view->clusters->medoid[c]);
    cli_bytes_add_string(out, "}");
    if (view->terms) {
        add_terms(out, view, "describing", view->terms->describing + c * view->terms->most);
        add_terms(out, view, "discriminating", view->terms->discriminating + c * view->terms->most);
    }
    cli_bytes_add_string(out, ",\n     \"documents\": [");
    for (size_t i = 0; i < view->clusters->size[c]; i++) {
        cli_bytes_add_string(out, i > 0 ? ",\n       " : "\n       ");
        add_document(out, view, row[i]);
        cli_bytes_add_string(out, ", \"score\": ");
        cli_json_add_number(out, (double)view->clusters->score[row[i]]);
        add_copy_of(out, view, row[i]);
        if (view->terms)
            add_terms(out, view, "shared", view->terms->shared + row[i] * view->terms->most);
        cli_bytes_add_string(out, "}");
    }
    cli_bytes_add_string(out, "]}");
}

static void json_counts(const struct cluster_view *view)
{
    FILE *const file = view->output->file;

    fputs("  \"alternatives\": [", file);
    for (size_t i = 0; i < view->counts->count; i++) {
        fprintf(file, "%s{\"topics\": %zu, \"score\": ", i > 0 ? ",\n    " : "\n    ",
                view->counts->clusters[i]);
        cli_json_number(file, view->counts->score[i]);
        fputc('}', file);
    }
    fputs("\n  ],\n", file);
}

void cluster_view_json(const struct cluster_view *view)
{
    FILE *const file = view->output->file;
    const size_t loners = view->stories ? cluster_loners(view->clusters) : 0;
    struct cli_bytes text = {NULL, 0, 0}; /* of a cluster */
    size_t *start;
    uint32_t *row;

    fprintf(file, "{\n  \"documents\": %zu,\n  \"%s\": %zu,\n", view->clusters->rows,
            view->stories ? "stories" : "topics", view->clusters->clusters - loners);
    if (view->stories)
        fprintf(file, "  \"loners\": %zu,\n", loners);
    if (view->counts)
        json_counts(view);
    fputs("  \"clusters\": [", file);
    cluster_members(view->clusters, &start, &row);
    for (size_t c = 0; c < view->clusters->clusters; c++) {
        cli_bytes_clear(&text);
        cli_bytes_add_string(&text, c > 0 ? ",\n" : "\n");
        add_cluster(&text, view, c, row + start[c]);
        fwrite(text.data, 1, text.size, file);
    }
    fputs("\n  ]\n}\n", file);
    cli_bytes_free(&text);
    free(start);
    free(row);
}
