#include "cluster_explain.h"
#include "columns.h"
#include "digest/digest.h"
#include "text.h"

#include <string.h>

/* More loners would bury the stories. */
enum { SHOWN_LONERS = 20, WIDEST = 100 };

static size_t width_of(const struct digest_view *view)
{
    return view->output->width < WIDEST ? view->output->width : WIDEST;
}

static void count(FILE *file, size_t n, const char *one, const char *many)
{
    fprintf(file, "%zu %s", n, n == 1 ? one : many);
}

static void print_period(FILE *file, const struct digest *digest)
{
    char first[CLI_WHEN_TEXT], last[CLI_WHEN_TEXT];

    if (!digest->has_time)
        return;
    cli_when_day(first, digest->first);
    cli_when_day(last, digest->last);
    fprintf(file, ", %s", first);
    if (strcmp(first, last) != 0)
        fprintf(file, " to %s", last);
}

static void print_counts(FILE *file, const struct digest *digest)
{
    count(file, digest->documents.count, "document", "documents");
    fputs(", ", file);
    count(file, digest->stories, "story", "stories");
    fputs(", ", file);
    count(file, digest->loners, "loner", "loners");
    print_period(file, digest);
}

static void print_head(const struct digest_view *view)
{
    FILE *const file = view->output->file;
    struct cli_bytes counts = {NULL, 0, 0};
    FILE *const memory = open_memstream(&counts.data, &counts.size);

    fputs(cli_bold(view->output), file);
    cli_print_fit(file, cli_text(view->title), width_of(view));
    fputs(cli_plain(view->output), file);
    fputc('\n', file);
    if (!memory)
        return;
    print_counts(memory, view->digest);
    fclose(memory);
    cli_print_wrapped(file, (tm_text){counts.data, counts.size}, width_of(view));
    cli_bytes_free(&counts);
}

/* "Wire North, 15 Feb, 07:40" or less, as far as it is known. */
static void add_origin(struct cli_bytes *out, const struct digest *digest, uint32_t row)
{
    char when[CLI_WHEN_TEXT];

    cli_add_clean(out, digest_source(digest, row));
    if (!digest->dated[row])
        return;
    if (out->size > 0)
        cli_bytes_add_string(out, ", ");
    digest_when(when, digest, row);
    cli_bytes_add_string(out, when);
}

static void print_indented(const struct digest_view *view, const char *text, size_t indent)
{
    struct cli_bytes lines = {NULL, 0, 0};
    FILE *const memory = open_memstream(&lines.data, &lines.size);
    const char *at;

    if (!memory)
        return;
    cli_print_wrapped(memory, cli_text(text), width_of(view) - indent);
    fclose(memory);
    for (at = lines.data; *at;) {
        const char *const end = strchr(at, '\n');

        fprintf(view->output->file, "%*s%.*s\n", (int)indent, "", (int)(end - at), at);
        at = end + 1;
    }
    cli_bytes_free(&lines);
}

/* A dim line of terms, if there are any. */
static void print_terms(const struct digest_view *view, const char *what,
                        const tm_cluster_term *term, size_t indent)
{
    struct cli_bytes line = {NULL, 0, 0};

    cli_bytes_add_string(&line, what);
    cluster_explain_text(&line, view->digest->model, term, view->digest->terms->most);
    if (line.size > strlen(what)) {
        fprintf(view->output->file, "%*s%s", (int)indent, "", cli_dim(view->output));
        cli_print_fit(view->output->file, (tm_text){line.data, line.size}, width_of(view) - indent);
        fprintf(view->output->file, "%s\n", cli_plain(view->output));
    }
    cli_bytes_free(&line);
}

static void print_document(const struct digest_view *view, const struct digest_story *story,
                           uint32_t row)
{
    const struct cli_output *const output = view->output;
    const size_t copies = story ? digest_copies(view->digest, story, row) : 0;
    const size_t width = width_of(view);
    struct cli_bytes origin = {NULL, 0, 0};
    char repeated[40] = "";

    add_origin(&origin, view->digest, row);
    if (copies > 0)
        snprintf(repeated, sizeof repeated, " (and %zu %s)", copies,
                 copies == 1 ? "copy" : "copies");
    fputs("  - ", output->file);
    cli_print_fit(output->file, digest_name(view->digest, row), width - 4);
    if (origin.size > 0 || repeated[0]) {
        fprintf(output->file, "\n    %s", cli_dim(output));
        cli_print_fit(output->file, (tm_text){origin.data, origin.size},
                      width - 4 - strlen(repeated));
        fprintf(output->file, "%s%s", repeated, cli_plain(output));
    }
    fputc('\n', output->file);
    if (story && view->digest->terms)
        print_terms(view, "here for: ", digest_document_terms(view->digest, row), 4);
    cli_bytes_free(&origin);
}

/* "nuclear talks, 15 reports from 10 sources" */
static void print_kicker(const struct digest_view *view, const struct digest_story *story)
{
    FILE *const file = view->output->file;
    char counts[DIGEST_COUNTS];
    const char *const comma = digest_counts(counts, story) ? ", " : "";

    cli_print_fit(file, cli_text(story->label),
                  width_of(view) - 2 - strlen(comma) - strlen(counts));
    fprintf(file, "%s%s", comma, counts);
}

static void print_story(const struct digest_view *view, size_t s)
{
    const struct digest_story *const story = &view->digest->story[s];
    const size_t documents = story->rows - story->copies;
    const size_t listed =
        view->listed > 0 && view->listed < documents ? (size_t)view->listed : documents;
    FILE *const file = view->output->file;
    const tm_text name = digest_name(view->digest, story->row[0]);

    fprintf(file, "\n%zu. %s", s + 1, cli_bold(view->output));
    cli_print_fit(file, name, width_of(view) - 6);
    fprintf(file, "%s\n  %s", cli_plain(view->output), cli_dim(view->output));
    print_kicker(view, story);
    fprintf(file, "%s\n", cli_plain(view->output));
    if (view->digest->terms)
        print_terms(view, "shared: ", digest_story_terms(view->digest, story), 2);
    if (story->summary[0])
        print_indented(view, story->summary, 2);
    for (size_t i = 0; i < listed && documents > 1; i++)
        print_document(view, story, story->row[i]);
    if (listed < documents)
        fprintf(file, "    %sand %zu more%s\n", cli_dim(view->output), documents - listed,
                cli_plain(view->output));
}

static void print_heading(const struct digest_view *view, const char *heading)
{
    fprintf(view->output->file, "\n%s", cli_bold(view->output));
    cli_print_fit(view->output->file, cli_text(heading), width_of(view));
    fprintf(view->output->file, "%s\n", cli_plain(view->output));
}

static void print_more_stories(const struct digest_view *view, size_t shown)
{
    const struct digest *const d = view->digest;

    if (shown == d->stories)
        return;
    print_heading(view, "More stories");
    for (size_t s = shown; s < d->stories; s++) {
        fprintf(view->output->file, "  %zu. ", s + 1);
        cli_print_fit(view->output->file, cli_text(d->story[s].label), width_of(view) - 20);
        fprintf(view->output->file, "  %s(%zu)%s\n", cli_dim(view->output), d->story[s].rows,
                cli_plain(view->output));
    }
}

static void print_loners(const struct digest_view *view)
{
    const struct digest *const d = view->digest;
    const size_t shown = view->listed == 0 || d->loners < SHOWN_LONERS ? d->loners : SHOWN_LONERS;

    if (d->loners == 0)
        return;
    print_heading(view, "Alone in the news");
    for (size_t i = 0; i < shown; i++)
        print_document(view, NULL, d->loner[i]);
    if (shown < d->loners)
        fprintf(view->output->file, "    %sand %zu more; -n 0 lists all%s\n", cli_dim(view->output),
                d->loners - shown, cli_plain(view->output));
}

static void print_left_out(const struct digest_view *view)
{
    const struct digest *const d = view->digest;
    FILE *const file = view->output->file;

    if (d->unrelated + d->outside == 0)
        return;
    fputs("\nLeft out: ", file);
    if (d->unrelated > 0)
        fprintf(file, "%zu that the query has nothing to do with", d->unrelated);
    if (d->outside > 0)
        fprintf(file, "%s%zu of another time", d->unrelated > 0 ? ", " : "", d->outside);
    fputc('\n', file);
}

void digest_text(const struct digest_view *view)
{
    const size_t shown = digest_shown(view);

    print_head(view);
    for (size_t s = 0; s < shown; s++)
        print_story(view, s);
    print_more_stories(view, shown);
    print_loners(view);
    print_left_out(view);
}
