#include "cluster_terms.h"

#include "bytes.h"
#include "copies.h"
#include "terms.h"

#include <stdlib.h>

/*
 * Which terms count, unless options say so. A term of one document cannot join two, but it tells
 * how much of a document the shared terms are, which stories need; topics of 500 documents or more
 * do without.
 */
static void choose(tm_tfidf_options *how, const struct cluster_terms *terms, size_t documents)
{
    how->min_df = !terms->stories && documents >= 500 ? 2 : 1;
    how->max_df = tm_stories_max_df(documents);
    if (terms->min_df > 0)
        how->min_df = (uint32_t)terms->min_df;
    if (terms->max_df > 0)
        how->max_df = terms->max_df;
}

/*
 * Copies of a text are one document when terms are counted, or a story that everybody prints would
 * make its words too frequent to count. kind[count] is below the number of distinct texts, which is
 * returned.
 */
static size_t fold_copies(uint32_t *kind, tm_text *distinct, const tm_text *documents, size_t count)
{
    size_t *const first = cli_copies(documents, count);
    size_t kinds = 0;

    for (size_t i = 0; i < count; i++)
        if (first[i] == i) {
            distinct[kinds] = documents[i];
            kind[i] = (uint32_t)kinds++;
        } else {
            kind[i] = kind[first[i]];
        }
    free(first);
    return kinds;
}

/* The rows of distinct texts become those of all documents. */
static tm_status unfold(tm_sparse **rows, const uint32_t *kind, size_t count, tm_error *err)
{
    tm_sparse *const distinct = *rows;
    const tm_status status = tm_sparse_select(rows, distinct, kind, count, err);

    tm_sparse_free(distinct);
    return status;
}

static tm_status fit(tm_tfidf **model, tm_sparse **rows, const tm_text *documents, size_t count,
                     const struct cluster_terms *terms, const tm_run *run, tm_error *err)
{
    tm_tfidf_options how = TM_TFIDF_INIT;

    how.analyzer.language = terms->language;
    how.analyzer.stem = terms->stem;
    how.analyzer.stop_list = terms->stop_list;
    how.analyzer.keep_stopwords = !terms->stop && !terms->stop_list;
    choose(&how, terms, count);
    return tm_tfidf_fit(model, rows, documents, count, &how, run, err);
}

/* One text may be more than half of all, so that its words would be too frequent. Topics count
 * fewer copies one by one. */
static bool may_prevail(size_t kinds, size_t count)
{
    return 2 * (kinds - 1) < count;
}

static tm_status fit_distinct(tm_tfidf **model, tm_sparse **rows, const tm_text *documents,
                              size_t count, const struct cluster_terms *terms, const tm_run *run,
                              tm_error *err)
{
    uint32_t *const kind = cli_alloc(count, sizeof *kind);
    tm_text *const distinct = cli_alloc(count, sizeof *distinct);
    const size_t kinds = fold_copies(kind, distinct, documents, count);
    const bool folded = kinds < count && (terms->stories || may_prevail(kinds, count));
    tm_status status =
        fit(model, rows, folded ? distinct : documents, folded ? kinds : count, terms, run, err);

    if (status == TM_OK)
        cli_tell_no_terms((*rows)->row_start[(*rows)->rows], count, tm_tfidf_how(*model));
    if (status == TM_OK && folded)
        status = unfold(rows, kind, count, err);
    free(kind);
    free(distinct);
    return status;
}

tm_status cluster_terms_rows(tm_tfidf **model, tm_sparse **rows, const tm_text *documents,
                             size_t count, const struct cluster_terms *terms, const tm_run *run,
                             tm_error *err)
{
    tm_tfidf *fitted = NULL;
    tm_status status = fit_distinct(&fitted, rows, documents, count, terms, run, err);

    if (status == TM_OK && terms->background)
        status =
            tm_tfidf_add_background(*rows, fitted, terms->background, TM_STORIES_BACKGROUND, err);
    if (model)
        *model = fitted;
    else
        tm_tfidf_free(fitted);
    return status;
}
