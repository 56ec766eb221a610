#include "cluster_view.h"

#include "cluster_explain.h"
#include "columns.h"
#include "copies.h"
#include "json.h"
#include "number.h"
#include "tsv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Loners are listed behind the stories; more than this would bury them. */
enum { SHOWN_LONERS = 20 };
/* Numbers of topics that are named for people. */
enum { SHOWN_COUNTS = 5 };

struct member {
    float score;
    uint32_t row;
};

static int compare_members(const void *a, const void *b)
{
    const struct member *const x = a, *const y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->row < y->row ? -1 : 1;
}

void cluster_members(const tm_clustering *clusters, size_t **start, uint32_t **row)
{
    struct member *const members = cli_alloc(clusters->rows, sizeof *members);
    size_t *const next = cli_alloc(clusters->clusters + 1, sizeof *next);

    *start = cli_alloc(clusters->clusters + 1, sizeof **start);
    *row = cli_alloc(clusters->rows, sizeof **row);
    for (size_t c = 0; c < clusters->clusters; c++)
        next[c + 1] = (*start)[c + 1] = (*start)[c] + clusters->size[c];
    for (size_t i = 0; i < clusters->rows; i++) {
        struct member *const member = &members[next[clusters->cluster[i]]++];

        member->score = clusters->score[i];
        member->row = (uint32_t)i;
    }
    for (size_t c = 0; c < clusters->clusters; c++)
        qsort(members + (*start)[c], clusters->size[c], sizeof *members, compare_members);
    for (size_t i = 0; i < clusters->rows; i++)
        (*row)[i] = members[i].row;
    free(members);
    free(next);
}

static tm_text text_of(const char *string)
{
    return (tm_text){string, strlen(string)};
}

static bool is_loner(const struct cluster_view *view, size_t row)
{
    return view->clusters->size[view->clusters->cluster[row]] == 1;
}

static bool is_medoid(const struct cluster_view *view, size_t row)
{
    return view->clusters->medoid[view->clusters->cluster[row]] == row;
}

/* Clusters of one stand at the end, for they are numbered by size. */
static size_t count_loners(const struct cluster_view *view)
{
    size_t loners = 0;

    while (loners < view->clusters->clusters &&
           view->clusters->size[view->clusters->clusters - 1 - loners] == 1)
        loners++;
    return loners;
}

/* ---- text ---- */

static void print_count(FILE *file, size_t count, const char *one, const char *many)
{
    fprintf(file, "%zu %s", count, count == 1 ? one : many);
}

/*
 * How many documents of a cluster have the name of each, 0 where it stands above already: the same
 * report in several papers. free() it.
 */
static size_t *count_names(const struct cluster_view *view, const uint32_t *row, size_t size)
{
    tm_text *const name = cli_alloc(size, sizeof *name);
    size_t *const times = cli_alloc(size, sizeof *times);
    size_t *first;

    for (size_t i = 0; i < size; i++)
        name[i] = cli_document_name(view->documents, row[i]);
    first = cli_copies(name, size);
    for (size_t i = 0; i < size; i++)
        times[first[i]]++;
    free(first);
    free(name);
    return times;
}

/* A line for a document, or for several of its name. */
static void print_name(const struct cluster_view *view, size_t row, size_t indent, size_t times)
{
    FILE *const file = view->output->file;
    const tm_text name = cli_document_name(view->documents, row);
    char folded[32] = "";

    if (times > 1)
        snprintf(folded, sizeof folded, "  (%zu x)", times);
    fprintf(file, "%*s", (int)indent, "");
    cli_print_fit(file, name.size > 0 ? name : text_of("(empty)"),
                  view->output->width - indent - strlen(folded));
    fprintf(file, "%s%s%s\n", cli_dim(view->output), folded, cli_plain(view->output));
}

static void print_more(const struct cluster_view *view, size_t more, size_t indent,
                       const char *hint)
{
    if (more > 0)
        fprintf(view->output->file, "%*s%sand %zu more%s%s\n", (int)indent, "",
                cli_dim(view->output), more, hint, cli_plain(view->output));
}

/* A line of terms below the label. */
static void print_terms(const struct cluster_view *view, const char *what,
                        const tm_cluster_term *term, size_t indent)
{
    struct cli_bytes line = {NULL, 0, 0};

    cli_bytes_add_string(&line, what);
    cluster_explain_text(&line, view->model, term, view->terms->most);
    fprintf(view->output->file, "%*s%s", (int)indent, "", cli_dim(view->output));
    cli_print_fit(view->output->file, (tm_text){line.data, line.size},
                  view->output->width - indent);
    fprintf(view->output->file, "%s\n", cli_plain(view->output));
    cli_bytes_free(&line);
}

static void print_why(const struct cluster_view *view, size_t c, size_t indent)
{
    const tm_cluster_terms *const terms = view->terms;

    if (!terms)
        return;
    print_terms(view, "shared: ", terms->describing + c * terms->most, indent);
    print_terms(view, "unlike others: ", terms->discriminating + c * terms->most, indent);
}

static void print_cluster(const struct cluster_view *view, size_t c, const uint32_t *row,
                          int digits)
{
    const struct cli_output *const output = view->output;
    const size_t indent = (size_t)digits + 2, size = view->clusters->size[c];
    char count[32];
    size_t shown = 0, told = 0, *times; /* lines, and documents that they stand for */

    snprintf(count, sizeof count, "(%zu)", size);
    fprintf(output->file, "\n%*zu  %s", digits, c + 1, cli_bold(output));
    cli_print_fit(output->file, text_of(view->labels->label[c]),
                  output->width - indent - strlen(count) - 2);
    fprintf(output->file, "%s  %s%s%s\n", cli_plain(output), cli_dim(output), count,
            cli_plain(output));
    print_why(view, c, indent + 2);
    if (view->show == 0) {
        for (size_t i = 0; i < size; i++)
            print_name(view, row[i], indent + 2, 1);
        return;
    }
    times = count_names(view, row, size);
    for (size_t i = 0; i < size && shown < view->show; i++) {
        if (times[i] > 0)
            print_name(view, row[i], indent + 2, times[i]);
        shown += times[i] > 0;
        told += times[i];
    }
    free(times);
    print_more(view, size - told, indent + 2, "");
}

static void print_loners(const struct cluster_view *view, size_t stories, size_t loners)
{
    const size_t shown = view->show == 0 || loners <= SHOWN_LONERS ? loners : SHOWN_LONERS;

    if (loners == 0)
        return;
    fprintf(view->output->file, "\n%sLoners%s  %s(%zu)%s\n", cli_bold(view->output),
            cli_plain(view->output), cli_dim(view->output), loners, cli_plain(view->output));
    for (size_t i = 0; i < shown; i++)
        print_name(view, view->clusters->medoid[stories + i], 2, 1);
    print_more(view, loners - shown, 2, "; -n 0 shows all");
}

/* Other numbers of topics, the best first. */
static void print_counts(const struct cluster_view *view)
{
    const tm_topic_counts *const c = view->counts;
    struct cli_bytes line = {NULL, 0, 0};

    if (!c || c->count < 2)
        return;
    cli_bytes_add_string(&line, "Number of topics, best first (score):");
    for (size_t i = 0; i < c->count && i < SHOWN_COUNTS; i++) {
        char count[64];

        snprintf(count, sizeof count, "%s %zu (%.2f)", i > 0 ? "," : "", c->clusters[i],
                 c->score[i]);
        cli_bytes_add_string(&line, count);
    }
    fprintf(view->output->file, "\n%s", cli_dim(view->output));
    cli_print_wrapped(view->output->file, (tm_text){line.data, line.size}, view->output->width);
    fputs(cli_plain(view->output), view->output->file);
    cli_bytes_free(&line);
}

void cluster_view_text(const struct cluster_view *view)
{
    FILE *const file = view->output->file;
    const size_t loners = view->stories ? count_loners(view) : 0;
    const size_t stories = view->clusters->clusters - loners;
    const int digits = snprintf(NULL, 0, "%zu", stories);
    size_t *start;
    uint32_t *row;

    print_count(file, view->clusters->rows, "document", "documents");
    fputs(", ", file);
    if (view->stories) {
        print_count(file, stories, "story", "stories");
        fputs(", ", file);
        print_count(file, loners, "loner", "loners");
    } else {
        print_count(file, stories, "topic", "topics");
    }
    fputc('\n', file);
    cluster_members(view->clusters, &start, &row);
    for (size_t c = 0; c < stories; c++)
        print_cluster(view, c, row + start[c], digits);
    print_loners(view, stories, loners);
    print_counts(view);
    free(start);
    free(row);
}

/* ---- for programs ---- */

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
    struct member *const share = cli_alloc(m->clusters, sizeof *share);
    size_t count = 0;

    for (size_t c = 0; c < m->clusters; c++)
        if (m->share[row * m->clusters + c] >= least_share)
            share[count++] = (struct member){m->share[row * m->clusters + c], (uint32_t)c};
    qsort(share, count, sizeof *share, compare_members);
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
        cli_json_string(file, text_of(view->labels->label[clusters->cluster[i]]));
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
    cli_tsv_add_field(line, text_of(view->labels->label[clusters->cluster[row]]));
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
    cli_json_string(file, text_of(view->labels->label[c]));
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
    const size_t loners = view->stories ? count_loners(view) : 0;
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
