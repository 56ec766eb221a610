/* Small clusters beside large stories that are likelier to have told their words. */
#ifndef TM_CLUSTER_STORY_STRAYS_H
#define TM_CLUSTER_STORY_STRAYS_H

#include <tm/linalg.h>

/*
 * Where nearly all rows are in large stories, a cluster of fewer than five rows joins the story
 * that most likely told its words (a Dirichlet-multinomial whose prior is that of
 * tm__story_evidence()), if this is much likelier than that they come from all rows, and than from
 * any other story.
 * @param label   [m->rows] in and out, below clusters
 * @param copies  [m->rows] a row stands for so many
 * Cost: the entries, and for every entry of a small cluster the large ones that have its word.
 * Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__story_strays(uint32_t *label, size_t clusters, const tm_sparse *m,
                           const uint32_t *copies, const tm_run *run, tm_error *err);

#endif
