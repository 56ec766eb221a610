/* The mean row of every story, for what is done with stories instead of documents. */
#ifndef DIGEST_CENTROIDS_H
#define DIGEST_CENTROIDS_H

#include "digest/digest.h"

/* stories x columns of the rows, each of length 1 (or zero), of the first `stories` stories. */
TM_MUST_CHECK tm_status digest_centroids(tm_sparse **out, const struct digest *digest,
                                         size_t stories, const tm_sparse *rows, tm_error *err);

#endif
