/* Where k-means starts: the clusters of an earlier run. */
#ifndef CLI_CLUSTER_START_H
#define CLI_CLUSTER_START_H

#include "documents.h"

/*
 * *label: [documents->count] for free(), the cluster that the file has for a document of this id,
 * numbered from 0, or TM_KMEANS_FREE. *clusters is how many to make: if it is 0, as many as these
 * are. The file is as tm-cluster prints jsonl and tsv. CLI_GO_ON, or an exit code after a message:
 * also where the file has none of the documents, or more clusters than wanted.
 */
int cluster_start_read(uint32_t **label, uint64_t *clusters, const char *path,
                       const struct cli_documents *documents);

#endif
