/* Terms with their shares: why documents are together. */
#ifndef CLI_CLUSTER_EXPLAIN_H
#define CLI_CLUSTER_EXPLAIN_H

#include "bytes.h"

#include <tm.h>

/* [{"term": ..., "share": ...}, ...] */
void cluster_explain_json(struct cli_bytes *out, const tm_tfidf *model, const tm_cluster_term *term,
                          size_t most);

/* "storm 31%, galway 12%" */
void cluster_explain_text(struct cli_bytes *out, const tm_tfidf *model, const tm_cluster_term *term,
                          size_t most);

#endif
