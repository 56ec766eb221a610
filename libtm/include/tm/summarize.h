/** Key sentences under an exact budget. */
#ifndef TM_SUMMARIZE_H
#define TM_SUMMARIZE_H

#include <tm/base.h>
#include <tm/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What kind of text is summarised. */
typedef enum tm_summary_mode {
    TM_SUMMARY_AUTO = 0,      /**< one of the others, found from the input */
    TM_SUMMARY_ARTICLE = 1,   /**< a text that begins with what matters, as news do */
    TM_SUMMARY_DOCUMENTS = 2, /**< several texts on one subject */
    TM_SUMMARY_OPINIONS = 3,  /**< no order: reviews, comments, transcripts */
    TM_SUMMARY_DIGEST = 4     /**< a large share of the text: what repeats itself in it */
} tm_summary_mode;

/** How sentences are chosen. All but the first are there for comparison; the mode, the model, the
 * query and what the reader knows have no part in them. */
typedef enum tm_summary_algorithm {
    TM_SUMMARY_COVERAGE = 0,      /**< the words and pairs of words that matter, each once */
    TM_SUMMARY_LEAD = 1,          /**< the first; of several texts the first of each, and so on */
    TM_SUMMARY_RANDOM = 2,        /**< by chance, from the seed of the run */
    TM_SUMMARY_LUHN = 3,          /**< clusters of frequent words (Luhn 1958) */
    TM_SUMMARY_EDMUNDSON = 4,     /**< cues, frequent words, title, place (Edmundson 1969) */
    TM_SUMMARY_LEXRANK = 5,       /**< a walk over sentences by cosine (Erkan & Radev 2004) */
    TM_SUMMARY_TEXTRANK = 6,      /**< by the words they share (Mihalcea & Tarau 2004) */
    TM_SUMMARY_TEXTRANK_BM25 = 7, /**< by BM25 (Barrios et al. 2016) */
    TM_SUMMARY_LSA = 8,           /**< reach in the space of topics (Steinberger & Jezek 2004) */
    TM_SUMMARY_SUMBASIC = 9,      /**< probable words (Nenkova & Vanderwende 2005) */
    TM_SUMMARY_KL = 10,           /**< the text's shares of words (Haghighi & Vanderwende 2009) */
    TM_SUMMARY_CENTROID = 11,     /**< likeness to the sum of all (Radev et al. 2004) */
    TM_SUMMARY_MMR = 12,          /**< that, less what is said (Carbonell & Goldstein 1998) */
    TM_SUMMARY_BIGRAMS = 13       /**< shared pairs of words, once (Gillick & Favre 2009) */
} tm_summary_algorithm;

/** What makes a word, or a pair of words, worth telling; immutable, for any number of threads. */
typedef struct tm_summary_model tm_summary_model;

/** What one call leaves to the next: what is known of words, above all their stems, which are a
 * good part of the time that an article takes. Summaries are the same with it and without. For one
 * call at a time. */
typedef struct tm_summary_cache tm_summary_cache;

/** How much a summary may hold, and of what. Limits of 0 are no limits; with several, all hold;
 * with none, 3 sentences. */
typedef struct tm_summary_options {
    size_t size;          /**< sizeof(tm_summary_options) */
    const char *language; /**< ISO 639-1; NULL is "en" */
    size_t sentences;     /**< at most this many sentences */
    size_t words;         /**< at most this many words: runs between white space, within which
                               scripts without spaces (Chinese, Japanese, Thai ...) count as
                               tm_words() cuts them, in pairs of characters */
    size_t bytes;         /**< at most this many bytes of the joined text, separators included */
    double ratio;         /**< at most this share of the sentences, rounded down, but one; 0..1 */
    tm_summary_mode mode;
    const tm_summary_model *model; /**< NULL: the library's own for the mode */
    tm_text query;                 /**< what the reader asks; size 0: nothing in particular */
    const tm_text *background;     /**< [backgrounds] what the reader knows: it is not repeated */
    size_t backgrounds;
    bool explain; /**< tell which concepts each sentence covers */
    tm_summary_algorithm algorithm;
    tm_summary_cache *cache; /**< NULL: every call starts anew */
    bool self_contained; /**< for readers who have nothing else: by TM_SUMMARY_COVERAGE, while there
                            are such, the first sentence opens its document, the first of documents
                            unless another says much more in as many words, and no sentence
                            leans on one that is left out */
    const tm_stop_list *stop_list; /**< as in tm_analyzer_options; NULL: none. Of the classic
                                      algorithms, those that use stop words heed it. */
} tm_summary_options;
#define TM_SUMMARY_INIT                                                                            \
    {                                                                                              \
        sizeof(tm_summary_options), NULL, 0, 0, 0, 0, TM_SUMMARY_AUTO, NULL, {NULL, 0}, NULL, 0,   \
            false, TM_SUMMARY_COVERAGE, NULL, false, NULL                                          \
    }

/** What may be wrong with a sentence on its own; bits of tm_summary_sentence.marks. */
enum {
    TM_SENTENCE_UNRESOLVED = 1 /**< it opens with "he", "However" or the like, or a quotation mark
                                  is left open, and the sentence before it is not in the summary */
};

/** A word, or two in a row, that a sentence covers. */
typedef struct tm_summary_concept {
    size_t start, end; /**< bytes within the document */
    double weight;     /**< how much covering it is worth: 0..1 for a word, 0..2 for a pair, less
                          where the query asks for something else */
    bool stop;         /**< a stop word, or two */
} tm_summary_concept;

/** A chosen sentence and where it is. */
typedef struct tm_summary_sentence {
    size_t document;   /**< which of the texts */
    size_t start, end; /**< bytes within that document, without the white space around and without a
                          dateline; of a sentence that is cut, the part that is shown */
    double score;      /**< weight of its concepts over its words and 20 more, or its rating by
                          another algorithm; higher is better */
    size_t index;      /**< which of the sentences, counted over all documents from 0 */
    unsigned marks;    /**< TM_SENTENCE_UNRESOLVED or 0 */
    tm_summary_concept *concept; /**< [concepts] covered by no earlier sentence of the summary,
                                    heaviest first; NULL unless asked for */
    size_t concepts;
} tm_summary_sentence;

typedef struct tm_summary {
    size_t count;                  /**< sentences */
    tm_summary_sentence *sentence; /**< [count], by document, then by position; the document of the
                                      first of a self-contained summary before the others */
    bool cut;   /**< the text is the beginning of one sentence, with an ellipsis (U+2026, 3 bytes)
                   if there is room */
    char *text; /**< the sentences joined by one space, white space folded, invalid UTF-8 replaced
                   by U+FFFD; NUL-terminated */
    size_t text_size;     /**< bytes, the NUL not counted */
    tm_summary_mode mode; /**< as asked or found */
    bool whole;           /**< the text was within the budget */
    bool off_topic;       /**< there is a query and no sentence has a word of it */
} tm_summary;

TM_API void tm_summary_free(tm_summary *summary);

/**
 * Choose key sentences of one text, or of several on one subject.
 *
 * For every word and pair of words (stemmed, stop words included) the probability is predicted that
 * a person's summary would hold it (see tm_summary_train()); sentences are chosen for the most of
 * that which fits the budget, and what is covered counts once, so that nothing is said twice. With
 * a number of sentences the measure is the expected F score (ROUGE-1 and -2, the latter twice) of
 * the summary; with words or bytes it is what is covered. A digest takes the sentences that hold
 * most of what the text repeats.
 *
 * Lines of page chrome ("Leave the first comment"), bylines, datelines, titles and teasers are not
 * chosen while sentences are left. Among about equal sentences one that leans on the sentence
 * before it (TM_SENTENCE_UNRESOLVED) loses. A text that is within the budget comes back whole. When
 * no sentence fits, or the budget is below some 30 words and a beginning says more, the summary is
 * the beginning of a sentence. With a query, a number of sentences is not filled up with such as
 * have no word of it and lower the measure. Text that has a word never gives an empty summary, text
 * without one gives 0 sentences and "".
 *
 * @param documents  [count]; may be NULL if count is 0
 * Sentences are those of tm_sentences(). Cost: linear in the words, and chosen * sentences; no
 * matrix of sentences is made. The result does not depend on threads. Errors: TM_EINVAL (size of
 * the options, ratio, mode), TM_ENOMEM, TM_EOVERFLOW (4 billion sentences), TM_ENOTFOUND
 * (language), TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_summarize(tm_summary **out, const tm_text *documents,
                                            size_t count, const tm_summary_options *options,
                                            const tm_run *run, tm_error *err);

/**
 * The same for sentences that the caller has cut.
 * @param sentences  [count] in their order, each a text of its own
 * @param document   [count] which document each belongs to, from 0, never falling; NULL: all to one
 * In the result, index is the sentence's place in the array, document the caller's number, and
 * start and end are bytes within the sentence. Errors: as above, and TM_EINVAL (numbers that fall).
 */
TM_API TM_MUST_CHECK tm_status tm_summarize_sentences(tm_summary **out, const tm_text *sentences,
                                                      const size_t *document, size_t count,
                                                      const tm_summary_options *options,
                                                      const tm_run *run, tm_error *err);

/**
 * How many bytes of a paragraph's beginning are its dateline, such as "(CNN)" or "PARIS (Reuters)
 * -": places in capitals or an agency in brackets, with the dash and the white space behind them,
 * and before them marks of captions, galleries and players ("Image copyright AP Image caption", "1
 * of 10 Full Screen"); 0 if there is none, or nothing else.
 */
TM_API size_t tm_dateline(tm_text text);

/**
 * A cache for tm_summary_options. It grows with the different words it has met, to some 10 MB a
 * language, then starts again. Errors: TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_summary_cache_new(tm_summary_cache **out, tm_error *err);
/** NULL is allowed. */
TM_API void tm_summary_cache_free(tm_summary_cache *cache);

/** A text, or several on one subject, and summaries that people wrote of it. */
typedef struct tm_summary_record {
    const tm_text *document; /**< [documents] */
    size_t documents;
    const tm_text *reference; /**< [references], at least 1 */
    size_t references;
    const char *language; /**< ISO 639-1; NULL is "en" */
    double weight;        /**< how much the record counts, above 0 */
} tm_summary_record;

/**
 * Learn from records what people put into summaries.
 *
 * For each word and pair of words of a record the share of its references that hold it is
 * predicted from how often, where and beside what it stands, by two logistic regressions with
 * squared weights of standardised features (ridge 1) as penalty and, but for documents, by small
 * boosted trees on top of them. Every record weighs the same for its weight, however long. Nothing
 * is random: the same records give the same bits on any number of threads.
 * @param mode  TM_SUMMARY_ARTICLE, _DOCUMENTS or _OPINIONS: which features are looked at
 * Cost O(words) and about 25^2 operations a distinct word for each of some ten steps and a tenth of
 * that for each of 24 trees; memory about 250 bytes a distinct word of a record. Errors: TM_EINVAL
 * (no records, none with words, no reference, weight, mode), TM_ENOTFOUND (language), TM_ENOMEM,
 * TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_summary_train(tm_summary_model **out,
                                                const tm_summary_record *record, size_t count,
                                                tm_summary_mode mode, const tm_run *run,
                                                tm_error *err);

/** Write a model to a file that appears whole or not at all. Errors: TM_EIO, TM_ENOMEM. */
TM_API TM_MUST_CHECK tm_status tm_summary_model_save(const tm_summary_model *model,
                                                     const char *path, tm_error *err);
/** Errors: TM_EIO, TM_ENOMEM, TM_EFORMAT. */
TM_API TM_MUST_CHECK tm_status tm_summary_model_load(tm_summary_model **out, const char *path,
                                                     tm_error *err);
/** NULL is allowed. */
TM_API void tm_summary_model_free(tm_summary_model *model);

#ifdef __cplusplus
}
#endif
#endif
