/* tm-evaluate clusters: clusters against labels that people gave. */
#ifndef CLI_EVALUATE_CLUSTERS_H
#define CLI_EVALUATE_CLUSTERS_H

#include "options.h"

enum clusters_format { CLUSTERS_TEXT, CLUSTERS_JSON, CLUSTERS_TSV };

struct clusters_task {
    const struct cli_common *common; /* lang, threads, output */
    const char *label, *cluster;     /* fields of gold, and of the other files */
    const char *texts;               /* documents for the silhouette; NULL: none */
    enum clusters_format format;
    const char *floors;
};

/* Score the files against gold and print; an exit code. */
int evaluate_clusters(const struct clusters_task *task, const char *gold, char *const *paths,
                      size_t count);

#endif
