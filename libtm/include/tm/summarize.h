/** Key sentences under an exact budget. */
#ifndef TM_SUMMARIZE_H
#define TM_SUMMARIZE_H

#include <tm/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How much a summary may hold. Limits of 0 are no limits; with several, all hold; with none, 3
 * sentences. */
typedef struct tm_summary_options {
    size_t size;          /**< sizeof(tm_summary_options) */
    const char *language; /**< ISO 639-1; NULL is "en" */
    size_t sentences;     /**< at most this many sentences */
    size_t words;         /**< at most this many words, counted as runs between white space */
    size_t bytes;         /**< at most this many bytes of the joined text, separators included */
} tm_summary_options;
#define TM_SUMMARY_INIT                                                                            \
    {                                                                                              \
        sizeof(tm_summary_options), NULL, 0, 0, 0                                                  \
    }

/** A chosen sentence and where it is. */
typedef struct tm_summary_sentence {
    size_t document;   /**< which of the texts */
    size_t start, end; /**< bytes within that document, without the white space around */
    double score;      /**< centrality, higher is better */
} tm_summary_sentence;

typedef struct tm_summary {
    size_t count;                  /**< sentences */
    tm_summary_sentence *sentence; /**< [count], by document, then by position */
    bool cut;   /**< the budget was below one sentence: the text ends early, with an ellipsis */
    char *text; /**< the sentences joined by one space, white space folded; NUL-terminated */
    size_t text_size; /**< bytes, the NUL not counted */
} tm_summary;

TM_API void tm_summary_free(tm_summary *summary);

/**
 * Choose key sentences of one text, or of several on one subject.
 *
 * Sentences are ranked by LexRank centrality (Erkan & Radev 2004) with a prior for early
 * position and chosen greedily against redundancy; lines of page chrome ("Leave the first comment")
 * and lines without a verb-length sentence are not chosen while others are left. A text that is
 * within the budget comes back whole. Text that has a word never gives an empty summary.
 * Cost O(s^2) for s sentences. Errors: TM_EINVAL, TM_ENOMEM, TM_ENOTFOUND (language),
 * TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_summarize(tm_summary **out, const tm_text *documents,
                                            size_t count, const tm_summary_options *options,
                                            const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
