/** Vocabulary and TF-IDF vectors. */
#ifndef TM_VECTOR_H
#define TM_VECTOR_H

#include <tm/base.h>
#include <tm/linalg.h>
#include <tm/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * How often a term is in a document, as a weight. The letters are those of SMART codes (Salton &
 * Buckley 1988); log is to the base of the options. mean and max are over the document's terms.
 */
typedef enum tm_tf_weight {
    TM_TF_LOG,        /**< l: 1 + log tf */
    TM_TF_RAW,        /**< n or t: tf */
    TM_TF_BINARY,     /**< b: 1 */
    TM_TF_AUGMENTED,  /**< a: (1 + tf / max tf) / 2 */
    TM_TF_DOUBLE_LOG, /**< d: 1 + log(1 + log tf) */
    TM_TF_LOG_MEAN,   /**< L: (1 + log tf) / (1 + log mean tf) */
    TM_TF_BM25,       /**< k: (k1 + 1) tf / (tf + k1 (1 - b + b length / mean length)), in tokens */
    TM_TF_LOG_PLUS    /**< h: ln(1 + tf) */
} tm_tf_weight;

/** How much a term says, from N documents of which df hold it. */
typedef enum tm_idf_weight {
    TM_IDF_SMOOTH,        /**< s: ln((1 + N) / (1 + df)) + 1, never 0, never infinite */
    TM_IDF_NONE,          /**< n or x: 1 */
    TM_IDF_PLAIN,         /**< f: log(N / df) */
    TM_IDF_NOT_ZERO,      /**< t: log((N + 1) / df) */
    TM_IDF_PROBABILISTIC, /**< p: log((N - df) / df), 0 for terms in half of the documents */
    TM_IDF_PLUS_ONE,      /**< i: ln(N / df) + 1 */
    TM_IDF_BM25,          /**< r: ln(1 + (N - df + 1/2) / (df + 1/2)) */
    TM_IDF_ENTROPY /**< e: 1 + sum of p ln p / ln(N + 1), p = tf / all its tf (Dumais 1991) */
} tm_idf_weight;

/** What the weights of a document are divided by. The pivoted ones: Singhal et al. 1996. */
typedef enum tm_norm {
    TM_NORM_COSINE,             /**< c: Euclidean length, so that rows have length 1 */
    TM_NORM_NONE,               /**< n or x: nothing */
    TM_NORM_PIVOTED_UNIQUE,     /**< u: (1 - slope) mean + slope u, u = different terms in it */
    TM_NORM_PIVOTED_CHARACTERS, /**< b: the same of its characters: of each term, and one more */
    TM_NORM_SUM                 /**< s: their sum */
} tm_norm;

/** What is counted. */
typedef enum tm_unit {
    TM_UNIT_WORDS,              /**< words that the analyser lets pass, and runs of them */
    TM_UNIT_CHARACTERS,         /**< runs of characters of the normalised text */
    TM_UNIT_CHARACTERS_IN_WORDS /**< the same within what stands between white space, with a space
                                   on each side; a shorter word is taken whole */
} tm_unit;

/** Which terms count and how they weigh. */
typedef struct tm_tfidf_options {
    size_t size;                  /**< sizeof(tm_tfidf_options) */
    tm_analyzer_options analyzer; /**< how words become terms */
    uint32_t min_df;              /**< drop terms in fewer documents than this; 0 means 1 */
    double max_df;   /**< drop terms in more than this share of the documents, and in two or more;
                        (0, 1], 0 means 1 */
    tm_tf_weight tf; /**< these three: tm_tfidf_weighting() sets them by a code or name */
    tm_idf_weight idf;
    tm_norm norm;
    double log_base;    /**< of "log" above, 1.01 or more; 0 means e */
    double slope;       /**< of pivoted norms, [0, 1] */
    double k1, b;       /**< of BM25: k1 at least 0, b [0, 1] */
    uint32_t max_terms; /**< keep so many, the most frequent in all documents; 0: all. Of equally
                           frequent ones those first in byte order. */
    tm_unit unit;
    /** Runs of so many words (at most 5; of terms, so stop words are gone, with a space between) or
     * characters (at most 64) are terms; 0 means 1. */
    unsigned ngram_min, ngram_max;
    /** Not 0: hash terms into 2^hash_bits columns (at most 28) instead of keeping them (Weinberger
     * et al. 2009). Terms that meet in a column count as one term. Columns have no names, and which
     * is whose is the same in every model: that of scikit-learn's HashingVectorizer with
     * alternate_sign=False. min_df, max_df and max_terms cannot be used with it, nor
     * TM_NORM_PIVOTED_CHARACTERS. */
    unsigned hash_bits;
} tm_tfidf_options;
#define TM_TFIDF_INIT                                                                              \
    {                                                                                              \
        sizeof(tm_tfidf_options), TM_ANALYZER_INIT, 0, 0.0, TM_TF_LOG, TM_IDF_SMOOTH,              \
            TM_NORM_COSINE, 0.0, 0.25, 1.2, 0.75, 0, TM_UNIT_WORDS, 0, 0, 0                        \
    }

/**
 * Set tf, idf and norm by a SMART code of their three letters ("ltc", "bfn", "Lnu"), or by a name:
 * "tf-idf" is the default lsc, "bm25" is krn (Robertson & Zaragoza 2009), "log-entropy" is hec.
 * Errors: TM_EINVAL, which says what is wrong with it; the options stay as they were.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_weighting(tm_tfidf_options *options, const char *code,
                                                  tm_error *err);

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

/**
 * Vectors of other documents in the model's vocabulary, weighed as it weighs; unknown terms are
 * dropped. Each depends on its document alone, so any number at a time gives the same rows.
 * @param[out] out  count x terms; a document without a known term has an empty row
 * Cost: linear in bytes. Errors: TM_ENOMEM, TM_EOVERFLOW (2^32 documents), TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_transform(tm_sparse **out, const tm_tfidf *model,
                                                  const tm_text *documents, size_t count,
                                                  const tm_run *run, tm_error *err);

/**
 * Rows of counts (documents x terms) that came from elsewhere, weighed as a fit would weigh them.
 * Words, min_df and max_df of the options do not matter; terms have no names, so that
 * TM_NORM_PIVOTED_CHARACTERS is TM_EINVAL, as are values that are no whole numbers from 1.
 * Cost O(entries). Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_weigh(tm_sparse **out, const tm_sparse *counts,
                                              const tm_tfidf_options *options, const tm_run *run,
                                              tm_error *err);

/**
 * Weigh the terms of @p rows by the mean of their idf here and in a larger collection. A day of
 * headlines is too small to know that "says" is common, and a collection does not know what is
 * common today.
 * @param[in,out] rows  as tm_tfidf_fit() or tm_tfidf_transform() of @p model made them; the length
 *                      of each row stays
 * @param background    a model of words analysed the same way; a term it lacks counts as the rarest
 * @param share         what the background has of the mean, 0..1
 * Cost O(entries + terms log terms). Errors: TM_EINVAL, TM_ENOMEM; the rows are then unchanged.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_add_background(tm_sparse *rows, const tm_tfidf *model,
                                                       const tm_tfidf *background, double share,
                                                       tm_error *err);

TM_API void tm_tfidf_free(tm_tfidf *model);

/**
 * A model of documents that come a few at a time, or are more than memory holds. Kept are the terms
 * and how many documents hold each, not the documents; and their counted rows, if they are wanted
 * too, in a file without a name. The model is the one that tm_tfidf_fit() gives for all of them, to
 * the bit, and so are the rows.
 *
 *     tm_tfidf_builder_new(), tm_tfidf_builder_keep_rows(), tm_tfidf_builder_add() ...,
 *     tm_tfidf_builder_model(), tm_tfidf_rows_new(), tm_tfidf_rows_next() ...
 *
 * Memory: about 25 bytes and its own for each term, 110 MB of tables, 48 MB of rows, and what is
 * added at a time (16 MB are a good portion).
 */
typedef struct tm_tfidf_builder tm_tfidf_builder;

/**
 * @param run  only its threads count, for all calls with the builder
 * Errors: those of tm_tfidf_fit().
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_builder_new(tm_tfidf_builder **out,
                                                    const tm_tfidf_options *options,
                                                    const tm_run *run, tm_error *err);

/**
 * A builder that goes on from a model, with its options. Its model is the old one with more
 * documents: old terms keep their ids, and count further; new ones (by the min_df, max_df and
 * max_terms of the options among the new documents) get the ids behind them, in byte order. A model
 * from a file has no max_terms.
 * @param model  borrowed until the builder is freed
 * Errors: TM_ENOMEM, TM_ENOTFOUND (language).
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_builder_from(tm_tfidf_builder **out, const tm_tfidf *model,
                                                     const tm_run *run, tm_error *err);

/**
 * Keep the counted rows for tm_tfidf_rows_new(), and for options that need them: max_terms,
 * TM_IDF_ENTROPY, TM_TF_BM25 and pivoted norms. Before the first document.
 * @param folder  of the file that rows go to when they are many, about a third of the bytes of the
 *                documents; NULL: /var/tmp, else /tmp (the library does not read the environment)
 * Errors: TM_EINVAL (too late), TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_builder_keep_rows(tm_tfidf_builder *builder,
                                                          const char *folder, tm_error *err);

/**
 * Count more documents; nothing of them is borrowed. After an error some may be counted and
 * some not: the builder can only be freed then, and says so. Errors: TM_ENOMEM, TM_ECANCELLED,
 * TM_EOVERFLOW (2^32 - 1 documents or terms), TM_EINVAL (options that need rows that are not kept),
 * TM_EIO.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_builder_add(tm_tfidf_builder *builder,
                                                    const tm_text *documents, size_t count,
                                                    const tm_run *run, tm_error *err);

/**
 * A model of all documents so far, independent of the builder, which may go on (after an error as
 * above it may not). Errors as above; TM_EINVAL, too, to go on from a model by entropy.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_builder_model(tm_tfidf **out, tm_tfidf_builder *builder,
                                                      const tm_run *run, tm_error *err);
TM_API void tm_tfidf_builder_free(tm_tfidf_builder *builder);

/**
 * A model with more documents; the old one stays as it is. A builder that goes on from the model,
 * for documents that are in memory: which see for terms, and errors.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_update(tm_tfidf **out, const tm_tfidf *model,
                                               const tm_text *documents, size_t count,
                                               const tm_run *run, tm_error *err);

/** The rows that a builder kept, some thousands at a time. */
typedef struct tm_tfidf_rows tm_tfidf_rows;

/**
 * All rows so far, in order, as tm_tfidf_transform() makes them.
 * @param builder, model  borrowed; the builder takes no documents meanwhile. The model is any with
 *                        the options of the builder.
 * Errors: TM_EINVAL (no rows were kept), TM_ENOMEM, TM_EIO, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_rows_new(tm_tfidf_rows **out, tm_tfidf_builder *builder,
                                                 const tm_tfidf *model, const tm_run *run,
                                                 tm_error *err);
/**
 * Nobody will read the builder's rows again: they are let go as they are read, from memory and from
 * the file. Before the first tm_tfidf_rows_next(). The builder then takes no more documents, and
 * gives no other rows, nor a model that needs them: TM_EINVAL.
 */
TM_API void tm_tfidf_rows_last(tm_tfidf_rows *rows);
/** How many entries all rows have together. */
TM_API uint64_t tm_tfidf_rows_entries(const tm_tfidf_rows *rows);
/** @param[out] out  the next rows; NULL at the end. Errors as above. */
TM_API TM_MUST_CHECK tm_status tm_tfidf_rows_next(tm_sparse **out, tm_tfidf_rows *rows,
                                                  const tm_run *run, tm_error *err);
TM_API void tm_tfidf_rows_free(tm_tfidf_rows *rows);

/**
 * Pairs of words that belong together ("white house"), told by normalised pointwise mutual
 * information: ln(p(a b) / (p(a) p(b))) / -ln p(a b), from -1 to 1 (Bouma 2009). Immutable.
 */
typedef struct tm_phrases tm_phrases;

typedef struct tm_phrases_options {
    size_t size;                  /**< sizeof(tm_phrases_options) */
    tm_analyzer_options analyzer; /**< words; stem does not matter. Unless keep_stopwords is set, no
                                     stop word is in a phrase. */
    uint64_t min_count;           /**< pairs that stand less often are none; 0 means 5 */
    double threshold;             /**< of what is above it, [-1, 1) */
} tm_phrases_options;
#define TM_PHRASES_INIT                                                                            \
    {                                                                                              \
        sizeof(tm_phrases_options), TM_ANALYZER_INIT, 0, 0.5                                       \
    }

/**
 * A builder that counts words and pairs: tm_tfidf_builder_add() texts to it, then
 * tm_phrases_new(). @param folder  as in tm_tfidf_builder_keep_rows()
 * Errors: those of tm_tfidf_builder_new().
 */
TM_API TM_MUST_CHECK tm_status tm_phrases_counter(tm_tfidf_builder **out,
                                                  const tm_phrases_options *options,
                                                  const char *folder, const tm_run *run,
                                                  tm_error *err);
/**
 * The phrases of what was counted, with the options of the counter.
 * Cost O(words + pairs log words). Errors: TM_EINVAL (threshold), TM_ENOMEM, TM_EIO, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_phrases_new(tm_phrases **out, tm_tfidf_builder *counted,
                                              const tm_phrases_options *options, const tm_run *run,
                                              tm_error *err);
/**
 * Phrases that are known: each two terms with a space between, as tm_phrases_get() gives them.
 * Errors: TM_EINVAL (one is not; its number is err->position), TM_ENOMEM, TM_ENOTFOUND (language).
 */
TM_API TM_MUST_CHECK tm_status tm_phrases_of_list(tm_phrases **out, const tm_text *texts,
                                                  size_t count, const tm_analyzer_options *analyzer,
                                                  tm_error *err);
TM_API void tm_phrases_free(tm_phrases *phrases);
TM_API size_t tm_phrases_count(const tm_phrases *phrases);
/**
 * Phrase @p i in byte order, borrowed; {NULL, 0} if there is no such one.
 * @param[out] count, npmi  how often it stands and its score; may be NULL; 0 for a list
 */
TM_API tm_text tm_phrases_get(const tm_phrases *phrases, size_t i, uint64_t *count, double *npmi);

/**
 * Texts in which the words of each phrase are one ("white_house"), for whatever takes texts. From
 * left to right; a word is in one phrase; only white space and hyphens may stand between its words.
 * @param[out] out     bytes of all texts, for tm_free()
 * @param[out] joined  [count] the texts, pointing into them
 * Cost linear, language work once for each form. Errors: TM_ENOMEM, those of tm_analyzer_new().
 */
TM_API TM_MUST_CHECK tm_status tm_phrases_join(char **out, tm_text *joined,
                                               const tm_phrases *phrases, const tm_text *texts,
                                               size_t count, tm_error *err);

/** The options of a model, defaults filled in; borrowed from it. */
TM_API const tm_tfidf_options *tm_tfidf_how(const tm_tfidf *model);
/** Number of terms (columns) and of documents the model was fitted on. */
TM_API size_t tm_tfidf_terms(const tm_tfidf *model);
TM_API uint64_t tm_tfidf_documents(const tm_tfidf *model);
/** Term @p id, borrowed from the model; {NULL, 0} if there is no such id, or with hash_bits. */
TM_API tm_text tm_tfidf_term(const tm_tfidf *model, uint32_t id);
/** Documents that hold term @p id; 0 if there is no such id. */
TM_API uint64_t tm_tfidf_df(const tm_tfidf *model, uint32_t id);
/** The weight of term @p id by tm_idf_weight (1 with TM_IDF_NONE); 0 if there is no such id. */
TM_API double tm_tfidf_idf(const tm_tfidf *model, uint32_t id);
/** The id of a term (as the analyser writes it), or UINT32_MAX; with hash_bits its column. Cost
 * O(log terms). */
TM_API uint32_t tm_tfidf_lookup(const tm_tfidf *model, const char *term, size_t size);

/**
 * Give a model the components of its rows (LSA), to be saved and loaded with it: tm_svd_project()
 * by tm_tfidf_svd() then folds rows of other documents in. Components that it has are replaced; a
 * model that learns more has none. Not while other threads use the model.
 * @param svd  of as many columns as the model has terms, at most 65,536 components; what it says
 *             of terms is copied, what it says of rows is not
 * Errors: TM_EINVAL, TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_set_svd(tm_tfidf *model, const tm_svd *svd, tm_error *err);
/** The components of a model, borrowed, with no rows and left NULL; NULL: it has none. */
TM_API const tm_svd *tm_tfidf_svd(const tm_tfidf *model);

/**
 * Write the model to a file that appears whole or not at all. The format is versioned,
 * little-endian and checksummed; libtm/DESIGN.md describes it. Errors: TM_EIO, TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_tfidf_save(const tm_tfidf *model, const char *path,
                                             tm_error *err);

/**
 * Read it back. The file is mapped into memory while the model lives: put another in its place, as
 * tm_tfidf_save() does, but do not write into it, which may end the process.
 * Errors: TM_EIO, TM_ENOMEM, TM_EFORMAT (damaged, truncated, unknown version).
 */
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
    unsigned iterations;  /**< power iterations of the SVD, 0 means 4 */
} tm_word_vectors_options;
#define TM_WORD_VECTORS_INIT                                                                       \
    {                                                                                              \
        sizeof(tm_word_vectors_options), 0, 0, 0.0, 0                                              \
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
 * Write the words that have a vector to a file that appears whole or not at all, for texts other
 * than those they were learnt from. Each component takes a byte, and is then within 1/254 of the
 * largest of its vector.
 * @param model  the words: column i of what the vectors were learnt from is term i
 * Errors: TM_EINVAL (other words than the model's, terms without names, more than 4,096
 * components), TM_EIO, TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_word_vectors_save(const tm_word_vectors *vectors,
                                                    const tm_tfidf *model, const char *path,
                                                    tm_error *err);

/**
 * Vectors from such a file for the terms of another model, e.g. for tm_topics_options.background:
 * models/words-en.tm comes with the library.
 * @param[out] out  a row for each term of @p model, zero where the file has none
 * Cost O(size of the file + terms * components). Errors: TM_EIO, TM_ENOMEM, TM_EFORMAT (damaged,
 * truncated, made by other rules for words).
 */
TM_API TM_MUST_CHECK tm_status tm_word_vectors_load(tm_word_vectors **out, const char *path,
                                                    const tm_tfidf *model, tm_error *err);

/**
 * Dense vectors of documents: the weighted sum of the vectors of their words, of length 1.
 * @param out     caller's buffer, rows->rows x components; a document of unknown words is zero
 * @param centre  take the mean off and make the length 1 again: what all documents share says
 * nothing Errors: TM_EINVAL (columns differ), TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_document_vectors(float *out, const tm_word_vectors *vectors,
                                                   const tm_sparse *rows, bool centre,
                                                   const tm_run *run, tm_error *err);

/**
 * Texts as sets of shingles (Broder 1997): every run of 1 to @p words words that stand side by
 * side, folded as tm_normalize() with TM_NORMALIZE_FOLD_CASE does. Two texts of the same words are
 * the same row, whatever stands between the words. For tm_near_duplicates().
 * @param[out] out  count x (different shingles), numbered as they come; every value is 1
 * @param words  0 means 2, at most 16
 * Cost O(bytes * words); memory O(bytes of different shingles + entries).
 * Errors: TM_EINVAL, TM_ENOMEM, TM_EOVERFLOW.
 */
TM_API TM_MUST_CHECK tm_status tm_shingles(tm_sparse **out, const tm_text *texts, size_t count,
                                           unsigned words, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
