#include "base/parallel.h"

#include "base/status.h"
#include "base/team.h"
#include "base/threads.h"

#include <pthread.h>

unsigned tm__threads(const tm_run *run)
{
    return run && run->threads ? run->threads : tm__processors();
}

tm_status tm__progress(const tm_run *run, const char *stage, uint64_t done, uint64_t total,
                       tm_error *err)
{
    if (run && run->progress && run->progress(run->progress_ctx, stage, done, total) != 0)
        return tm__fail(err, TM_ECANCELLED, "cancelled while running stage '%s'", stage);
    return TM_OK;
}

/*
 * Every worker begins with a run of neighbouring blocks of its own. Neighbours are alike: documents
 * of a day share their words, and rows lie in the same pages. Who is done takes from the end of
 * what others have left.
 */
enum { MOST_STRETCHES = 64 }; /* more workers than these share them */

/* What is left of a run of neighbouring blocks. */
struct stretch {
    size_t next, end;
};

struct loop {
    tm__block_fn fn;
    void *ctx;
    const char *stage;
    const tm_run *run;
    size_t blocks;
    pthread_mutex_t lock;
    struct stretch stretch[MOST_STRETCHES];
    size_t stretches;
    size_t done, failed; /* SIZE_MAX: none */
    tm_status status;
};

static void cut_stretches(struct loop *loop, size_t blocks, size_t workers)
{
    loop->stretches = workers < MOST_STRETCHES ? workers : MOST_STRETCHES;
    for (size_t s = 0, next = 0; s < loop->stretches; s++) {
        const size_t left = loop->stretches - s;

        loop->stretch[s].next = next;
        next += (blocks - next + left - 1) / left;
        loop->stretch[s].end = next;
    }
}

/* The next block of the worker's own stretch, or the last of whichever has most left. */
static size_t choose_block(struct loop *loop, unsigned worker)
{
    struct stretch *const own = &loop->stretch[worker % loop->stretches];
    struct stretch *longest = loop->stretch;

    if (own->next < own->end)
        return own->next++;
    for (size_t s = 1; s < loop->stretches; s++)
        if (loop->stretch[s].end - loop->stretch[s].next > longest->end - longest->next)
            longest = &loop->stretch[s];
    return longest->next < longest->end ? --longest->end : SIZE_MAX;
}

/* With the lock; SIZE_MAX if there is nothing left to do. */
static size_t next_block(struct loop *loop, unsigned worker)
{
    return loop->failed == SIZE_MAX ? choose_block(loop, worker) : SIZE_MAX;
}

static size_t first_block(struct loop *loop, unsigned worker)
{
    size_t block;

    pthread_mutex_lock(&loop->lock);
    block = next_block(loop, worker);
    pthread_mutex_unlock(&loop->lock);
    return block;
}

/* A block has ended; returns the next one, and how many are done now. */
static size_t end_block(struct loop *loop, size_t block, tm_status status, unsigned worker,
                        size_t *done)
{
    size_t next;

    pthread_mutex_lock(&loop->lock);
    *done = ++loop->done;
    if (status != TM_OK && block < loop->failed) {
        loop->failed = block;
        loop->status = status;
    }
    next = next_block(loop, worker);
    pthread_mutex_unlock(&loop->lock);
    return next;
}

static void cancel(struct loop *loop, size_t block)
{
    pthread_mutex_lock(&loop->lock);
    if (loop->failed == SIZE_MAX) {
        loop->failed = block;
        loop->status = TM_ECANCELLED;
    }
    pthread_mutex_unlock(&loop->lock);
}

static void work(void *ctx, unsigned worker)
{
    struct loop *const loop = ctx;
    size_t block = first_block(loop, worker), done;

    while (block != SIZE_MAX) {
        const size_t next =
            end_block(loop, block, loop->fn(loop->ctx, block, worker), worker, &done);

        if (worker == 0 &&
            tm__progress(loop->run, loop->stage, done, loop->blocks, NULL) != TM_OK) {
            cancel(loop, block);
            return; /* the next one does not begin */
        }
        block = next;
    }
}

tm_status tm__parallel_for(size_t blocks, tm__block_fn fn, void *ctx, const char *stage,
                           const tm_run *run, tm_error *err)
{
    const size_t most = blocks ? blocks : 1;
    const unsigned threads = tm__threads(run) < most ? tm__threads(run) : (unsigned)most;
    struct loop loop = {.fn = fn,
                        .ctx = ctx,
                        .stage = stage,
                        .run = run,
                        .blocks = blocks,
                        .lock = PTHREAD_MUTEX_INITIALIZER,
                        .failed = SIZE_MAX,
                        .status = TM_OK};

    /* Asked here too: the other workers may be done before the calling thread gets a block. */
    if (blocks > 0 && tm__progress(run, stage, 0, blocks, err) != TM_OK)
        return TM_ECANCELLED;

    cut_stretches(&loop, blocks, threads);
    tm__team_work(threads, work, &loop);
    pthread_mutex_destroy(&loop.lock);
    if (loop.status == TM_ECANCELLED)
        return tm__fail(err, loop.status, "cancelled while running stage '%s'", stage);
    if (loop.status != TM_OK)
        return tm__fail(err, loop.status, "%s in stage '%s'", tm_strerror(loop.status), stage);
    return TM_OK;
}
