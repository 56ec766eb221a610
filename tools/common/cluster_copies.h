/* Documents that say the same, and what they make of a number of topics. */
#ifndef CLI_CLUSTER_COPIES_H
#define CLI_CLUSTER_COPIES_H

#include "cluster_view.h"

/* For each document the first with the same words, itself if there is none before. free() it. */
size_t *cluster_copies(const struct cli_documents *documents);

/* Tell if there are fewer topics than the `asked`: documents may be fewer, or copies. */
void cluster_report_fewer(const struct cluster_view *view, uint64_t asked);

#endif
