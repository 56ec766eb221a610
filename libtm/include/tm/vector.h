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

/** A dense vector for every word (column), learnt from which words meet in documents. */
typedef struct tm_word_vectors {
    size_t words, components;
    float *vector; /**< [words x components]; a zero row for a word that was left out */
} tm_word_vectors;

typedef struct tm_word_vectors_options {
    size_t size;          /**< sizeof(tm_word_vectors_options) */
    size_t components;    /**< 0 means 200 */
    size_t words;         /**< only the most frequent so many; 0 means 6000 */
    double context_power; /**< smoothing of context counts, 0 means 0.75 */
} tm_word_vectors_options;
#define TM_WORD_VECTORS_INIT                                                                       \
    {                                                                                              \
        sizeof(tm_word_vectors_options), 0, 0, 0.0                                                 \
    }

/**
 * Word vectors from the documents themselves: positive pointwise mutual information of words that
 * share a document, factorised by truncated SVD (Levy, Goldberg & Dagan 2015). No training data, no
 * network.
 * @param m  documents x words; only where its entries are matters
 * Cost: the sum over documents of words^2, and the SVD. Errors: TM_EINVAL, TM_ENOMEM,
 * TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_word_vectors_new(tm_word_vectors **out, const tm_sparse *m,
                                                   const tm_word_vectors_options *options,
                                                   const tm_run *run, tm_error *err);
TM_API void tm_word_vectors_free(tm_word_vectors *vectors);

/**
 * Dense vectors of documents: the weighted sum of the vectors of their words, of length 1.
 * @param out     caller's buffer, rows->rows x components; a document of unknown words is zero
 * @param centre  take the mean off and make the length 1 again: what all documents share says
 * nothing Errors: TM_EINVAL (columns differ), TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_document_vectors(float *out, const tm_word_vectors *vectors,
                                                   const tm_sparse *rows, bool centre,
                                                   const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
