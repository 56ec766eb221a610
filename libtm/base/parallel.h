/*
 * Parallel loops whose results do not depend on the number of threads: work is cut into fixed
 * blocks, every block writes only what is its own, and the caller combines blocks in their order.
 */
#ifndef TM_BASE_PARALLEL_H
#define TM_BASE_PARALLEL_H

#include <tm/base.h>

/*
 * One block of work. worker is below tm__threads(run) and names the scratch memory to use.
 * A status other than TM_OK stops the loop.
 */
typedef tm_status (*tm__block_fn)(void *ctx, size_t block, unsigned worker);

/* How many workers a loop under this run (may be NULL) has at most; at least 1. */
unsigned tm__threads(const tm_run *run);

/*
 * Run blocks 0 .. blocks-1 in any order; a worker's are mostly neighbours, one thread goes from
 * first to last. Progress is reported as stage from the calling thread: once before the first
 * block, then as often as that thread finishes one. After a failure no block begins; of those that
 * failed the lowest wins, and err gets a generic message for it.
 */
tm_status tm__parallel_for(size_t blocks, tm__block_fn fn, void *ctx, const char *stage,
                           const tm_run *run, tm_error *err);

/* Report progress outside a parallel loop; TM_ECANCELLED when the callback says so. */
tm_status tm__progress(const tm_run *run, const char *stage, uint64_t done, uint64_t total,
                       tm_error *err);

#endif
