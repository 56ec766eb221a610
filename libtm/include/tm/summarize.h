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
    size_t start, end; /**< bytes within that document, without the white space around; of a
                          sentence that is cut, the part that is shown */
    double score;      /**< centrality times a factor for early position, higher is better */
} tm_summary_sentence;

typedef struct tm_summary {
    size_t count;                  /**< sentences */
    tm_summary_sentence *sentence; /**< [count], by document, then by position */
    bool cut;   /**< the budget was below every sentence: the text is the beginning of one, with an
                   ellipsis (U+2026, 3 bytes) if there is room */
    char *text; /**< the sentences joined by one space, white space folded, invalid UTF-8 replaced
                   by U+FFFD; NUL-terminated */
    size_t text_size; /**< bytes, the NUL not counted */
} tm_summary;

TM_API void tm_summary_free(tm_summary *summary);

/**
 * Choose key sentences of one text, or of several on one subject.
 *
 * A sentence scores by LexRank (Erkan & Radev 2004) and by how early it stands. Words and pairs of
 * words weigh as much as the sentences that hold them; sentences are chosen greedily for the weight
 * they cover, which counts once, so that nothing is said twice. Lines of page chrome ("Leave the
 * first comment"), titles and teasers are not chosen while sentences are left. A text that is
 * within the budget comes back whole. Text that has a word never gives an empty summary, text
 * without one gives 0 sentences and "".
 *
 * @param documents  [count]; may be NULL if count is 0
 * Sentences are those of tm_sentences(). Cost: linear in the words, and chosen * sentences; no
 * matrix of sentences is made. The result does not depend on threads. Errors: TM_EINVAL (size of
 * the options), TM_ENOMEM, TM_EOVERFLOW (4 billion sentences), TM_ENOTFOUND (language),
 * TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_summarize(tm_summary **out, const tm_text *documents,
                                            size_t count, const tm_summary_options *options,
                                            const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
