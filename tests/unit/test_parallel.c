#include "base/parallel.h"

#include <criterion/criterion.h>
#include <string.h>

static tm_status square(void *ctx, size_t block, unsigned worker)
{
    (void)worker;
    ((size_t *)ctx)[block] = block * block;
    return TM_OK;
}

Test(parallel, runs_every_block_once_on_any_number_of_threads)
{
    for (unsigned threads = 0; threads <= 8; threads++) {
        const tm_run run = {sizeof run, threads, 0, NULL, NULL};
        size_t out[100] = {0};
        cr_assert_eq(tm__parallel_for(100, square, out, "square", &run, NULL), TM_OK, "%u threads",
                     threads);
        for (size_t i = 0; i < 100; i++)
            cr_assert_eq(out[i], i * i, "block %zu on %u threads", i, threads);
    }
    cr_expect_eq(tm__parallel_for(0, square, NULL, "nothing", NULL, NULL), TM_OK, "no blocks");
}

struct visits {
    size_t count[200], next; /* times a block was run; of the block that one thread runs next */
};

static tm_status visit(void *ctx, size_t block, unsigned worker)
{
    struct visits *const visits = ctx;

    (void)worker;
    visits->count[block]++;
    return TM_OK;
}

Test(parallel, shares_blocks_among_many_threads)
{
    static const struct {
        size_t blocks;
        unsigned threads;
    } cases[] = {{1, 8}, {7, 8}, {9, 8}, {200, 64}, {200, 65}, {130, 100}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_run run = {sizeof run, cases[i].threads, 0, NULL, NULL};
        struct visits visits = {{0}, 0};

        cr_assert_eq(tm__parallel_for(cases[i].blocks, visit, &visits, "visit", &run, NULL), TM_OK);
        for (size_t b = 0; b < 200; b++)
            cr_expect_eq(visits.count[b], b < cases[i].blocks, "block %zu of %zu on %u threads", b,
                         cases[i].blocks, cases[i].threads);
    }
}

static tm_status in_order(void *ctx, size_t block, unsigned worker)
{
    struct visits *const visits = ctx;

    (void)worker;
    return block == visits->next++ ? TM_OK : TM_EINVAL;
}

Test(parallel, keeps_the_order_on_one_thread)
{
    const tm_run run = {sizeof run, 1, 0, NULL, NULL};
    struct visits visits = {{0}, 0};

    cr_expect_eq(tm__parallel_for(200, in_order, &visits, "visit", &run, NULL), TM_OK, "order");
    cr_expect_eq(visits.next, 200, "all");
}

static tm_status fail_late(void *ctx, size_t block, unsigned worker)
{
    (void)ctx;
    (void)worker;
    return block < 5 ? TM_OK : TM_EFORMAT;
}

Test(parallel, passes_a_failure_on)
{
    tm_error err = {0};

    cr_expect_eq(tm__parallel_for(50, fail_late, NULL, "test", NULL, &err), TM_EFORMAT, "status");
    cr_expect_str_eq(err.message, "malformed input in stage 'test'", "message");
}

static int stop_at_once(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)done;
    ++*(int *)ctx;
    cr_expect_str_eq(stage, "square", "stage");
    cr_expect_eq(total, 100, "total");
    return 1;
}

Test(parallel, can_be_cancelled)
{
    int calls = 0;
    const tm_run run = {sizeof run, 2, 0, stop_at_once, &calls};
    size_t out[100];
    tm_error err = {0};

    cr_expect_eq(tm__parallel_for(100, square, out, "square", &run, &err), TM_ECANCELLED,
                 "cancelled");
    cr_expect_eq(calls, 1, "asked once");
    cr_expect_eq(tm__progress(NULL, "x", 0, 0, NULL), TM_OK, "no run, no callback");
}

static int stop_at_ten(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)stage;
    (void)total;
    *(uint64_t *)ctx = done;
    return done >= 10;
}

Test(parallel, can_be_cancelled_half_way)
{
    uint64_t done = 0;
    const tm_run run = {sizeof run, 1, 0, stop_at_ten, &done};
    size_t out[100] = {0};

    cr_expect_eq(tm__parallel_for(100, square, out, "square", &run, NULL), TM_ECANCELLED,
                 "cancelled");
    cr_expect_eq(done, 10, "asked after every block and not again");
    cr_expect_eq(out[9], 81, "the tenth block was done");
    cr_expect_eq(out[10], 0, "the eleventh was not");
}
