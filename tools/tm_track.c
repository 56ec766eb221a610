/* tm-track: a stream of documents -> stories whose numbers stay. */
#include "bar.h"
#include "digest/digest.h"
#include "language.h"
#include "options.h"
#include "rules.h"
#include "track/track_stream.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const format_choices[] = {"text", "md", "json", "html", "rss", NULL};
static void (*const views[])(const struct digest_view *) = {digest_text, digest_markdown,
                                                            digest_json, digest_html, digest_rss};

static struct {
    struct cli_common common;
    const char *state, *day, *title;
    uint64_t window, words;
    int format;
    bool quiet;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("State"),
    {"state", 0, CLI_FILE, "FILE", "the database; made if it is not there", NULL, &set.state, NULL,
     0, 0},
    {"window", 0, CLI_COUNT, "N", "of a new state: the newest documents that are reviewed", "16384",
     &set.window, NULL, 16, 1e7},
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_HEADING("Words"),
    CLI_OPTION_LANG(set.common, "(of a new state: what the first document is in)"),
    CLI_OPTION_STOP_LIST(set.common,
                         "of a new state: words of FILE, one a line, are stop words too"),
    CLI_OPTION_HEADING("Output"),
    {"export", 0, CLI_STRING, "DAY", "print the digest of a day, 2026-02-15, instead of reading",
     NULL, &set.day, NULL, 0, 0},
    CLI_OPTION_FORMAT(set.format, format_choices, "text", "of the digest"),
    {"words", 0, CLI_COUNT, "N", "of a summary in the digest, at most; 0 for none", "60",
     &set.words, NULL, 0, 1e9},
    {"title", 0, CLI_STRING, "TEXT", "what the digest is called", "The day in stories", &set.title,
     NULL, 0, 0},
    {"quiet", 0, CLI_FLAG, NULL, "print no line for a document", NULL, &set.quiet, NULL, 0, 0},
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_COLOR(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_THREADS(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tail -F news.jsonl | tm-track --state news.db", "for ever"},
    {"tm-track --state news.db --quiet monday.jsonl.gz", "a day at once"},
    {"tm-track --state news.db --export 2026-02-15 -o day.html", "a day as a page"},
    {"sqlite3 news.db 'SELECT * FROM story ORDER BY documents DESC LIMIT 10'",
     "the largest stories"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"format", CLI_NEEDS, "export", NULL},
    {"words", CLI_NEEDS, "export", NULL},
    {"title", CLI_NEEDS, "export", NULL},
    {"export", CLI_EXCLUDES, "window lang stop-list input charset field strict quiet", NULL},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-track",
    .synopsis = "--state FILE [OPTION]... [FILE]...",
    .description =
        "Give documents to stories as they arrive: to one that is there, or a new one. Numbers of "
        "stories count up from 1 and stay for ever, over any number of runs on one state. From "
        "time to time the newest documents are looked at together; stories then split, merge or "
        "fade, which the state records. Standard input is JSON Lines and may go on for ever; "
        "files are what the other tools read.\n\nEvery document is committed once, before its line "
        "is printed: a run that was killed is started again with the same input, and documents "
        "that are there already (by their id, or by what they say) are passed over. The state is "
        "an SQLite database; its tables meta, document, event and the view story are described "
        "under FORMATS.",
    .options = options,
    .formats =
        "A line of JSON a document, in input order, with id, story (its number) and new: true if "
        "the document started the story, false if it went to one, null if it was there before.\n\n"
        "The state: document(number, key, id, title, text, source, url, date, time, story) in "
        "order "
        "of arrival; event(event, document, change, story, other, documents): after that document "
        "the story split from another, merged into another, or faded; story(story, documents, "
        "first, last, merged_into, faded): first and last are numbers of documents; meta(name, "
        "value): schema, language, window, stop-list (words, one a line, if there are any), and "
        "before, the documents in front of the window.\n\n"
        "--export prints a digest as tm-digest does, of the documents dated on that day (UTC) in "
        "the stories they are in; those of merged stories stand together. A document without a "
        "date is of the day of the one before it.",
    .examples = examples,
    .rules = option_rules,
    .dense = true,
};

/* An empty day is told from a wrong one, and what is in no day is not passed over. */
static bool tell_days(struct track_store *store, size_t documents)
{
    struct track_span span;
    char first[CLI_WHEN_TEXT], last[CLI_WHEN_TEXT];

    if (!track_store_span(store, &span))
        return false;
    cli_when_iso(first, span.first);
    cli_when_iso(last, span.last);
    if (documents == 0 && span.any)
        cli_message("--export: no document is of %s; they are of %.10s to %.10s", set.day, first,
                    last);
    if (span.timeless > 0)
        cli_message("--export: %" PRIu64 " document%s of no day: without a date, and none before",
                    span.timeless, span.timeless == 1 ? " is" : "s are");
    return true;
}

static int export_day(struct track_store *store, struct cli_output *output, int64_t day)
{
    struct digest_options how = {.words = set.words};
    struct digest digest;
    struct cli_bar bar;
    uint64_t *story;
    tm_run run;
    int status;

    if (track_store_is_new(store))
        return cli_error("%s: is empty", set.state);
    cli_bar_start(&bar, set.common.progress);
    run = cli_run(&set.common, &bar);
    memset(&digest, 0, sizeof digest);
    how.language = track_store_language(store);
    how.stop_list = track_store_stop_list(store);
    status = track_store_day(store, day, day + 24 * 3600, &digest.documents, &story)
                 ? digest_build_given(&digest, story, &how, &run)
                 : CLI_FAILED;
    cli_bar_stop(&bar);
    if (status == CLI_GO_ON && !tell_days(store, digest.documents.count))
        status = CLI_FAILED;
    if (status == CLI_GO_ON) {
        const struct digest_view view = {&digest, output, set.title, 0, 3};

        views[set.format](&view);
    }
    free(story);
    digest_free(&digest);
    return status;
}

static int check_options(int64_t *day, size_t files)
{
    int status = cli_check_common(&set.common, false, true);

    if (status != CLI_GO_ON)
        return status;
    if (!set.state)
        return cli_usage("--state: say where the stories are kept, such as --state news.db");
    if (set.day && files > 0)
        return cli_usage("--export: reads the state, no files");
    if (set.day && (!cli_when_parse(day, (tm_text){set.day, strlen(set.day)}) ||
                    !cli_when_is_day((tm_text){set.day, strlen(set.day)})))
        return cli_usage("--export: '%s' is no day; 2026-02-15 would be one", set.day);
    return CLI_GO_ON;
}

int main(int argc, char **argv)
{
    struct cli_output output;
    struct track_stream how = {.common = &set.common, .output = &output};
    int64_t day = 0;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON)
        status = check_options(&day, (size_t)(argc - first));
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, set.common.color);
    if (status != CLI_GO_ON)
        return status;
    how.path = set.state;
    how.window = set.window;
    how.keeps_window = cli_was_given(&program, "window");
    how.quiet = set.quiet;
    how.store = track_store_open(set.state, !set.day);
    if (!how.store)
        status = CLI_FAILED;
    else
        status = set.day ? export_day(how.store, &output, day)
                         : track_stream(&how, argv + first, (size_t)(argc - first));
    status = cli_output_finish(&output, status);
    track_store_close(how.store);
    return status;
}
