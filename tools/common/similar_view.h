/* What tm-similar prints. */
#ifndef CLI_SIMILAR_VIEW_H
#define CLI_SIMILAR_VIEW_H

#include "documents.h"
#include "output.h"

enum similar_kind { SIMILAR_PAIRS, SIMILAR_TOP, SIMILAR_QUERY };

struct similar_view {
    const struct cli_output *output;
    const struct cli_documents *documents;
    tm_sparse *found; /* [documents x documents], or of one row for a query */
    enum similar_kind kind;
};

void similar_view_text(const struct similar_view *view);
void similar_view_jsonl(const struct similar_view *view);
void similar_view_tsv(const struct similar_view *view);

#endif
