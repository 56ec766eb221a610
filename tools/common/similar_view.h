/* What tm-similar prints. */
#ifndef CLI_SIMILAR_VIEW_H
#define CLI_SIMILAR_VIEW_H

#include "documents.h"
#include "output.h"

enum similar_kind { SIMILAR_PAIRS, SIMILAR_TOP, SIMILAR_QUERY };

struct similar_view {
    const struct cli_output *output;
    const struct cli_documents *documents;
    const tm_sparse *found; /* rows of [documents x documents], or one row for a query */
    size_t first;           /* the document of row 0 of found, unless this is a query */
    enum similar_kind kind;
};

/* Print what was found. Pairs may be printed part by part, but not as text, where the most alike of
 * all come first. A header stands before the first part. */
void similar_view_text(const struct similar_view *view);
void similar_view_jsonl(const struct similar_view *view);
void similar_view_tsv_header(const struct similar_view *view);
void similar_view_tsv(const struct similar_view *view);

#endif
