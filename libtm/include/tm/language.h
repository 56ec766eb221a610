/** Which language a text is in, by its character n-grams. */
#ifndef TM_LANGUAGE_H
#define TM_LANGUAGE_H

#include <tm/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A loaded model. Immutable, shareable between threads. */
typedef struct tm_language tm_language;

/** A language and how sure the model is of it. */
typedef struct tm_language_guess {
    char code[8]; /**< ISO 639-1, or 639-3 where there is none; "und" if there are no letters */
    double score; /**< probability in 0..1, given that the text is in a language of the model */
} tm_language_guess;

/**
 * Map a model file; models/language.tm is the one that comes with the library.
 * Errors: TM_EIO, TM_ENOMEM, TM_EFORMAT (damaged, truncated, unknown version).
 */
TM_API TM_MUST_CHECK tm_status tm_language_load(tm_language **out, const char *path, tm_error *err);
TM_API void tm_language_free(tm_language *model);

/** The codes a model knows, sorted; NULL ends the array. Borrowed from the model. */
TM_API const char *const *tm_language_codes(const tm_language *model);

/**
 * The most likely languages of a text, best first (ties: by code).
 *
 * Digits, punctuation, web and mail addresses, and letters of scripts that the model has not seen
 * are left out; case does not matter. Of a text over 2 KiB the first KiB and eight pieces of the
 * rest are read, as much again. Languages with one script in common are told apart on six words or
 * so: ask for more than one guess where the text is shorter.
 *
 * @param text  any bytes; may be NULL when @p size is 0
 * @param[out] best  room for @p n guesses
 * @return guesses written: n, or fewer if the model knows fewer languages; one guess of "und" with
 *         score 0 if there is no letter to go by. Never allocates. Cost linear up to 2 KiB.
 */
TM_API size_t tm_language_detect(const tm_language *model, const char *text, size_t size,
                                 tm_language_guess *best, size_t n);

/** A text whose language is known. */
typedef struct tm_language_sample {
    const char *code; /**< 2 to 7 of a-z */
    tm_text text;     /**< a sentence or a few words; read as tm_language_detect() would */
} tm_language_sample;

typedef struct tm_language_options {
    size_t size;     /**< sizeof(tm_language_options) */
    uint32_t rows;   /**< of the table of n-grams, 32 bytes each; 0 means 56,000 */
    unsigned epochs; /**< how often every sample is seen; 0 means 20 */
} tm_language_options;
#define TM_LANGUAGE_INIT                                                                           \
    {                                                                                              \
        sizeof(tm_language_options), 0, 0                                                          \
    }

/** What the tenth of the samples that was kept apart says of a model trained on the others. */
typedef struct tm_language_report {
    size_t languages, samples, held_out;
    double accuracy; /**< share of held-out samples with the right first guess */
    double loss;     /**< mean of -ln(score of the right language) after calibration */
} tm_language_report;

/**
 * Train a model and write it to a file that appears whole or not at all.
 *
 * A softmax regression on hashed n-grams of 1 to 5 letters with weights of rank 32, as in Joulin et
 * al. 2017 ("Bag of tricks for efficient text classification"), by stochastic gradient descent;
 * done twice, first without every tenth sample of a language to find the scale of the scores (Guo
 * et al. 2017), then on all.
 * @param[out] report  NULL if not wanted
 * Runs on one thread; run->seed decides the bits, run->threads does not. Cost O(bytes * epochs).
 * Errors: TM_EINVAL (fewer than two languages, a bad code), TM_EIO, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_language_train(const char *path, tm_language_report *report,
                                                 const tm_language_sample *samples, size_t count,
                                                 const tm_language_options *options,
                                                 const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
