/* tm-track: a stream of documents -> stories whose numbers stay. */
#include "detect.h"
#include "digest/digest.h"
#include "documents.h"
#include "json.h"
#include "language.h"
#include "models.h"
#include "options.h"
#include "rules.h"
#include "track/track_store.h"

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
    CLI_OPTION_LANG(set.common, "(of a new state: what the first document is in)"),
    CLI_OPTION_HEADING("Output"),
    {"export", 0, CLI_STRING, "DAY", "print the digest of a day, 2026-02-15, instead of reading",
     NULL, &set.day, NULL, 0, 0},
    {"format", 0, CLI_CHOICE, "FORMAT", "of the digest", "text", &set.format, format_choices, 0, 0},
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
    {"tm-track --state news.db --export 2026-02-15 --format html -o day.html", "a day as a page"},
    {"sqlite3 news.db 'SELECT * FROM story ORDER BY documents DESC LIMIT 10'",
     "the largest stories"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"format", CLI_NEEDS, "export", NULL},
    {"words", CLI_NEEDS, "export", NULL},
    {"title", CLI_NEEDS, "export", NULL},
    {"export", CLI_EXCLUDES, "window lang input charset field strict quiet", NULL},
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
        "value): schema, language, window, and before, the documents in front of the window.\n\n"
        "--export prints a digest as tm-digest does, of the documents dated on that day (UTC) in "
        "the stories they are in; those of merged stories stand together. A document without a "
        "date is of the day of the one before it.",
    .examples = examples,
    .rules = option_rules,
    .dense = true,
};

/* Documents are committed when so many wait, and whenever the input has nothing more at once. */
enum { WAITING = 1000 };

struct tracking {
    struct track_store *store;
    tm_tfidf *background;
    tm_tracker *tracker;
    struct cli_output *output;
    struct cli_bytes lines; /* of documents that are not committed */
    size_t waiting;
    bool failed;
    tm_run run;
};

/* ---- committing ---- */

static bool commit(struct tracking *t)
{
    if (!t->failed && !track_store_commit(t->store))
        t->failed = true;
    if (t->failed)
        return false;
    if (t->lines.size > 0)
        fwrite(t->lines.data, 1, t->lines.size, t->output->file);
    fflush(t->output->file);
    cli_bytes_clear(&t->lines);
    t->waiting = 0;
    return true;
}

static void commit_idle(void *ctx)
{
    struct tracking *const t = ctx;

    if (t->waiting > 0)
        commit(t);
}

/* ---- a document ---- */

static void add_line(struct tracking *t, const struct tm_record *record, uint64_t story,
                     const char *is_new)
{
    char rest[64];

    t->waiting++;
    if (set.quiet)
        return;
    cli_bytes_add_string(&t->lines, "{\"id\": ");
    cli_bytes_add(&t->lines, record->id.data, record->id.size);
    snprintf(rest, sizeof rest, ", \"story\": %" PRIu64 ", \"new\": %s}\n", story, is_new);
    cli_bytes_add_string(&t->lines, rest);
}

static tm_text words_of(const struct tm_record *record, struct cli_bytes *words)
{
    size_t text;

    cli_bytes_clear(words);
    cli_bytes_add(words, record->title.data, record->title.size);
    if (record->title.size > 0)
        cli_bytes_add(words, "\n", 1);
    text = words->size;
    for (size_t i = 0; i < record->texts; i++) {
        if (i > 0)
            cli_bytes_add(words, "\n", 1);
        cli_bytes_add(words, record->text[i].data, record->text[i].size);
    }
    return (tm_text){words->data,
                     text + cli_told((tm_text){words->data + text, words->size - text}).size};
}

static int review(struct tracking *t)
{
    tm_track_review *review;
    tm_error err;
    bool good;

    if (tm_tracker_review(&review, t->tracker, &t->run, &err) != TM_OK)
        return cli_library_error(&err);
    good = track_store_review(t->store, review, tm_tracker_documents(t->tracker));
    tm_track_review_free(review);
    return good ? CLI_GO_ON : CLI_FAILED;
}

static int track(struct tracking *t, const struct tm_record *record, struct cli_bytes *words)
{
    const uint64_t stories = tm_tracker_stories(t->tracker);
    uint64_t story;
    tm_error err;
    int status = CLI_GO_ON;

    if (!track_store_begin(t->store, tm_tracker_documents(t->tracker)) ||
        !track_store_find(t->store, record, &story))
        return CLI_FAILED;
    if (story > 0) {
        add_line(t, record, story, "null");
        return CLI_GO_ON;
    }
    if (tm_tracker_add(t->tracker, &story, words_of(record, words), &err) != TM_OK)
        return cli_library_error(&err);
    if (!track_store_add(t->store, record, tm_tracker_documents(t->tracker), story))
        return CLI_FAILED;
    add_line(t, record, story, story > stories ? "true" : "false");
    if (tm_tracker_due(t->tracker))
        status = review(t);
    return status;
}

/* ---- starting ---- */

static bool restore(void *ctx, tm_text words, uint64_t story)
{
    tm_error err;

    if (tm_tracker_restore(ctx, words, story, &err) == TM_OK)
        return true;
    cli_library_error(&err);
    return false;
}

static int open_tracker(struct tracking *t)
{
    tm_tracker_options how = TM_TRACKER_INIT;
    const uint64_t before = track_store_before(t->store);
    uint64_t documents, stories;
    tm_error err;

    if (!track_store_counts(t->store, &documents, &stories))
        return CLI_FAILED;
    how.language = track_store_language(t->store);
    if (cli_load_background(&t->background, how.language) != CLI_GO_ON)
        return CLI_FAILED;
    how.background = t->background;
    how.window = (size_t)track_store_window(t->store);
    if (tm_tracker_new(&t->tracker, &how, &err) != TM_OK ||
        tm_tracker_resume(t->tracker, before, stories, &err) != TM_OK)
        return cli_library_error(&err);
    if (!track_store_each(t->store, before, restore, t->tracker))
        return CLI_FAILED;
    if (tm_tracker_documents(t->tracker) == documents)
        return CLI_GO_ON;
    return cli_error("%s: documents are missing between %" PRIu64 " and %" PRIu64, set.state,
                     before, documents);
}

/* A new state takes the language of the first document. */
static int make_state(struct tracking *t, const struct tm_record *record)
{
    struct cli_detector detector = {0};
    struct cli_bytes words = {NULL, 0, 0};
    const tm_text text = words_of(record, &words);
    const char *const language =
        cli_detect_record(&detector, set.common.lang, record->lang, &text, 1);
    const bool good = track_store_create(t->store, language, set.window);

    cli_detector_free(&detector);
    cli_bytes_free(&words);
    return good ? CLI_GO_ON : CLI_FAILED;
}

/* A state stays what it was made as. */
static int check_state(const struct tracking *t)
{
    const char *const language = track_store_language(t->store);
    const uint64_t window = track_store_window(t->store);

    if (set.common.lang && strcmp(set.common.lang, language) != 0)
        return cli_error("--lang: %s was made for '%s' and stays so", set.state, language);
    if (cli_was_given(&program, "window") && set.window != window)
        return cli_error("--window: %s was made with %" PRIu64 " and stays so", set.state, window);
    return CLI_GO_ON;
}

static int prepare(struct tracking *t, const struct tm_record *record)
{
    int status;

    if (track_store_is_new(t->store))
        status = make_state(t, record);
    else
        status = check_state(t);
    if (status == CLI_GO_ON)
        status = open_tracker(t);
    return status;
}

static int track_all(struct tracking *t, struct tm_reader *reader, struct cli_bar *bar)
{
    struct cli_bytes words = {NULL, 0, 0};
    struct tm_record record;
    enum tm_read got = TM_READ_END;
    int status = CLI_GO_ON;

    while (status == CLI_GO_ON && !t->failed &&
           (got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        if (!t->tracker)
            status = prepare(t, &record);
        if (status == CLI_GO_ON)
            status = track(t, &record, &words);
        if (status == CLI_GO_ON && t->waiting >= WAITING && !commit(t))
            status = CLI_FAILED;
        cli_bar_update(bar, "track", record.number, 0);
    }
    cli_bytes_free(&words);
    if (status == CLI_GO_ON && (t->failed || !commit(t)))
        status = CLI_FAILED;
    if (status == CLI_GO_ON && (got == TM_READ_FAILED || tm_reader_finish(reader) != 0))
        status = CLI_FAILED;
    return status;
}

static int read_documents(struct tracking *t, char *const *paths, size_t count)
{
    struct tm_reader_options input = cli_reader_options(&set.common, "lines");
    struct tm_reader *reader;
    struct cli_bar bar;
    int status;

    input.live = true;
    input.idle = commit_idle;
    input.idle_ctx = t;
    reader = tm_reader_open(paths, count, &input);
    cli_bar_start(&bar, set.common.progress);
    t->run = cli_run(&set.common, &bar);
    status = track_all(t, reader, &bar);
    cli_bar_stop(&bar);
    tm_reader_close(reader);
    return status;
}

/* ---- exporting ---- */

/* An empty day is told from a wrong one, and what is in no day is not passed over. */
static bool tell_days(struct tracking *t, size_t documents)
{
    struct track_span span;
    char first[CLI_WHEN_TEXT], last[CLI_WHEN_TEXT];

    if (!track_store_span(t->store, &span))
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

static int export_day(struct tracking *t, int64_t day)
{
    struct digest_options how = {.words = set.words};
    struct digest digest;
    struct cli_bar bar;
    uint64_t *story;
    int status;

    if (track_store_is_new(t->store))
        return cli_error("%s: is empty", set.state);
    cli_bar_start(&bar, set.common.progress);
    t->run = cli_run(&set.common, &bar);
    memset(&digest, 0, sizeof digest);
    how.language = track_store_language(t->store);
    status = track_store_day(t->store, day, day + 24 * 3600, &digest.documents, &story)
                 ? digest_build_given(&digest, story, &how, &t->run)
                 : CLI_FAILED;
    cli_bar_stop(&bar);
    if (status == CLI_GO_ON && !tell_days(t, digest.documents.count))
        status = CLI_FAILED;
    if (status == CLI_GO_ON) {
        const struct digest_view view = {&digest, t->output, set.title, 0, 3};

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
    struct tracking t = {.output = &output};
    int64_t day = 0;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON)
        status = check_options(&day, (size_t)(argc - first));
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, set.common.color);
    if (status != CLI_GO_ON)
        return status;
    t.store = track_store_open(set.state, !set.day);
    if (!t.store)
        status = CLI_FAILED;
    else
        status = set.day ? export_day(&t, day)
                         : read_documents(&t, argv + first, (size_t)(argc - first));
    if (status == CLI_GO_ON)
        status = cli_output_close(&output);
    cli_output_abandon(&output);
    tm_tracker_free(t.tracker);
    tm_tfidf_free(t.background);
    track_store_close(t.store);
    cli_bytes_free(&t.lines);
    return status;
}
