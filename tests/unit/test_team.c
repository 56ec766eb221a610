#define _GNU_SOURCE /* usleep */
#include "base/team.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 16, PATIENCE = 5000 };

static void wait_a_millisecond(void)
{
    usleep(1000);
}

struct visits {
    atomic_uint of[MOST], begun, done;
    unsigned wanted; /* helpers that worker 0 waits for */
};

static void visit(void *ctx, unsigned worker)
{
    struct visits *const v = ctx;

    atomic_fetch_add(&v->of[worker < MOST ? worker : 0], 1);
    atomic_fetch_add(&v->begun, 1);
    for (int i = 0; worker == 0 && i < PATIENCE && atomic_load(&v->begun) <= v->wanted; i++)
        wait_a_millisecond();
    if (worker > 0)
        wait_a_millisecond(); /* longer than worker 0 */
    atomic_fetch_add(&v->done, 1);
}

Test(team, gives_every_worker_a_number)
{
    for (unsigned workers = 0; workers <= 5; workers++) {
        struct visits v = {.wanted = workers ? workers - 1 : 0};

        tm__team_work(workers, visit, &v);
        cr_assert_eq(atomic_load(&v.begun), v.wanted + 1, "%u workers", workers);
        for (unsigned w = 0; w <= v.wanted; w++)
            cr_expect_eq(atomic_load(&v.of[w]), 1, "worker %u of %u", w, workers);
    }
}

Test(team, waits_for_those_who_came)
{
    for (int i = 0; i < 200; i++) {
        struct visits v = {.wanted = i % 3 == 0};

        tm__team_work(4, visit, &v);
        cr_assert_eq(atomic_load(&v.done), atomic_load(&v.begun), "time %d", i);
    }
}

static void begin_work(void *ctx, unsigned worker)
{
    struct visits *const inner = ctx;

    if (worker == 0)
        tm__team_work(4, visit, inner);
}

Test(team, has_no_helpers_for_work_within_work)
{
    struct visits v = {.wanted = 0};

    tm__team_work(2, begin_work, &v);
    cr_expect_eq(atomic_load(&v.begun), 1, "only the caller");
}

static void *call_often(void *ctx)
{
    for (int i = 0; i < 100; i++) {
        struct visits v = {.wanted = 0};

        tm__team_work(3, visit, &v);
        if (atomic_load(&v.done) != atomic_load(&v.begun) || atomic_load(&v.of[0]) != 1)
            atomic_fetch_add((atomic_uint *)ctx, 1);
    }
    return NULL;
}

Test(team, serves_several_callers)
{
    pthread_t caller[4];
    atomic_uint wrong = 0;

    for (int i = 0; i < 4; i++)
        cr_assert_eq(pthread_create(&caller[i], NULL, call_often, &wrong), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(caller[i], NULL);
    cr_expect_eq(atomic_load(&wrong), 0, "calls went wrong");
}

static unsigned helpers_that_came(void)
{
    struct visits v = {.wanted = 1};

    tm__team_work(2, visit, &v);
    return atomic_load(&v.of[1]);
}

Test(team, starts_anew_after_a_fork)
{
    int status = 0;
    pid_t child;

    cr_assert_eq(helpers_that_came(), 1, "before");
    child = fork();
    if (child == 0)
        _exit(helpers_that_came() == 1 ? 0 : 1);
    cr_assert(child > 0 && waitpid(child, &status, 0) == child, "a child");
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "in the child");
    cr_expect_eq(helpers_that_came(), 1, "afterwards");
}

static void look_at_signals(void *ctx, unsigned worker)
{
    struct visits *const v = ctx;
    sigset_t blocked;

    if (worker > 0 && pthread_sigmask(SIG_BLOCK, NULL, &blocked) == 0 &&
        sigismember(&blocked, SIGINT) == 1)
        atomic_fetch_add(&v->done, 1);
    visit(ctx, worker);
}

Test(team, leaves_signals_to_the_caller)
{
    struct visits v = {.wanted = 1};

    tm__team_work(2, look_at_signals, &v);
    cr_expect_eq(atomic_load(&v.done), 3, "two and the one that takes no signals");
}
