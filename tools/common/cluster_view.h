/* Clusters for people and for programs. */
#ifndef CLI_CLUSTER_VIEW_H
#define CLI_CLUSTER_VIEW_H

#include "documents.h"
#include "output.h"

struct cluster_view {
    const struct cli_documents *documents;
    tm_clustering *clusters;
    tm_labels *labels;
    tm_topic_counts *counts;     /* numbers of topics that were tried; NULL: k was given */
    tm_memberships *memberships; /* where documents have several topics, or NULL */
    tm_tfidf *model;             /* names the columns; NULL: nothing is explained */
    tm_cluster_terms *terms;     /* why documents are together, or NULL */
    size_t *copy_of; /* [documents] the first that says the same, by cli_copies(); not for text
                      * and Markdown, which may have NULL */
    const struct cli_output *output;
    bool stories;  /* else topics: a cluster of one is a cluster like any other */
    uint64_t show; /* documents of a cluster as text; 0: all */
};

void cluster_view_text(const struct cluster_view *view);
void cluster_view_json(const struct cluster_view *view);
void cluster_view_jsonl(const struct cluster_view *view);
void cluster_view_tsv(const struct cluster_view *view);
void cluster_view_markdown(const struct cluster_view *view);

#endif
