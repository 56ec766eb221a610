#include "base/parallel.h"

#include "base/status.h"

#include <omp.h>

unsigned tm__threads(const tm_run *run)
{
    int n;

    if (run && run->threads)
        return run->threads;
    n = omp_get_max_threads();
    return n < 1 ? 1u : (unsigned)n;
}

tm_status tm__progress(const tm_run *run, const char *stage, uint64_t done, uint64_t total,
                       tm_error *err)
{
    if (run && run->progress && run->progress(run->progress_ctx, stage, done, total) != 0)
        return tm__fail(err, TM_ECANCELLED, "cancelled while running stage '%s'", stage);
    return TM_OK;
}

tm_status tm__parallel_for(size_t blocks, tm__block_fn fn, void *ctx, const char *stage,
                           const tm_run *run, tm_error *err)
{
    const int threads = (int)(tm__threads(run) < blocks ? tm__threads(run) : (blocks ? blocks : 1));
    tm_status status = TM_OK;
    size_t failed = SIZE_MAX, done = 0;
    bool stop = false;
    omp_lock_t lock; /* a named critical section would be one exported lock for the whole process */

    /* Asked here too: the other workers may be done before the calling thread gets a block. */
    if (blocks > 0 && tm__progress(run, stage, 0, blocks, err) != TM_OK)
        return TM_ECANCELLED;

    omp_init_lock(&lock);
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (size_t block = 0; block < blocks; block++) {
        size_t finished;
        bool skip;
        tm_status got;

#pragma omp atomic read
        skip = stop;
        if (skip) /* OpenMP loops have no break */
            continue;
        got = fn(ctx, block, (unsigned)omp_get_thread_num());
        omp_set_lock(&lock);
        finished = ++done;
        if (got != TM_OK && block < failed) {
            failed = block;
            status = got;
        }
        omp_unset_lock(&lock);
        if (got != TM_OK) {
#pragma omp atomic write
            stop = true;
        }
        if (omp_get_thread_num() == 0 && run && run->progress &&
            run->progress(run->progress_ctx, stage, finished, blocks) != 0) {
#pragma omp atomic write
            stop = true;
            omp_set_lock(&lock);
            if (failed == SIZE_MAX) {
                failed = block;
                status = TM_ECANCELLED;
            }
            omp_unset_lock(&lock);
        }
    }
    omp_destroy_lock(&lock);
    if (status == TM_ECANCELLED)
        return tm__fail(err, status, "cancelled while running stage '%s'", stage);
    if (status != TM_OK)
        return tm__fail(err, status, "%s in stage '%s'", tm_strerror(status), stage);
    return TM_OK;
}
