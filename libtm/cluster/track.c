#include <tm/track.h>

#include "base/memory.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/track_match.h"
#include "cluster/track_model.h"
#include "text/stop_list.h"

#include <tm/cluster.h>
#include <tm/vector.h>

#include <string.h>

enum { WINDOW = 16384, FIRST_REVIEW = 32, OFTEN = 2048, WINDOWS_A_REVIEW = 4 };

/* A document since the start of the last review's window. */
struct held {
    size_t start, size; /* in the text */
    uint64_t story;
};

struct tm_tracker {
    tm_tracker_options options;
    tm_stop_list *stop_list; /* that of the options, held */
    tm_analyzer *analyzer;
    struct tm__track_model model;
    struct tm__strings number; /* the eight bytes of a story's number -> its place in the model */
    struct tm__buffer text;
    struct held *document; /* [count] */
    size_t count, capacity;
    uint64_t before;  /* documents forgotten */
    uint64_t highest; /* number of a story */
};

void tm_tracker_free(tm_tracker *tracker)
{
    if (!tracker)
        return;
    tm__track_model_release(&tracker->model);
    tm__strings_release(&tracker->number);
    tm__buffer_release(&tracker->text);
    tm__free(tracker->document);
    tm_analyzer_free(tracker->analyzer);
    tm_stop_list_free(tracker->stop_list);
    tm__free(tracker);
}

static tm_status init(tm_tracker *tracker, tm_error *err)
{
    tm_analyzer_options how = TM_ANALYZER_INIT;
    tm_status status;

    how.language = tracker->options.language;
    how.stop_list = tracker->options.stop_list;
    status = tm_analyzer_new(&tracker->analyzer, &how, err);
    if (status != TM_OK)
        return status;
    if (!tm__track_model_init(&tracker->model, tracker->analyzer) ||
        !tm__strings_init(&tracker->number))
        return tm__fail_memory(err, "making a tracker");
    return TM_OK;
}

tm_status tm_tracker_new(tm_tracker **out, const tm_tracker_options *options, tm_error *err)
{
    tm_tracker *tracker = tm__calloc(1, sizeof *tracker);
    tm_tracker_options o = TM_TRACKER_INIT;
    tm_status status;

    *out = NULL;
    if (!tracker)
        return tm__fail_memory(err, "making a tracker");
    status = tm__options_copy(&o, sizeof o, options, err);
    if (o.window == 0)
        o.window = WINDOW;
    tracker->options = o;
    tracker->stop_list = tm__stop_list_hold(o.stop_list);
    if (status == TM_OK)
        status = init(tracker, err);
    if (status == TM_OK)
        *out = tracker;
    else
        tm_tracker_free(tracker);
    return status;
}

/* ---- adding ---- */

/* Where a story stands in a model; the model's next place if it is not there. UINT32_MAX: out of
 * memory. */
static uint32_t place_of(struct tm__strings *number, uint64_t story)
{
    return tm__strings_add(number, (const char *)&story, sizeof story);
}

/* Keep the text; the document is not counted before its story is known. */
static tm_status keep(tm_tracker *tracker, tm_text document, tm_error *err)
{
    if (!tm__grow(&tracker->document, &tracker->capacity, tracker->count + 1,
                  sizeof *tracker->document) ||
        !tm__buffer_append(&tracker->text, document.data, document.size))
        return tm__fail_memory(err, "adding a document");
    tracker->document[tracker->count].start = tracker->text.size - document.size;
    tracker->document[tracker->count].size = document.size;
    return TM_OK;
}

/* The document at hand goes into a story. */
static tm_status put(tm_tracker *tracker, uint64_t story, tm_error *err)
{
    const uint32_t place = place_of(&tracker->number, story);
    tm_status status;

    if (place == UINT32_MAX)
        return tm__fail_memory(err, "adding a document");
    status = tm__track_model_put(&tracker->model, place, err);
    if (status == TM_OK)
        tracker->document[tracker->count++].story = story;
    return status;
}

static uint64_t number_at(const tm_tracker *tracker, uint32_t place)
{
    const tm_text bytes = tm__strings_get(&tracker->number, place);
    uint64_t story;

    memcpy(&story, bytes.data, sizeof story);
    return story;
}

tm_status tm_tracker_add(tm_tracker *tracker, uint64_t *story, tm_text document, tm_error *err)
{
    uint32_t place;
    tm_status status = keep(tracker, document, err);

    *story = 0;
    if (status != TM_OK)
        return status;
    status = tm__track_model_read(&tracker->model, document, err);
    if (status == TM_OK)
        status = tm__track_model_choose(&place, &tracker->model, err);
    if (status == TM_OK) {
        const bool is_new = place == TM__TRACK_NEW;
        const uint64_t number = is_new ? tracker->highest + 1 : number_at(tracker, place);

        status = put(tracker, number, err);
        if (status == TM_OK) {
            tracker->highest += is_new;
            *story = number;
        }
    }
    if (status != TM_OK)
        tracker->text.size -= document.size;
    return status;
}

/* ---- reviewing ---- */

bool tm_tracker_due(const tm_tracker *tracker)
{
    const uint64_t documents = tracker->before + tracker->count;
    const uint64_t period = (uint64_t)tracker->options.window * WINDOWS_A_REVIEW;
    uint64_t due = FIRST_REVIEW;

    if (documents >= period)
        return documents % period == 0;
    while (due < documents)
        due += due / (due < OFTEN ? 4 : 2);
    return due == documents;
}

void tm_track_review_free(tm_track_review *review)
{
    if (!review)
        return;
    tm__free(review->story);
    tm__free(review->event);
    tm__free(review);
}

static size_t window_start(const tm_tracker *tracker)
{
    return tracker->count > tracker->options.window ? tracker->count - tracker->options.window : 0;
}

static tm_text text_of(const tm_tracker *tracker, size_t i)
{
    const struct held *const document = &tracker->document[i];

    return (tm_text){tracker->text.data + document->start, document->size};
}

static tm_status cluster_texts(tm_clustering **out, const tm_text *text, size_t count,
                               const tm_tracker_options *options, const tm_run *run, tm_error *err)
{
    tm_tfidf_options how = TM_TFIDF_INIT;
    tm_tfidf *model;
    tm_sparse *rows = NULL;
    tm_status status;

    *out = NULL;
    how.analyzer.language = options->language;
    how.analyzer.stop_list = options->stop_list;
    how.max_df = tm_stories_max_df(count);
    status = tm_tfidf_fit(&model, &rows, text, count, &how, run, err);
    if (status == TM_OK && options->background)
        status =
            tm_tfidf_add_background(rows, model, options->background, TM_STORIES_BACKGROUND, err);
    if (status == TM_OK)
        status = tm_stories(out, rows, NULL, run, err);
    tm_sparse_free(rows);
    tm_tfidf_free(model);
    return status;
}

static tm_status cluster_window(tm_clustering **out, const tm_tracker *tracker, const tm_run *run,
                                tm_error *err)
{
    const size_t start = window_start(tracker), count = tracker->count - start;
    tm_text *const text = tm__alloc_array(count, sizeof *text);
    tm_status status;

    *out = NULL;
    if (!text)
        return tm__fail_memory(err, "reviewing stories");
    for (size_t i = 0; i < count; i++)
        text[i] = text_of(tracker, start + i);
    status = cluster_texts(out, text, count, &tracker->options, run, err);
    tm__free(text);
    return status;
}

static tm_status match_window(tm_track_review *review, const tm_tracker *tracker,
                              const tm_clustering *clusters, uint64_t *highest, tm_error *err)
{
    const size_t start = window_start(tracker);
    uint64_t *const story = tm__alloc_array(review->documents, sizeof *story);
    tm_status status;

    review->story = tm__alloc_array(review->documents, sizeof *review->story);
    if (!story || !review->story) {
        tm__free(story);
        return tm__fail_memory(err, "reviewing stories");
    }
    for (size_t i = 0; i < review->documents; i++)
        story[i] = tracker->document[start + i].story;
    status = tm__track_match(review, story, clusters->cluster, review->documents,
                             clusters->clusters, highest, err);
    tm__free(story);
    return status;
}

/* A tracker like this one that holds no more than the window, with the reviewed stories. */
static tm_status rebuild(tm_tracker **out, const tm_tracker *tracker, const tm_track_review *review,
                         uint64_t highest, tm_error *err)
{
    const size_t start = window_start(tracker);
    tm_status status = tm_tracker_new(out, &tracker->options, err);

    if (status == TM_OK)
        status = tm_tracker_resume(*out, tracker->before + start, highest, err);
    for (size_t i = 0; status == TM_OK && i < review->documents; i++)
        status = tm_tracker_restore(*out, text_of(tracker, start + i), review->story[i], err);
    if (status != TM_OK) {
        tm_tracker_free(*out);
        *out = NULL;
    }
    return status;
}

/* Stories of the old model of which the window has no document. */
static tm_status add_fadings(tm_track_review *review, const tm_tracker *tracker, tm_error *err)
{
    const size_t start = window_start(tracker);
    bool *const present = tm__calloc(tracker->model.stories, sizeof *present);
    size_t capacity = review->events;
    tm_status status = TM_OK;

    if (!present)
        return tm__fail_memory(err, "reviewing stories");
    for (size_t i = start; i < tracker->count; i++) {
        const uint64_t story = tracker->document[i].story;

        present[tm__strings_find(&tracker->number, (const char *)&story, sizeof story)] = true;
    }
    for (uint32_t place = 0; status == TM_OK && place < tracker->model.stories; place++)
        if (!present[place])
            status = tm__track_event_add(
                review, &capacity, (tm_track_event){TM_TRACK_FADE, number_at(tracker, place), 0, 0},
                err);
    tm__free(present);
    return status;
}

static void swap(tm_tracker *a, tm_tracker *b)
{
    const tm_tracker old = *a;

    *a = *b;
    *b = old;
}

static tm_status review_window(tm_track_review *review, tm_tracker *tracker, const tm_run *run,
                               tm_error *err)
{
    uint64_t highest = tracker->highest;
    tm_tracker *next = NULL;
    tm_clustering *clusters;
    tm_status status = cluster_window(&clusters, tracker, run, err);

    review->documents = tracker->count - window_start(tracker);
    if (status == TM_OK)
        status = match_window(review, tracker, clusters, &highest, err);
    if (status == TM_OK)
        status = add_fadings(review, tracker, err);
    if (status == TM_OK)
        status = rebuild(&next, tracker, review, highest, err);
    if (status == TM_OK)
        swap(tracker, next);
    tm_tracker_free(next);
    tm_clustering_free(clusters);
    return status;
}

tm_status tm_tracker_review(tm_track_review **out, tm_tracker *tracker, const tm_run *run,
                            tm_error *err)
{
    tm_track_review *const review = tm__calloc(1, sizeof *review);
    tm_status status;

    *out = NULL;
    if (!review)
        return tm__fail_memory(err, "reviewing stories");
    status = review_window(review, tracker, run, err);
    if (status == TM_OK)
        *out = review;
    else
        tm_track_review_free(review);
    return status;
}

/* ---- resuming ---- */

tm_status tm_tracker_resume(tm_tracker *tracker, uint64_t before, uint64_t stories, tm_error *err)
{
    if (tracker->before > 0 || tracker->count > 0 || tracker->highest > 0)
        return tm__fail(err, TM_EINVAL, "only a new tracker can be resumed");
    tracker->before = before;
    tracker->highest = stories;
    return TM_OK;
}

tm_status tm_tracker_restore(tm_tracker *tracker, tm_text document, uint64_t story, tm_error *err)
{
    tm_status status;

    if (story == 0 || story > tracker->highest)
        return tm__fail(err, TM_EINVAL, "story %llu is not one of 1 to %llu",
                        (unsigned long long)story, (unsigned long long)tracker->highest);
    status = keep(tracker, document, err);
    if (status != TM_OK)
        return status;
    status = tm__track_model_read(&tracker->model, document, err);
    if (status == TM_OK)
        status = put(tracker, story, err);
    if (status != TM_OK)
        tracker->text.size -= document.size;
    return status;
}

uint64_t tm_tracker_documents(const tm_tracker *tracker)
{
    return tracker->before + tracker->count;
}

uint64_t tm_tracker_stories(const tm_tracker *tracker)
{
    return tracker->highest;
}

uint64_t tm_tracker_held(const tm_tracker *tracker)
{
    return tracker->count;
}
