/** The phrases that say what texts are about. */
#ifndef TM_KEYWORDS_H
#define TM_KEYWORDS_H

#include <tm/vector.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How phrases are scored. */
typedef enum tm_keyword_algorithm {
    /** How often a phrase is there, how rare its words are elsewhere, how early it stands, and
     * whether it is a name. */
    TM_KEYWORDS_RARITY = 0,
    TM_KEYWORDS_TEXTRANK = 1, /**< words that stand by words that do so (Mihalcea & Tarau 2004) */
    TM_KEYWORDS_RAKE = 2,     /**< whole runs between stop words (Rose et al. 2010) */
    TM_KEYWORDS_YAKE = 3      /**< case, place, spread and company of words (Campos et al. 2020) */
} tm_keyword_algorithm;

typedef struct tm_keyword_options {
    size_t size;          /**< sizeof(tm_keyword_options) */
    const char *language; /**< as in tm_analyzer_options; NULL is "en" */
    size_t count;         /**< at most this many; 0 means 10 */
    unsigned longest;     /**< words of the longest phrase, 1 to 4; 0 means 4 */
    tm_keyword_algorithm algorithm;
    const tm_tfidf *background;    /**< in how many documents words are, not stemmed, stop words
                                      kept; NULL: every word is as rare */
    const tm_stop_list *stop_list; /**< as in tm_analyzer_options; NULL: none */
} tm_keyword_options;
#define TM_KEYWORD_INIT                                                                            \
    {                                                                                              \
        sizeof(tm_keyword_options), NULL, 0, 0, TM_KEYWORDS_RARITY, NULL, NULL                     \
    }

/** Where a phrase stands. */
typedef struct tm_keyword_place {
    size_t document;
    size_t start, end; /**< bytes within that document */
} tm_keyword_place;

typedef struct tm_keyword {
    char *text;       /**< in the spelling most often used, as one line of valid UTF-8, cut to about
                         60 characters; NUL-terminated */
    double score;     /**< higher is better; comes with no unit, for comparing within one result */
    size_t documents; /**< that hold it */
    size_t places;
    tm_keyword_place *place; /**< [places] every occurrence, in any spelling, in order */
} tm_keyword;

typedef struct tm_keywords {
    size_t count;
    tm_keyword *keyword; /**< [count] the best first */
} tm_keywords;

TM_API void tm_keywords_free(tm_keywords *keywords);

/**
 * The key phrases of one text, or of several taken together.
 *
 * A phrase is a run of words with nothing but blanks, hyphens or the like between. It neither
 * starts nor ends with a stop word and is not a number; longer than one word it is a name or
 * there at least twice (RAKE: a whole run between stop words). Words are compared by their stems.
 * No phrase is given that is part of a better one, or has a better one as its part. By
 * TM_KEYWORDS_RARITY, English verbs and adverbs are given only where nothing else is left.
 *
 * @param documents  [count]; may be NULL if count is 0
 * A text without such words has no key phrases. Cost: about linear in the words. What is beyond
 * 4 GiB of a document is not read. Errors: TM_EINVAL, TM_ENOMEM, TM_ENOTFOUND (language),
 * TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_keywords_find(tm_keywords **out, const tm_text *documents,
                                                size_t count, const tm_keyword_options *options,
                                                const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
