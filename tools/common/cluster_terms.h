/* Which terms count when documents are compared to be clustered. */
#ifndef CLI_CLUSTER_TERMS_H
#define CLI_CLUSTER_TERMS_H

#include <tm.h>

struct cluster_terms {
    const char *language;
    bool stories;                  /* else topics */
    bool stem, stop;               /* stop: drop those of the language */
    const tm_stop_list *stop_list; /* and these; NULL: none */
    uint64_t min_df;               /* 0: chosen */
    double max_df;                 /* 0: chosen */
    const tm_tfidf *background;    /* NULL: the documents alone say how common a term is */
};

/* Rows of documents for any way to cluster; model may be NULL. */
TM_MUST_CHECK tm_status cluster_terms_rows(tm_tfidf **model, tm_sparse **rows,
                                           const tm_text *documents, size_t count,
                                           const struct cluster_terms *terms, const tm_run *run,
                                           tm_error *err);

#endif
