/* The silhouette of clusters, on rows of texts as tm-cluster makes them for stories. */
#ifndef CLI_EVALUATE_SILHOUETTE_H
#define CLI_EVALUATE_SILHOUETTE_H

#include "label_file.h"
#include "options.h"

/* A row a document of `gold`, in its order; the texts are found by id. For tm_sparse_free().
 * CLI_GO_ON or an exit code. */
int evaluate_silhouette_rows(tm_sparse **rows, const char *path, const struct cli_labels *gold,
                             const char *gold_path, const struct cli_common *common);

/* The mean silhouette; cluster[rows]. CLI_GO_ON or an exit code. */
int evaluate_silhouette(double *mean, const tm_sparse *rows, const uint32_t *cluster,
                        const struct cli_common *common);

#endif
