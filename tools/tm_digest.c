/* tm-digest: a day's documents -> stories, named, summarised, sourced and in order. */
#include "digest/digest.h"
#include "language.h"
#include "options.h"
#include "rules.h"

#include <string.h>

static const char *const format_choices[] = {"text", "md", "json", "html", "rss", NULL};
enum { TEXT, MD, JSON, HTML, RSS };
static void (*const views[])(const struct digest_view *) = {digest_text, digest_markdown,
                                                            digest_json, digest_html, digest_rss};

static struct {
    struct cli_common common;
    uint64_t stories, words, listed;
    int format;
    const char *title, *since, *until, *query;
    bool explain;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_LANG(set.common, "(what most documents are in)"),
    CLI_OPTION_STOP_LIST(set.common, "words of FILE, one a line, are stop words too"),
    {"since", 0, CLI_STRING, "TIME", "leave out what is older; 2026-02-15 or 2026-02-15T06:00Z",
     NULL, &set.since, NULL, 0, 0},
    {"until", 0, CLI_STRING, "TIME", "leave out what is newer; a day includes its end", NULL,
     &set.until, NULL, 0, 0},
    {"query", 0, CLI_STRING, "TEXT", "only stories that have to do with this, summarised for it",
     NULL, &set.query, NULL, 0, 0},
    CLI_OPTION_HEADING("How much"),
    {"stories", 0, CLI_COUNT, "N", "stories in full; the others are listed", "(all)", &set.stories,
     NULL, 1, 1e9},
    {"words", 0, CLI_COUNT, "N", "at most N words of summary a story; 0 for none", "60", &set.words,
     NULL, 0, 1e9},
    {"show", 'n', CLI_COUNT, "N", "documents listed of a story as text; 0 lists all", "3",
     &set.listed, NULL, 0, 0},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_FORMAT(set.format, format_choices, "text", "what to print"),
    {"explain", 0, CLI_FLAG, NULL, "tell the terms that bring documents together, and their shares",
     NULL, &set.explain, NULL, 0, 0},
    {"title", 0, CLI_STRING, "TEXT", "what the digest is called", "The day in stories", &set.title,
     NULL, 0, 0},
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_COLOR(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_SEED(set.common),
    CLI_OPTION_THREADS(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-digest feeds/*.xml", "the day on the terminal"},
    {"tm-digest -o day.html day.jsonl", "the day as one page"},
    {"tm-digest --words 40 --format md pages/*.html", "web pages as a newsletter"},
    {"tm-digest --input page page.txt", "a page scraped to text, taken apart"},
    {"tm-digest --query \"iran talks\" --since 2026-02-15 *.jsonl.gz", "one subject, since a day"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"show", CLI_NEEDS, "format=text|md", NULL},
    {"explain", CLI_NEEDS, "format=text|md|json", NULL},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-digest",
    .synopsis = "[OPTION]... [FILE]...",
    .description =
        "Turn what a day brought into stories: documents that tell the same story are grouped, the "
        "group is named, summarised in the words of its documents, and stands with its sources "
        "before less important ones. Importance is ln(1 + sources) + 1/2 ln(documents) + 1/2 of a "
        "freshness that halves every twelve hours before the newest document. Copies of a document "
        "are folded and counted. Nothing is dropped: documents that resemble no other are listed "
        "at the end, except that one of several times the words of a summary is a story of its "
        "own. Without FILE, or when FILE is -, read standard input. Files may be packed (gz, bz2, "
        "xz, zst) or in a tar or zip.",
    .options = options,
    .formats =
        "text: for reading.\n\nmd: CommonMark, fit for a newsletter.\n\n"
        "html: one page that needs no network: sections, stories with summary and sources, a map "
        "of the stories and a timeline, with search.\n\n"
        "rss: RSS 2.0 with an item for each story.\n\n"
        "json: one object with schema (tm-digest/1), title, language, documents, outside and "
        "unrelated (how many --since, --until and --query left out), first and last (times, or "
        "null), sections (section, label, stories: numbers), stories (story: its number from 1, "
        "label, importance, size, copies, sources, first, last, section or null, summary, "
        "documents) and loners. A summary has text, cut (true if it is the beginning of a "
        "sentence) and sentences (text, document, field: text or title, start and end in bytes of "
        "that field). A document has id, title, source, url, date (or null), score (cosine to the "
        "mean of its story) and copy_of (an id or null). With --explain a story has shared (a list "
        "of "
        "term and share: of the similarity within the story) and a document, too (of its "
        "similarity "
        "to the rest of its story; empty for loners). The installed digest.schema.json says "
        "the same for validators.",
    .examples = examples,
    .rules = option_rules,
    .dense = true,
};

static int parse_time(const char *option, const char *text, bool *given, int64_t *time)
{
    *given = text != NULL;
    if (text && !cli_when_parse(time, (tm_text){text, strlen(text)}))
        return cli_usage("%s: '%s' is no time; 2026-02-15 or 2026-02-15T06:00Z would be one",
                         option, text);
    return CLI_GO_ON;
}

static int check_options(struct digest_options *how)
{
    int status = cli_check_common(&set.common, false, true);

    if (status == CLI_GO_ON)
        status = parse_time("--since", set.since, &how->since, &how->since_time);
    if (status == CLI_GO_ON)
        status = parse_time("--until", set.until, &how->until, &how->until_time);
    if (status != CLI_GO_ON)
        return status;
    if (how->until && cli_when_is_day((tm_text){set.until, strlen(set.until)}))
        how->until_time += 24 * 3600 - 1;
    if (how->since && how->until && how->since_time > how->until_time)
        return cli_usage("--since %s is after --until %s", set.since, set.until);
    how->language = set.common.lang;
    how->stop_list = set.common.stop_list;
    how->words = set.words;
    how->query = set.query;
    how->explain = set.explain;
    if (set.explain && (set.format == HTML || set.format == RSS))
        return cli_usage("--explain: text, md and json show it, %s does not",
                         format_choices[set.format]);
    return CLI_GO_ON;
}

static int build(struct digest *digest, char *const *paths, size_t count,
                 const struct digest_options *how)
{
    const struct tm_reader_options input = cli_reader_options(&set.common, "lines");
    struct tm_reader *const reader = tm_reader_open(paths, count, &input);
    struct cli_bar bar;
    tm_run run;
    int status;

    cli_bar_start(&bar, set.common.progress);
    run = cli_run(&set.common, &bar);
    status = digest_build(digest, reader, how, &run, &bar);
    cli_bar_stop(&bar);
    tm_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    struct digest_options how = {0};
    struct cli_output output;
    struct digest digest;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON)
        status = check_options(&how);
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, set.common.color);
    if (status != CLI_GO_ON)
        return status;
    status = build(&digest, argv + first, (size_t)(argc - first), &how);
    if (status == CLI_GO_ON) {
        const struct digest_view view = {&digest, &output, set.title, set.stories, set.listed};

        views[set.format](&view);
        status = cli_output_close(&output);
    }
    cli_output_abandon(&output);
    digest_free(&digest);
    return status;
}
