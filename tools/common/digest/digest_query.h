/* What has to do with a query. */
#ifndef DIGEST_QUERY_H
#define DIGEST_QUERY_H

#include "digest/digest.h"

/*
 * related[c] tells whether a document of cluster c holds at least half of the query, in squared
 * weight of its terms: of two words the rarer, of one word the word. free() it.
 */
TM_MUST_CHECK tm_status digest_query(bool **related, const struct digest *digest,
                                     const tm_tfidf *model, const tm_sparse *rows,
                                     const char *query, const tm_run *run, tm_error *err);

#endif
