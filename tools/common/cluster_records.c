/* Clusters for programs: JSON, a line a document as JSON or separated by tabs. */
#include "cluster_explain.h"
#include "cluster_members.h"
#include "cluster_view.h"
#include "json.h"
#include "number.h"
#include "text.h"
#include "tsv.h"

#include <inttypes.h>
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

static const char *json_bool(bool value)
{
    return value ? "true" : "false";
}

static void print_id(const struct cluster_view *view, size_t row)
{
    const tm_text id = cli_document_id(view->documents, row);

    fwrite(id.data, 1, id.size, view->output->file);
}

static void json_terms(const struct cluster_view *view, const char *name,
                       const tm_cluster_term *term)
{
    fprintf(view->output->file, ", \"%s\": ", name);
    cluster_explain_json(view->output->file, view->model, term, view->terms->most);
}

/* Of a document that says nothing new, the first that says the same. */
static void json_copy_of(const struct cluster_view *view, size_t row)
{
    if (view->copy_of[row] == row)
        return;
    fputs(", \"copy_of\": ", view->output->file);
    print_id(view, view->copy_of[row]);
}

static bool is_notice(const struct cluster_view *view, size_t row)
{
    return tm_is_notice(cli_document_text(view->documents, row));
}

/* A share below a hundredth is no topic of a document. */
static const float least_share = 0.01f;

/* The clusters that a document has a share in, the largest first. */
static void json_memberships(const struct cluster_view *view, size_t row)
{
    const tm_memberships *const m = view->memberships;
    struct cluster_member *const share = cli_alloc(m->clusters, sizeof *share);
    size_t count = 0;

    for (size_t c = 0; c < m->clusters; c++)
        if (m->share[row * m->clusters + c] >= least_share)
            share[count++] = (struct cluster_member){m->share[row * m->clusters + c], (uint32_t)c};
    qsort(share, count, sizeof *share, cluster_compare_members);
    fputs(", \"memberships\": [", view->output->file);
    for (size_t i = 0; i < count; i++) {
        fprintf(view->output->file, "%s{\"cluster\": %" PRIu64 ", \"share\": ", i ? ", " : "",
                (uint64_t)share[i].row + 1);
        cli_json_number(view->output->file, (double)share[i].score);
        fputc('}', view->output->file);
    }
    fputc(']', view->output->file);
    free(share);
}

void cluster_view_jsonl(const struct cluster_view *view)
{
    FILE *const file = view->output->file;
    const tm_clustering *const clusters = view->clusters;

    for (size_t i = 0; i < clusters->rows; i++) {
        fputs("{\"id\": ", file);
        print_id(view, i);
        fprintf(file,
                ", \"cluster\": %" PRIu64 ", \"score\": ", (uint64_t)clusters->cluster[i] + 1);
        cli_json_number(file, (double)clusters->score[i]);
        fputs(", \"margin\": ", file);
        cli_json_number(file, (double)clusters->margin[i]);
        fputs(", \"label\": ", file);
        cli_json_string(file, cli_text(view->labels->label[clusters->cluster[i]]));
        fprintf(file, ", \"medoid\": %s, \"loner\": %s", json_bool(is_medoid(view, i)),
                json_bool(is_loner(view, i)));
        json_copy_of(view, i);
        if (is_notice(view, i))
            fputs(", \"notice\": true", file);
        if (view->memberships)
            json_memberships(view, i);
        if (view->terms)
            json_terms(view, "shared", view->terms->shared + i * view->terms->most);
        fputs("}\n", file);
    }
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

void cluster_view_tsv(const struct cluster_view *view)
{
    FILE *const file = view->output->file;
    struct cli_bytes line = {NULL, 0, 0};

    fputs("id\tcluster\tscore\tmargin\tlabel\tmedoid\tloner\ttitle\tcopy_of\tnotice\n", file);
    for (size_t i = 0; i < view->clusters->rows; i++) {
        cli_bytes_clear(&line);
        add_tsv_row(&line, view, i);
        fwrite(line.data, 1, line.size, file);
    }
    cli_bytes_free(&line);
}

static void json_document(const struct cluster_view *view, size_t row)
{
    FILE *const file = view->output->file;

    fputs("{\"id\": ", file);
    print_id(view, row);
    fputs(", \"title\": ", file);
    cli_json_string(file, cli_document_name(view->documents, row));
}

static void json_cluster(const struct cluster_view *view, size_t c, const uint32_t *row)
{
    FILE *const file = view->output->file;

    fprintf(file, "    {\"cluster\": %zu, \"label\": ", c + 1);
    cli_json_string(file, cli_text(view->labels->label[c]));
    fprintf(file, ", \"size\": %" PRIu32 ",\n     \"medoid\": ", view->clusters->size[c]);
    json_document(view, view->clusters->medoid[c]);
    fputc('}', file);
    if (view->terms) {
        json_terms(view, "describing", view->terms->describing + c * view->terms->most);
        json_terms(view, "discriminating", view->terms->discriminating + c * view->terms->most);
    }
    fputs(",\n     \"documents\": [", file);
    for (size_t i = 0; i < view->clusters->size[c]; i++) {
        fputs(i > 0 ? ",\n       " : "\n       ", file);
        json_document(view, row[i]);
        fputs(", \"score\": ", file);
        cli_json_number(file, (double)view->clusters->score[row[i]]);
        json_copy_of(view, row[i]);
        if (view->terms)
            json_terms(view, "shared", view->terms->shared + row[i] * view->terms->most);
        fputc('}', file);
    }
    fputs("]}", file);
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
        fputs(c > 0 ? ",\n" : "\n", file);
        json_cluster(view, c, row + start[c]);
    }
    fputs("\n  ]\n}\n", file);
    free(start);
    free(row);
}
