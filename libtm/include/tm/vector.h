/** Vocabulary and TF-IDF vectors. */
#ifndef TM_VECTOR_H
#define TM_VECTOR_H

#include <tm/base.h>
#include <tm/linalg.h>
#include <tm/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Which terms count and how they weigh. */
typedef struct tm_tfidf_options {
    size_t size;                  /**< sizeof(tm_tfidf_options) */
    tm_analyzer_options analyzer; /**< how words become terms */
    uint32_t min_df;              /**< drop terms in fewer documents than this; 0 means 1 */
    double max_df; /**< drop terms in more than this share of the documents, (0, 1]; 0 means 1 */
    bool raw_tf;   /**< default: sublinear, 1 + ln tf */
    bool no_idf;   /**< default: smooth idf, ln((1 + n) / (1 + df)) + 1 */
    bool no_norm;  /**< default: rows have Euclidean length 1 */
} tm_tfidf_options;
#define TM_TFIDF_INIT                                                                              \
    {                                                                                              \
        sizeof(tm_tfidf_options), TM_ANALYZER_INIT, 0, 0.0, false, false, false                    \
    }

/** A fitted model: options, vocabulary, document frequencies. Immutable, shareable between threads.
 */
typedef struct tm_tfidf tm_tfidf;

/**
 * Learn the vocabulary of @p documents and, if @p rows is not NULL, give their vectors too.
 *
 * Term ids are 0 .. terms-1 in byte order of the terms, so they do not depend on document order.
 * @param[out] rows  count x terms; NULL if only the model is wanted
 * @param documents  [count]; may be 0 documents: an empty vocabulary is valid
 * Cost: linear in bytes; language work once per distinct form. Errors: TM_ENOMEM, TM_EINVAL,
 * TM_ENOTFOUND (language), TM_ECANCELLED. Salton & Buckley 1988 for the weights.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_fit(tm_tfidf **out, tm_sparse **rows,
                                            const tm_text *documents, size_t count,
                                            const tm_tfidf_options *options, const tm_run *run,
                                            tm_error *err);

/** Vectors of other documents in the model's vocabulary; unknown terms are dropped. */
TM_API TM_MUST_CHECK tm_status tm_tfidf_transform(tm_sparse **out, const tm_tfidf *model,
                                                  const tm_text *documents, size_t count,
                                                  const tm_run *run, tm_error *err);

TM_API void tm_tfidf_free(tm_tfidf *model);

/** Number of terms (columns) and of documents the model was fitted on. */
TM_API size_t tm_tfidf_terms(const tm_tfidf *model);
TM_API uint64_t tm_tfidf_documents(const tm_tfidf *model);
/** Term @p id, borrowed from the model; {NULL, 0} if there is no such id. */
TM_API tm_text tm_tfidf_term(const tm_tfidf *model, uint32_t id);
/** Documents that hold term @p id; 0 if there is no such id. */
TM_API uint64_t tm_tfidf_df(const tm_tfidf *model, uint32_t id);
/** The weight factor of term @p id (1 when idf is switched off); 0 if there is no such id. */
TM_API double tm_tfidf_idf(const tm_tfidf *model, uint32_t id);
/** The id of a term (as the analyser writes it), or UINT32_MAX. Cost O(log terms). */
TM_API uint32_t tm_tfidf_lookup(const tm_tfidf *model, const char *term, size_t size);

/**
 * Write the model to a file that appears whole or not at all. The format is versioned,
 * little-endian and checksummed; libtm/DESIGN.md describes it. Errors: TM_EIO, TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_save(const tm_tfidf *model, const char *path,
                                             tm_error *err);

/** Read it back. Errors: TM_EIO, TM_ENOMEM, TM_EFORMAT (damaged, truncated, unknown version). */
TM_API TM_MUST_CHECK tm_status tm_tfidf_load(tm_tfidf **out, const char *path, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
