/* Clusters as Markdown: a heading a cluster, a point a document. */
#include "cluster_explain.h"
#include "cluster_members.h"
#include "cluster_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Characters that mean something are escaped, line ends become spaces. */
static void write_text(FILE *file, tm_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if (c != '\0' && strchr("\\`*_[]<>#|~", c))
            fputc('\\', file);
        fputc((unsigned char)c < ' ' ? ' ' : c, file);
    }
}

static void write_document(const struct cluster_view *view, size_t row)
{
    FILE *const file = view->output->file;
    const tm_text name = cli_document_name(view->documents, row);

    fputs("- ", file);
    write_text(file, name.size > 0 ? name : (tm_text){"(empty)", 7});
    fputc('\n', file);
}

static void write_terms(const struct cluster_view *view, const char *what,
                        const tm_cluster_term *term)
{
    struct cli_bytes line = {NULL, 0, 0};

    cluster_explain_text(&line, view->model, term, view->terms->most);
    fprintf(view->output->file, "%s: ", what);
    write_text(view->output->file, (tm_text){line.data, line.size});
    fputs("  \n", view->output->file);
    cli_bytes_free(&line);
}

static void write_cluster(const struct cluster_view *view, size_t c, const uint32_t *row)
{
    FILE *const file = view->output->file;
    const char *const label = view->labels->label[c];
    const uint32_t size = view->clusters->size[c];
    const uint64_t shown = view->show == 0 || view->show > size ? size : view->show;

    fputs("\n## ", file);
    write_text(file, (tm_text){label, strlen(label)});
    fprintf(file, " (%" PRIu32 ")\n\n", size);
    if (view->terms) {
        write_terms(view, "Shared", view->terms->describing + c * view->terms->most);
        write_terms(view, "Unlike others", view->terms->discriminating + c * view->terms->most);
        fputc('\n', file);
    }
    for (uint64_t i = 0; i < shown; i++)
        write_document(view, row[i]);
    if (shown < size)
        fprintf(file, "- and %" PRIu64 " more\n", size - shown);
}

void cluster_view_markdown(const struct cluster_view *view)
{
    const tm_clustering *const clusters = view->clusters;
    FILE *const file = view->output->file;
    size_t *start;
    uint32_t *row;
    size_t stories = clusters->clusters;

    while (view->stories && stories > 0 && clusters->size[stories - 1] == 1)
        stories--;
    fprintf(file, "# %zu %s\n", stories,
            view->stories  ? stories == 1 ? "story" : "stories"
            : stories == 1 ? "topic"
                           : "topics");
    cluster_members(clusters, &start, &row);
    for (size_t c = 0; c < stories; c++)
        write_cluster(view, c, row + start[c]);
    if (stories < clusters->clusters)
        fputs("\n## Loners\n\n", file);
    for (size_t c = stories; c < clusters->clusters; c++)
        write_document(view, row[start[c]]);
    free(start);
    free(row);
}
