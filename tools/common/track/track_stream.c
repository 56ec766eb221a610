#include "track/track_stream.h"

#include "bar.h"
#include "bytes.h"
#include "detect.h"
#include "documents.h"
#include "models.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Documents are committed when so many wait, and whenever the input has nothing more at once. */
enum { WAITING = 1000 };

struct tracking {
    const struct track_stream *how;
    struct track_store *store; /* how->store */
    tm_tfidf *background;
    tm_tracker *tracker;
    struct cli_bytes lines;       /* of documents that are not committed */
    struct cli_bytes text, words; /* of the document at hand */
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
        fwrite(t->lines.data, 1, t->lines.size, t->how->output->file);
    fflush(t->how->output->file);
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
    if (t->how->quiet)
        return;
    cli_bytes_add_string(&t->lines, "{\"id\": ");
    cli_bytes_add(&t->lines, record->id.data, record->id.size);
    snprintf(rest, sizeof rest, ", \"story\": %" PRIu64 ", \"new\": %s}\n", story, is_new);
    cli_bytes_add_string(&t->lines, rest);
}

/* Borrowed until the next record. */
static tm_text words_of(struct tracking *t, const struct tm_record *record)
{
    cli_bytes_clear(&t->text);
    cli_add_texts(&t->text, record);
    return cli_told_words(&t->words, record->title, (tm_text){t->text.data, t->text.size});
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

static int track(struct tracking *t, const struct tm_record *record)
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
    if (tm_tracker_add(t->tracker, &story, words_of(t, record), &err) != TM_OK)
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
    how.stop_list = track_store_stop_list(t->store);
    how.window = (size_t)track_store_window(t->store);
    if (tm_tracker_new(&t->tracker, &how, &err) != TM_OK ||
        tm_tracker_resume(t->tracker, before, stories, &err) != TM_OK)
        return cli_library_error(&err);
    if (!track_store_each(t->store, before, restore, t->tracker))
        return CLI_FAILED;
    if (tm_tracker_documents(t->tracker) == documents)
        return CLI_GO_ON;
    return cli_error("%s: documents are missing between %" PRIu64 " and %" PRIu64, t->how->path,
                     before, documents);
}

/* A new state takes the language of the first document. */
static int make_state(struct tracking *t, const struct tm_record *record)
{
    struct cli_detector detector = {0};
    const tm_text text = words_of(t, record);
    const char *const language =
        cli_detect_record(&detector, t->how->common->lang, record->lang, &text, 1);
    const bool good =
        track_store_create(t->store, language, t->how->window, t->how->common->stop_list);

    cli_detector_free(&detector);
    return good ? CLI_GO_ON : CLI_FAILED;
}

/* A state stays what it was made as. */
static int check_state(const struct tracking *t)
{
    const char *const language = track_store_language(t->store);
    const uint64_t window = track_store_window(t->store);

    if (t->how->common->lang && strcmp(t->how->common->lang, language) != 0)
        return cli_error("--lang: %s was made for '%s' and stays so", t->how->path, language);
    if (t->how->keeps_window && t->how->window != window)
        return cli_error("--window: %s was made with %" PRIu64 " and stays so", t->how->path,
                         window);
    if (t->how->common->stop_list &&
        !track_store_has_stop_list(t->store, t->how->common->stop_list))
        return cli_error("--stop-list: %s was made with %s and stays so", t->how->path,
                         track_store_stop_list(t->store) ? "other words" : "none");
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
    struct tm_record record;
    enum tm_read got = TM_READ_END;
    int status = CLI_GO_ON;

    while (status == CLI_GO_ON && !t->failed &&
           (got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        if (!t->tracker)
            status = prepare(t, &record);
        if (status == CLI_GO_ON)
            status = track(t, &record);
        if (status == CLI_GO_ON && t->waiting >= WAITING && !commit(t))
            status = CLI_FAILED;
        cli_bar_update(bar, "track", record.number, 0);
    }
    if (status == CLI_GO_ON && (t->failed || !commit(t)))
        status = CLI_FAILED;
    if (status == CLI_GO_ON && (got == TM_READ_FAILED || tm_reader_finish(reader) != 0))
        status = CLI_FAILED;
    return status;
}

static int open_and_track(struct tracking *t, char *const *paths, size_t count)
{
    struct tm_reader_options input = cli_reader_options(t->how->common, "lines");
    struct tm_reader *reader;
    struct cli_bar bar;
    int status;

    input.live = true;
    input.idle = commit_idle;
    input.idle_ctx = t;
    reader = tm_reader_open(paths, count, &input);
    cli_bar_start(&bar, t->how->common->progress);
    t->run = cli_run(t->how->common, &bar);
    status = track_all(t, reader, &bar);
    cli_bar_stop(&bar);
    tm_reader_close(reader);
    return status;
}

int track_stream(const struct track_stream *how, char *const *paths, size_t count)
{
    struct tracking t = {.how = how, .store = how->store};
    const int status = open_and_track(&t, paths, count);

    tm_tracker_free(t.tracker);
    tm_tfidf_free(t.background);
    cli_bytes_free(&t.lines);
    cli_bytes_free(&t.text);
    cli_bytes_free(&t.words);
    return status;
}
