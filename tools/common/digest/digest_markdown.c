/* CommonMark: a newsletter to be pasted or sent. */
#include "cluster_explain.h"
#include "columns.h"
#include "digest/digest.h"
#include "markup.h"
#include "text.h"


static void print_terms(const struct digest_view *view, const char *what,
                        const tm_cluster_term *term)
{
    struct cli_bytes line = {NULL, 0, 0};

    cluster_explain_text(&line, view->digest->model, term, view->digest->terms->most);
    if (line.size > 0) {
        fputs(what, view->output->file);
        cli_markdown_text(view->output->file, (tm_text){line.data, line.size});
    }
    cli_bytes_free(&line);
}

static void print_document(const struct digest_view *view, const struct digest_story *story,
                           uint32_t row)
{
    const struct digest *const d = view->digest;
    const tm_text source = digest_source(d, row), url = cli_document_url(&d->documents, row);
    const size_t copies = story ? digest_copies(d, story, row) : 0;
    FILE *const file = view->output->file;
    char when[CLI_WHEN_TEXT];

    fputs("- ", file);
    cli_markdown_link(file, digest_name(d, row), url);
    if (source.size > 0) {
        fputs(" — ", file);
        cli_markdown_text(file, source);
    }
    if (d->dated[row]) {
        digest_when(when, d, row);
        fprintf(file, "%s%s", source.size > 0 ? ", " : " — ", when);
    }
    if (copies > 0)
        fprintf(file, " (and %zu %s)", copies, copies == 1 ? "copy" : "copies");
    if (story && d->terms)
        print_terms(view, "; here for ", digest_document_terms(d, row));
    fputc('\n', file);
}

static void print_story(const struct digest_view *view, size_t s, const char *hashes)
{
    const struct digest_story *const story = &view->digest->story[s];
    FILE *const file = view->output->file;
    char counts[DIGEST_COUNTS];

    fprintf(file, "\n%s ", hashes);
    cli_markdown_text(file, digest_name(view->digest, story->row[0]));
    fputs("\n\n**", file);
    cli_markdown_text(file, cli_text(story->label));
    fputs("**", file);
    if (digest_counts(counts, story))
        fprintf(file, " (%s)", counts);
    if (view->digest->terms)
        print_terms(view, "; shared: ", digest_story_terms(view->digest, story));
    fputs("\n\n", file);
    if (story->summary[0]) {
        cli_markdown_text(file, cli_text(story->summary));
        fputs("\n\n", file);
    }
    for (size_t i = 0; i < story->rows - story->copies; i++)
        print_document(view, story, story->row[i]);
}

/* The stories of a section that are shown. */
static void print_section(const struct digest_view *view, const struct digest_section *section,
                          size_t shown)
{
    if (section->stories == 0 || section->story[0] >= shown)
        return;
    fputs("\n## ", view->output->file);
    cli_markdown_text(view->output->file, cli_text(section->label));
    fputc('\n', view->output->file);
    for (size_t i = 0; i < section->stories; i++)
        if (section->story[i] < shown)
            print_story(view, section->story[i], "###");
}

static void print_rest(const struct digest_view *view, size_t shown)
{
    const struct digest *const d = view->digest;
    FILE *const file = view->output->file;

    if (shown < d->stories)
        fputs("\n## More stories\n\n", file);
    for (size_t s = shown; s < d->stories; s++) {
        fputs("- ", file);
        cli_markdown_text(file, cli_text(d->story[s].label));
        fprintf(file, " (%zu)\n", d->story[s].rows);
    }
    if (d->loners > 0)
        fputs("\n## Alone in the news\n\n", file);
    for (size_t i = 0; i < d->loners; i++)
        print_document(view, NULL, d->loner[i]);
}

void digest_markdown(const struct digest_view *view)
{
    const struct digest *const d = view->digest;
    const size_t shown = digest_shown(view);
    FILE *const file = view->output->file;

    fputs("# ", file);
    cli_markdown_text(file, cli_text(view->title));
    fprintf(file, "\n\n%zu document%s, %zu %s, %zu alone.\n", d->documents.count,
            d->documents.count == 1 ? "" : "s", d->stories, d->stories == 1 ? "story" : "stories",
            d->loners);
    for (size_t i = 0; i < d->sections; i++)
        print_section(view, &d->section[i], shown);
    for (size_t s = 0; d->sections == 0 && s < shown; s++)
        print_story(view, s, "##");
    print_rest(view, shown);
}
