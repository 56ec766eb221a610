/* RSS 2.0: an item a story. */
#include "digest/digest.h"
#include "json.h"
#include "markup.h"
#include "text.h"


static void element(FILE *file, const char *name, tm_text value)
{
    fprintf(file, "<%s>", name);
    cli_markup_text(file, value);
    fprintf(file, "</%s>\n", name);
}

static void date_element(FILE *file, const char *name, bool known, int64_t seconds)
{
    char when[CLI_WHEN_TEXT];

    if (!known)
        return;
    cli_when_rfc5322(when, seconds);
    element(file, name, cli_text(when));
}

/* The first document of the story that may be linked to. */
static void link_element(const struct digest *d, const struct digest_story *story, FILE *file)
{
    for (size_t i = 0; i < story->rows; i++) {
        const tm_text url = cli_document_url(&d->documents, story->row[i]);

        if (cli_markup_is_link(url)) {
            element(file, "link", url);
            return;
        }
    }
}

/* An id is JSON: what a string says, without its quotes; a number as it is. */
static void guid_element(FILE *file, tm_text id)
{
    struct cli_bytes said = {NULL, 0, 0};

    cli_json_add_plain(&said, id);
    fputs("<guid isPermaLink=\"false\">", file);
    cli_markup_text(file, (tm_text){said.data, said.size});
    fputs("</guid>\n", file);
    cli_bytes_free(&said);
}

/* The first document names the story. */
static void print_item(const struct digest *d, const struct digest_story *story, FILE *file)
{
    fputs("<item>\n", file);
    element(file, "title", digest_name(d, story->row[0]));
    link_element(d, story, file);
    element(file, "description", cli_text(story->summary));
    guid_element(file, cli_document_id(&d->documents, story->row[0]));
    date_element(file, "pubDate", story->dated, story->last);
    if (d->sections > 0)
        element(file, "category", cli_text(d->section[story->section].label));
    fputs("</item>\n", file);
}

void digest_rss(const struct digest_view *view)
{
    const struct digest *const d = view->digest;
    const size_t shown = digest_shown(view);
    FILE *const file = view->output->file;

    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n", file);
    element(file, "title", cli_text(view->title));
    fputs("<link>about:blank</link>\n", file);
    fputs("<description>", file);
    fprintf(file, "%zu %s from %zu document%s", d->stories, d->stories == 1 ? "story" : "stories",
            d->documents.count, d->documents.count == 1 ? "" : "s");
    fputs("</description>\n", file);
    element(file, "language", cli_text(d->language));
    date_element(file, "lastBuildDate", d->has_time, d->last);
    for (size_t s = 0; s < shown; s++)
        print_item(d, &d->story[s], file);
    fputs("</channel>\n</rss>\n", file);
}
