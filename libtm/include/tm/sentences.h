/** What can be learnt about where sentences end, and sentences cut with it. */
#ifndef TM_SENTENCES_H
#define TM_SENTENCES_H

#include <tm/base.h>
#include <tm/language.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What was learnt of one or more languages. Immutable, shareable between threads. */
typedef struct tm_sentence_model tm_sentence_model;

/**
 * Map a model file; models/sentences.tm is the one that comes with the library.
 * Errors: TM_EIO, TM_ENOMEM, TM_EFORMAT (damaged, truncated, unknown version).
 */
TM_API TM_MUST_CHECK tm_status tm_sentence_model_load(tm_sentence_model **out, const char *path,
                                                      tm_error *err);
TM_API void tm_sentence_model_free(tm_sentence_model *model);

/** The codes a model knows, sorted; NULL ends the array. Borrowed from the model. */
TM_API const char *const *tm_sentence_model_codes(const tm_sentence_model *model);

/**
 * tm_sentences() that also asks a model: for abbreviations that no list has, for words that often
 * start a sentence (whether a capital behind an abbreviation starts one), and for sentences that
 * end without a mark, as headlines do that have run into the text: "Prices rise again The bank
 * said", where a word that starts sentences, and is hardly ever a capital inside them, follows one
 * that a sentence can end with.
 * @param model  NULL, or a model without the language: the same as tm_sentences()
 */
TM_API TM_MUST_CHECK tm_status tm_sentences_trained(tm_span **out, size_t *count, const char *text,
                                                    size_t size, const char *language,
                                                    const tm_sentence_model *model, tm_error *err);

/** When a word counts as what. */
typedef struct tm_sentence_options {
    size_t size;         /**< sizeof(tm_sentence_options) */
    double abbreviation; /**< least score of an abbreviation; 0 means 0.3 */
    double starter;      /**< how many times more likely at the start of a sentence than as a capital
                            inside; 0 means 100 */
    unsigned least;      /**< how often a word must have been seen; 0 means 20 */
} tm_sentence_options;
#define TM_SENTENCE_INIT                                                                           \
    {                                                                                              \
        sizeof(tm_sentence_options), 0.0, 0.0, 0                                                   \
    }

typedef struct tm_sentence_report {
    size_t languages, samples, abbreviations, starters, collocations;
} tm_sentence_report;

/**
 * Learn from running text, of which nothing needs to be marked, and write a model to a file that
 * appears whole or not at all.
 *
 * Abbreviations are words that stand before a full stop oftener than chance allows (Kiss & Strunk
 * 2006, "Unsupervised multilingual sentence boundary detection"). Starters are words that are much
 * likelier behind a sure end than as a capital inside a sentence; what they follow inside one again
 * and again ("Gone With") is a collocation.
 * @param samples  paragraphs, each with its language
 * @param[out] report  NULL if not wanted
 * Runs on one thread. Cost linear in bytes. Errors: TM_EINVAL (no sample, a bad code, options),
 * TM_EIO, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_sentence_train(const char *path, tm_sentence_report *report,
                                                 const tm_language_sample *samples, size_t count,
                                                 const tm_sentence_options *options,
                                                 const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
