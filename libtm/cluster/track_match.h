/* Which new story is which old one. */
#ifndef TM_CLUSTER_TRACK_MATCH_H
#define TM_CLUSTER_TRACK_MATCH_H

#include <tm/track.h>

/*
 * Numbers for the clusters of documents that had stories. The pair of a cluster and a story that
 * shares most documents is matched first, and so on (ties: the lower story, then the lower
 * cluster); a cluster that is left gets a new number.
 * @param[out] out     story and event filled; the fadings are the caller's to add
 * @param story        [documents] the old stories
 * @param cluster      [documents] below clusters
 * @param highest      in and out: the highest number so far
 * Errors: TM_ENOMEM.
 */
tm_status tm__track_match(tm_track_review *out, const uint64_t *story, const uint32_t *cluster,
                          size_t documents, size_t clusters, uint64_t *highest, tm_error *err);

/* One more event; TM_ENOMEM. */
tm_status tm__track_event_add(tm_track_review *review, size_t *capacity, tm_track_event event,
                              tm_error *err);

#endif
