#include "cluster_terms.h"

/* As much as what the documents say themselves. */
static const double background_share = 0.5;

/*
 * Which terms count, unless options say so. A term of one document cannot join two, but it tells
 * how much of a document the shared terms are, which stories need; topics of 500 documents or more
 * do without. A term of more than half the documents tells them apart from nothing, but among a
 * handful that may be the story itself.
 */
static void choose(tm_tfidf_options *how, const struct cluster_terms *terms, size_t documents)
{
    how->min_df = !terms->stories && documents >= 500 ? 2 : 1;
    how->max_df = documents >= 20 ? 0.5 : 1.0;
    if (terms->min_df > 0)
        how->min_df = (uint32_t)terms->min_df;
    if (terms->max_df > 0)
        how->max_df = terms->max_df;
}

tm_status cluster_terms_rows(tm_tfidf **model, tm_sparse **rows, const tm_text *documents,
                             size_t count, const struct cluster_terms *terms, const tm_run *run,
                             tm_error *err)
{
    tm_tfidf_options how = TM_TFIDF_INIT;
    tm_tfidf *fitted;
    tm_status status;

    how.analyzer.language = terms->language;
    how.analyzer.stem = terms->stem;
    how.analyzer.keep_stopwords = !terms->stop;
    choose(&how, terms, count);
    status = tm_tfidf_fit(&fitted, rows, documents, count, &how, run, err);
    if (status == TM_OK && terms->background)
        status = tm_tfidf_add_background(*rows, fitted, terms->background, background_share, err);
    if (model)
        *model = fitted;
    else
        tm_tfidf_free(fitted);
    return status;
}
