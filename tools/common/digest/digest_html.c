/* One page that fetches nothing: what comes from input is text, never markup, and the page's policy
 * lets only its own style and script run. */
#include "columns.h"
#include "digest/digest.h"
#include "digest/digest_page.h"
#include "digest/digest_svg.h"
#include "markup.h"
#include "text.h"

#include <inttypes.h>
#include <string.h>

/* Reports that stand under a story before the rest is folded away. */
enum { OPEN_REPORTS = 3 };

struct page {
    const struct digest *digest;
    const struct digest_view *view;
    FILE *file;
    size_t shown;
};

static void text(const struct page *page, const char *string)
{
    cli_markup_text(page->file, cli_text(string));
}

static bool is_right_to_left(const char *language)
{
    static const char *const codes[] = {"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i], language) == 0)
            return true;
    return false;
}

static void print_head(const struct page *page)
{
    const char *const language = page->digest->language;

    fprintf(page->file,
            "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
            language, is_right_to_left(language) ? "rtl" : "ltr", digest_page_css_hash,
            digest_page_js_hash);
    text(page, page->view->title);
    fprintf(page->file, "</title>\n<style>%s</style>\n</head>\n<body>\n",
            (const char *)digest_page_css);
}

static void print_period(const struct page *page)
{
    char first[CLI_WHEN_TEXT], last[CLI_WHEN_TEXT];

    if (!page->digest->has_time)
        return;
    cli_when_day(first, page->digest->first);
    cli_when_day(last, page->digest->last);
    fprintf(page->file, "%s%s%s. ", first, strcmp(first, last) == 0 ? "" : " – ",
            strcmp(first, last) == 0 ? "" : last);
}

static const char *plural(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

static void print_masthead(const struct page *page)
{
    const struct digest *const d = page->digest;

    fputs("<a class=\"skip\" href=\"#main\">To the stories</a>\n<header>\n<h1 dir=\"auto\">",
          page->file);
    text(page, page->view->title);
    fputs("</h1>\n<p class=\"day\">", page->file);
    print_period(page);
    fprintf(page->file, "%zu %s, %zu %s, %zu alone.", d->documents.count,
            plural(d->documents.count, "document", "documents"), d->stories,
            plural(d->stories, "story", "stories"), d->loners);
    if (d->unrelated + d->outside > 0)
        fprintf(page->file, " Left out: %zu.", d->unrelated + d->outside);
    fputs("</p>\n</header>\n", page->file);
}

static void print_controls(const struct page *page)
{
    const struct digest *const d = page->digest;

    fputs("<nav class=\"controls\" aria-label=\"Search and sections\" hidden>\n<div>\n"
          "<input type=\"search\" id=\"search\" placeholder=\"Search stories and reports\" "
          "aria-label=\"Search stories and reports\">\n",
          page->file);
    if (d->sections > 0)
        fputs("<button type=\"button\" data-section=\"\" aria-pressed=\"true\">All</button>\n",
              page->file);
    for (size_t i = 0; i < d->sections; i++) {
        fprintf(page->file,
                "<button type=\"button\" data-section=\"%zu\" aria-pressed=\"false\" dir=\"auto\">",
                i + 1);
        text(page, d->section[i].label);
        fputs("</button>\n", page->file);
    }
    fputs("<button type=\"button\" id=\"theme\">Light or dark</button>\n"
          "<span class=\"found\" id=\"found\" role=\"status\"></span>\n</div>\n</nav>\n",
          page->file);
}

/* What a document is called, cut where a text without a title would fill the page. */
static void print_name(const struct page *page, uint32_t row)
{
    struct cli_bytes cut = {NULL, 0, 0};
    FILE *const memory = open_memstream(&cut.data, &cut.size);
    const tm_text name = digest_name(page->digest, row);

    if (!memory)
        return;
    cli_print_fit(memory, name.size > 0 ? name : cli_text("(empty)"), DIGEST_HEADLINE);
    fclose(memory);
    cli_markup_text(page->file, (tm_text){cut.data, cut.size});
    cli_bytes_free(&cut);
}

static void print_linked_name(const struct page *page, uint32_t row)
{
    const tm_text url = cli_document_url(&page->digest->documents, row);
    const bool link = cli_markup_is_link(url);

    if (link) {
        fputs("<a href=\"", page->file);
        cli_markup_text(page->file, url);
        fputs("\" rel=\"noopener noreferrer\">", page->file);
    }
    print_name(page, row);
    if (link)
        fputs("</a>", page->file);
}

static void print_origin(const struct page *page, const struct digest_story *story, uint32_t row)
{
    const struct digest *const d = page->digest;
    const tm_text source = digest_source(d, row);
    const size_t copies = story ? digest_copies(d, story, row) : 0;
    char iso[CLI_WHEN_TEXT], shown[CLI_WHEN_TEXT];

    if (source.size == 0 && !d->dated[row] && copies == 0)
        return;
    fputs(" <span class=\"origin\">", page->file);
    if (source.size > 0) {
        fputs("<bdi>", page->file);
        cli_markup_text(page->file, source);
        fputs("</bdi>", page->file);
    }
    if (d->dated[row]) {
        cli_when_iso(iso, d->time[row]);
        digest_when(shown, d, row);
        fprintf(page->file, "%s<time datetime=\"%s\">%s</time>", source.size > 0 ? ", " : "", iso,
                shown);
    }
    if (copies > 0)
        fprintf(page->file, "%s%zu %s", source.size > 0 || d->dated[row] ? "; " : "", copies,
                plural(copies, "copy", "copies"));
    fputs("</span>", page->file);
}

static void print_report(const struct page *page, const struct digest_story *story, uint32_t row)
{
    fprintf(page->file, "<li id=\"r%" PRIu32 "\" dir=\"auto\">", row + 1);
    print_linked_name(page, row);
    print_origin(page, story, row);
    fputs("</li>\n", page->file);
}

/* Where a document stands in the list of its story, from 1. */
static size_t place_of(const struct digest_story *story, uint32_t row)
{
    size_t i = 0;

    while (i < story->rows && story->row[i] != row)
        i++;
    return i + 1;
}

static void print_reference(const struct page *page, const struct digest_story *story, uint32_t row)
{
    const size_t place = place_of(story, row);

    if (story->rows > 1)
        fprintf(page->file, "<a href=\"#r%" PRIu32 "\" aria-label=\"from report %zu\">%zu</a>",
                row + 1, place, place);
}

static void print_summary(const struct page *page, const struct digest_story *story)
{
    if (story->sentences == 0)
        return;
    fputs("<p class=\"summary\" dir=\"auto\">", page->file);
    for (size_t i = 0; i < story->sentences; i++) {
        const struct digest_sentence *const s = &story->sentence[i];

        if (i > 0)
            fputc(' ', page->file);
        cli_markup_text(page->file, digest_sentence_text(page->digest, s));
        if (story->cut)
            fputs("…", page->file);
        print_reference(page, story, s->row);
    }
    fputs("</p>\n", page->file);
}

static void print_reports(const struct page *page, const struct digest_story *story)
{
    const size_t count = story->rows - story->copies;
    const size_t open = count <= OPEN_REPORTS + 1 ? count : OPEN_REPORTS;

    fputs("<ol>\n", page->file);
    for (size_t i = 0; i < open; i++)
        print_report(page, story, story->row[i]);
    fputs("</ol>\n", page->file);
    if (open == count)
        return;
    fprintf(page->file, "<details><summary>%zu more reports</summary>\n<ol start=\"%zu\">\n",
            count - open, open + 1);
    for (size_t i = open; i < count; i++)
        print_report(page, story, story->row[i]);
    fputs("</ol>\n</details>\n", page->file);
}

static void print_kicker(const struct page *page, const struct digest_story *story)
{
    char counts[DIGEST_COUNTS];

    fputs("<p class=\"kicker\"><b dir=\"auto\">", page->file);
    text(page, story->label);
    fputs("</b>", page->file);
    if (digest_counts(counts, story))
        fprintf(page->file, " · %s", counts);
    fputs("</p>\n", page->file);
}

static void print_story(const struct page *page, size_t s)
{
    const struct digest_story *const story = &page->digest->story[s];

    fprintf(page->file, "<article id=\"story-%zu\" data-section=\"%zu\"%s>\n", s + 1,
            page->digest->sections > 0 ? story->section + 1 : 0, s == 0 ? " class=\"lead\"" : "");
    print_kicker(page, story);
    fputs("<h3 dir=\"auto\">", page->file);
    print_linked_name(page, story->row[0]);
    fputs("</h3>\n", page->file);
    print_summary(page, story);
    print_reports(page, story);
    fputs("</article>\n", page->file);
}

static void start_section(const struct page *page, const char *heading)
{
    fputs("<section>\n<h2 dir=\"auto\">", page->file);
    text(page, heading);
    fputs("</h2>\n", page->file);
}

static void print_sections(const struct page *page)
{
    const struct digest *const d = page->digest;

    for (size_t i = 0; i < d->sections; i++) {
        const struct digest_section *const section = &d->section[i];

        if (section->stories == 0 || section->story[0] >= page->shown)
            continue;
        start_section(page, section->label);
        for (size_t s = 0; s < section->stories && section->story[s] < page->shown; s++)
            print_story(page, section->story[s]);
        fputs("</section>\n", page->file);
    }
    if (d->sections > 0 || page->shown == 0)
        return;
    start_section(page, "Stories");
    for (size_t s = 0; s < page->shown; s++)
        print_story(page, s);
    fputs("</section>\n", page->file);
}

/* What is listed without being told: more stories, and documents alone. */
static void print_rest(const struct page *page)
{
    const struct digest *const d = page->digest;

    if (page->shown < d->stories) {
        start_section(page, "More stories");
        fputs("<ul class=\"alone\">\n", page->file);
        for (size_t s = page->shown; s < d->stories; s++) {
            fputs("<li dir=\"auto\">", page->file);
            print_linked_name(page, d->story[s].row[0]);
            fprintf(page->file, " <span class=\"origin\">%zu %s</span></li>\n", d->story[s].rows,
                    plural(d->story[s].rows, "report", "reports"));
        }
        fputs("</ul>\n</section>\n", page->file);
    }
    if (d->loners == 0)
        return;
    start_section(page, "Alone in the news");
    fputs("<ul class=\"alone\">\n", page->file);
    for (size_t i = 0; i < d->loners; i++)
        print_report(page, NULL, d->loner[i]);
    fputs("</ul>\n</section>\n", page->file);
}

void digest_html(const struct digest_view *view)
{
    const struct page page = {view->digest, view, view->output->file, digest_shown(view)};

    print_head(&page);
    print_masthead(&page);
    print_controls(&page);
    fputs("<div class=\"page\">\n<main id=\"main\">\n", page.file);
    print_sections(&page);
    print_rest(&page);
    fputs("</main>\n<aside class=\"side\" tabindex=\"0\" aria-label=\"Map and timeline\">\n",
          page.file);
    digest_svg_timeline(page.digest, page.shown, page.file);
    digest_svg_map(page.digest, page.shown, page.file);
    fprintf(page.file,
            "</aside>\n</div>\n<footer>Made by tm-digest %s in the words of the sources; this page "
            "fetches nothing.</footer>\n<script>%s</script>\n</body>\n</html>\n",
            tm_version(), (const char *)digest_page_js);
}
