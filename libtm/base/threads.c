#define _GNU_SOURCE /* sched_getaffinity, pthread_setaffinity_np */
#include "base/threads.h"

#include <sched.h>
#include <signal.h>
#include <unistd.h>

static unsigned processors_online(void)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n > 0 ? (unsigned)n : 1;
}

#if defined(__linux__)

/* The processors this thread may use, and the same without the one it is on. */
struct processors {
    cpu_set_t all, others;
    bool known; /* and there are others */
};

unsigned tm__processors(void)
{
    cpu_set_t all;

    /* It fails where there are more than fit. */
    return sched_getaffinity(0, sizeof all, &all) == 0 ? (unsigned)CPU_COUNT(&all)
                                                       : processors_online();
}

static struct processors find_processors(void)
{
    const int here = sched_getcpu();
    struct processors p = {.known = false};

    if (here < 0 || here >= CPU_SETSIZE || sched_getaffinity(0, sizeof p.all, &p.all) != 0)
        return p;
    p.others = p.all;
    CPU_CLR((unsigned)here, &p.others);
    p.known = CPU_COUNT(&p.others) > 0;
    return p;
}

/* What fails here is a wish. */
static void start_elsewhere(pthread_attr_t *how, const struct processors *p)
{
    if (p->known)
        (void)pthread_attr_setaffinity_np(how, sizeof p->others, &p->others);
}

static void send_elsewhere(pthread_t thread, const struct processors *p)
{
    if (p->known)
        (void)pthread_setaffinity_np(thread, sizeof p->others, &p->others);
}

static void let_go(pthread_t thread, const struct processors *p)
{
    if (p->known)
        (void)pthread_setaffinity_np(thread, sizeof p->all, &p->all);
}

#else

struct processors {
    bool known;
};

unsigned tm__processors(void)
{
    return processors_online();
}

static struct processors find_processors(void)
{
    return (struct processors){false};
}

static void start_elsewhere(pthread_attr_t *how, const struct processors *p)
{
    (void)how;
    (void)p;
}

static void send_elsewhere(pthread_t thread, const struct processors *p)
{
    (void)thread;
    (void)p;
}

static void let_go(pthread_t thread, const struct processors *p)
{
    (void)thread;
    (void)p;
}

#endif

bool tm__thread_start(void *(*run)(void *))
{
    const struct processors processors = find_processors();
    pthread_attr_t how;
    pthread_t thread;
    sigset_t all, before;
    bool started;

    if (pthread_attr_init(&how) != 0)
        return false;
    pthread_attr_setdetachstate(&how, PTHREAD_CREATE_DETACHED);
    start_elsewhere(&how, &processors);
    sigfillset(&all); /* signals are for the threads of the program */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    started = pthread_create(&thread, &how, run, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&how);
    if (started)
        let_go(thread, &processors);
    return started;
}

void tm__thread_wake(pthread_t thread, pthread_cond_t *wait)
{
    const struct processors processors = find_processors();

    send_elsewhere(thread, &processors);
    pthread_cond_signal(wait);
    let_go(thread, &processors);
}
