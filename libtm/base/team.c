#define _POSIX_C_SOURCE 200809L /* pthread_atfork */
#include "base/team.h"

#include "base/threads.h"

#include <pthread.h>
#include <stdatomic.h>

/* How often to look before going to sleep: for about as long as a thread takes to wake. */
enum { LOOKS = 1 << 12 };

/* Work that is under way; it is where it was begun, on the stack. */
struct job {
    void (*work)(void *ctx, unsigned worker);
    void *ctx;
    unsigned seats, came; /* for helpers that may still come, and how many did */
    atomic_uint present;  /* helpers at work */
    struct job *next;     /* with free seats */
};

/* A helper that sleeps; it is on its own stack, which stays. */
struct sleeper {
    pthread_t thread;
    pthread_cond_t call;
    bool called;
    struct sleeper *next;
};

static struct team {
    pthread_mutex_t lock;
    pthread_cond_t left; /* the last helper left a job */
    struct job *open;    /* jobs with free seats */
    struct sleeper *asleep;
    atomic_uint seats; /* free ones of all jobs; looked at without the lock, too */
    unsigned awake;    /* helpers that look for one, or are on their way */
    unsigned helpers;
} team = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, NULL, NULL, 0, 0, 0};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local bool at_work;

/* The lock is held while a process forks, so that the child finds everything whole. */
static void before_fork(void)
{
    pthread_mutex_lock(&team.lock);
}

static void after_fork(void)
{
    pthread_mutex_unlock(&team.lock);
}

/* No helper came along. */
static void after_fork_in_child(void)
{
    const struct team fresh = {
        PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, NULL, NULL, 0, 0, 0};

    team = fresh;
}

static void watch_forks(void)
{
    (void)pthread_atfork(before_fork, after_fork, after_fork_in_child);
}

/* Wait until it is what is waited for, for a while: only where nobody else needs the processor. */
static void look(const atomic_uint *number, bool zero, bool crowded)
{
    for (unsigned left = crowded ? 0 : LOOKS; left > 0; left--) {
        if ((atomic_load_explicit(number, memory_order_relaxed) == 0) == zero)
            return;
#if defined(__x86_64__) && defined(__GNUC__)
        __builtin_ia32_pause();
#endif
    }
}

static bool is_crowded(void)
{
    static atomic_uint processors;

    if (atomic_load(&processors) == 0)
        atomic_store(&processors, tm__processors());
    return team.helpers >= atomic_load(&processors);
}

/* With the lock, as all that follow. */
static void fall_asleep(struct sleeper *self)
{
    self->called = false;
    self->next = team.asleep;
    team.asleep = self;
    team.awake--;
    while (!self->called)
        pthread_cond_wait(&self->call, &team.lock);
}

static void wait_for_seat(struct sleeper *self)
{
    const bool crowded = is_crowded();

    pthread_mutex_unlock(&team.lock);
    look(&team.seats, false, crowded);
    pthread_mutex_lock(&team.lock);
    if (!team.open)
        fall_asleep(self);
}

static struct job *take_seat(unsigned *worker)
{
    struct job *const job = team.open;

    *worker = ++job->came;
    atomic_fetch_add(&job->present, 1);
    atomic_fetch_sub(&team.seats, 1);
    team.awake--;
    if (--job->seats == 0)
        team.open = job->next;
    return job;
}

static void leave(struct job *job)
{
    team.awake++;
    if (atomic_fetch_sub(&job->present, 1) == 1)
        pthread_cond_broadcast(&team.left);
}

static void *help(void *unused)
{
    struct sleeper self = {.thread = pthread_self()};

    (void)unused;
    at_work = true;
    pthread_cond_init(&self.call, NULL);
    pthread_mutex_lock(&team.lock);
    for (;;) {
        struct job *job;
        unsigned worker;

        while (!team.open)
            wait_for_seat(&self);
        job = take_seat(&worker);
        pthread_mutex_unlock(&team.lock);
        job->work(job->ctx, worker);
        pthread_mutex_lock(&team.lock);
        leave(job);
    }
    return NULL;
}

static struct sleeper *take_sleeper(void)
{
    struct sleeper *const sleeper = team.asleep;

    if (sleeper) {
        team.asleep = sleeper->next;
        sleeper->called = true;
    }
    return sleeper;
}

/* Without the lock: it is given back before the helper is called, who needs it. */
static bool start_helper(void)
{
    if (tm__thread_start(help))
        return true;
    pthread_mutex_lock(&team.lock);
    team.awake--;
    team.helpers--;
    pthread_mutex_unlock(&team.lock);
    return false;
}

/* Call a helper, if there is a seat that nobody is on the way to. False if there is none of both.
 */
static bool call_helper(void)
{
    struct sleeper *sleeper = NULL;
    bool wanted;

    pthread_mutex_lock(&team.lock);
    wanted = atomic_load(&team.seats) > team.awake;
    if (wanted) {
        sleeper = take_sleeper();
        team.awake++;
        team.helpers += !sleeper;
    }
    pthread_mutex_unlock(&team.lock);
    if (sleeper)
        tm__thread_wake(sleeper->thread, &sleeper->call);
    return wanted && (sleeper || start_helper());
}

static void open_job(struct job *job)
{
    pthread_once(&once, watch_forks);
    pthread_mutex_lock(&team.lock);
    job->next = team.open;
    team.open = job;
    atomic_fetch_add(&team.seats, job->seats);
    pthread_mutex_unlock(&team.lock);
    while (call_helper())
        continue;
}

/* Nobody may come any more; wait for those who did. */
static void close_job(struct job *job)
{
    bool crowded;

    pthread_mutex_lock(&team.lock);
    if (job->seats > 0) {
        struct job **at = &team.open;

        while (*at != job)
            at = &(*at)->next;
        *at = job->next;
        atomic_fetch_sub(&team.seats, job->seats);
    }
    crowded = is_crowded();
    pthread_mutex_unlock(&team.lock);
    look(&job->present, true, crowded);
    pthread_mutex_lock(&team.lock);
    while (atomic_load(&job->present) > 0)
        pthread_cond_wait(&team.left, &team.lock);
    pthread_mutex_unlock(&team.lock);
}

void tm__team_work(unsigned workers, void (*work)(void *ctx, unsigned worker), void *ctx)
{
    struct job job = {.work = work, .ctx = ctx, .seats = workers - 1};

    if (at_work || workers < 2) {
        work(ctx, 0);
        return;
    }
    open_job(&job);
    at_work = true;
    work(ctx, 0);
    at_work = false;
    close_job(&job);
}
