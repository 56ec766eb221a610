#define _GNU_SOURCE /* sched_getaffinity, usleep */
#include "base/threads.h"

#include <criterion/criterion.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

enum { PATIENCE = 5000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t call = PTHREAD_COND_INITIALIZER;
static pthread_t thread;
static int calls;
static atomic_int began, woke, free_at_last;

/* May it run where the others may? It is let go when it is under way already. */
static void look_around(const cpu_set_t *all)
{
    cpu_set_t own;

    for (int i = 0; i < PATIENCE; i++) {
        if (sched_getaffinity(0, sizeof own, &own) == 0 && CPU_EQUAL(&own, all)) {
            atomic_fetch_add(&free_at_last, 1);
            return;
        }
        usleep(1000);
    }
}

static cpu_set_t everywhere;

static void *run(void *unused)
{
    (void)unused;
    thread = pthread_self();
    look_around(&everywhere);
    atomic_store(&began, 1);
    pthread_mutex_lock(&lock);
    while (calls == 0)
        pthread_cond_wait(&call, &lock);
    pthread_mutex_unlock(&lock);
    look_around(&everywhere);
    atomic_store(&woke, 1);
    return NULL;
}

static void wait_until(const atomic_int *happened)
{
    for (int i = 0; i < 2 * PATIENCE && !atomic_load(happened); i++)
        usleep(1000);
}

Test(threads, start_and_wake_and_run_where_the_caller_may)
{
    cr_assert_eq(sched_getaffinity(0, sizeof everywhere, &everywhere), 0);
    cr_assert(tm__thread_start(run), "started");
    wait_until(&began);
    cr_assert_eq(atomic_load(&began), 1, "began");
    usleep(10000);
    pthread_mutex_lock(&lock);
    calls++;
    pthread_mutex_unlock(&lock);
    tm__thread_wake(thread, &call);
    wait_until(&woke);
    cr_expect_eq(atomic_load(&woke), 1, "woke");
    cr_expect_eq(atomic_load(&free_at_last), 2, "times it may run everywhere");
}

Test(threads, knows_the_processors)
{
    cpu_set_t one, before;

    cr_assert_eq(sched_getaffinity(0, sizeof before, &before), 0);
    cr_expect_eq(tm__processors(), (unsigned)CPU_COUNT(&before), "all");
    CPU_ZERO(&one);
    CPU_SET((unsigned)sched_getcpu(), &one);
    cr_assert_eq(sched_setaffinity(0, sizeof one, &one), 0);
    cr_expect_eq(tm__processors(), 1, "one");
    everywhere = one;
    cr_assert(tm__thread_start(run), "where there is no other");
    wait_until(&began);
    cr_expect_eq(atomic_load(&free_at_last), 1, "it may run on it");
}
