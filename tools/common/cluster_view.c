#include "cluster_view.h"

#include "cluster_explain.h"
#include "cluster_members.h"
#include "columns.h"
#include "copies.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Loners are listed behind the stories; more than this would bury them. */
enum { SHOWN_LONERS = 20 };
/* Numbers of topics that are named for people. */
enum { SHOWN_COUNTS = 5 };

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
    cli_print_fit(file, name.size > 0 ? name : cli_text("(empty)"),
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
    cli_print_fit(output->file, cli_text(view->labels->label[c]),
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
    const size_t loners = view->stories ? cluster_loners(view->clusters) : 0;
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
