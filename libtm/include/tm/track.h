/** Stories of documents that arrive one after the other, with numbers that stay. */
#ifndef TM_TRACK_H
#define TM_TRACK_H

#include <tm/base.h>
#include <tm/text.h>
#include <tm/vector.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Follows a stream of documents. Not to be used by two threads at once. */
typedef struct tm_tracker tm_tracker;

typedef struct tm_tracker_options {
    size_t size;                /**< sizeof(tm_tracker_options) */
    const char *language;       /**< of the documents, ISO 639-1; NULL is "en" */
    size_t window;              /**< the newest so many documents are reviewed; 0 means 16384 */
    const tm_tfidf *background; /**< how common words are elsewhere, see tm_tfidf_add_background();
                                   borrowed while the tracker lives; may be NULL */
    const tm_stop_list *stop_list; /**< as in tm_analyzer_options; NULL: none */
} tm_tracker_options;
#define TM_TRACKER_INIT                                                                            \
    {                                                                                              \
        sizeof(tm_tracker_options), NULL, 0, NULL, NULL                                            \
    }

/** Errors: TM_ENOMEM, TM_EINVAL, TM_ENOTFOUND (language). */
TM_API TM_MUST_CHECK tm_status tm_tracker_new(tm_tracker **out, const tm_tracker_options *options,
                                              tm_error *err);
TM_API void tm_tracker_free(tm_tracker *tracker);

/**
 * The story of the next document: the one whose words it is likeliest drawn from, or a new one.
 *
 * Stories are a mixture of Dirichlet-multinomials with a Dirichlet process over their number (Yin &
 * Wang 2014), seen once. Numbers count up from 1 and are never used again. The document is copied.
 * Cost: for each word the stories that have it; some microseconds. Errors: TM_ENOMEM, TM_EOVERFLOW;
 * on failure the document is not added.
 */
TM_API TM_MUST_CHECK tm_status tm_tracker_add(tm_tracker *tracker, uint64_t *story,
                                              tm_text document, tm_error *err);

/**
 * Is it time to review? After the 32nd document, then whenever there are a quarter more (from 2,048
 * on, half more), and from four windows on after every four windows. It depends on the number of
 * documents alone, so a stream gives the same stories however it is interrupted.
 */
TM_API bool tm_tracker_due(const tm_tracker *tracker);

typedef enum tm_track_change {
    TM_TRACK_SPLIT = 0, /**< `story` is new and came out of `other` */
    TM_TRACK_MERGE = 1, /**< `story` went into `other` */
    TM_TRACK_FADE = 2   /**< `story` has no document in the window any more; other is 0 */
} tm_track_change;

typedef struct tm_track_event {
    tm_track_change change;
    uint64_t story, other;
    size_t documents; /**< that moved; 0 for a fading */
} tm_track_event;

/** What a review found. */
typedef struct tm_track_review {
    size_t documents; /**< of the window, the newest documents added */
    uint64_t *story;  /**< [documents] the story of each, the oldest first */
    size_t events;
    tm_track_event *event; /**< [events] splits, merges, fadings, each by story */
} tm_track_review;

TM_API void tm_track_review_free(tm_track_review *review);

/**
 * Look at the window as a whole: tm_stories() on it, each of whose stories keeps the number of the
 * story it shares most documents with, as long as no other shares more with that. Older documents
 * are forgotten (their stories stand), which bounds the memory.
 * Cost: that of tm_stories() on the window. Errors: TM_ENOMEM, TM_ECANCELLED; nothing is changed on
 * failure.
 */
TM_API TM_MUST_CHECK tm_status tm_tracker_review(tm_track_review **out, tm_tracker *tracker,
                                                 const tm_run *run, tm_error *err);

/**
 * Put a tracker where another one was: tell it how many documents came before those that are
 * restored, and the highest number of a story so far; then restore the documents of the last
 * review's window and all later ones, in order, each with its story. It then goes on as the other
 * would have. Errors: TM_EINVAL (not a new tracker; story 0 or above the highest), TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_tracker_resume(tm_tracker *tracker, uint64_t before,
                                                 uint64_t stories, tm_error *err);
TM_API TM_MUST_CHECK tm_status tm_tracker_restore(tm_tracker *tracker, tm_text document,
                                                  uint64_t story, tm_error *err);

/** How many documents came after the last review's: with it and the window, what to restore. */
TM_API uint64_t tm_tracker_documents(const tm_tracker *tracker);
TM_API uint64_t tm_tracker_stories(const tm_tracker *tracker);
/** Documents that a tracker needs to be resumed: those of the last review's window and all later.
 */
TM_API uint64_t tm_tracker_held(const tm_tracker *tracker);

#ifdef __cplusplus
}
#endif
#endif
