/* An allocator that fails on the n-th request and counts live blocks. */
#ifndef FAULT_ALLOC_H
#define FAULT_ALLOC_H

#include <criterion/criterion.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <tm.h>

static atomic_long fault_after = -1; /* requests left before failing; -1: never */
static atomic_long fault_live;

static inline int fault_now(void)
{
    if (fault_after < 0)
        return 0;
    if (fault_after == 0)
        return 1; /* and every later request too */
    fault_after--;
    return 0;
}

static inline void *fault_allocate(size_t size, void *ctx)
{
    void *block = fault_now() ? NULL : malloc(size);

    (void)ctx;
    fault_live += block != NULL;
    return block;
}

static inline void *fault_resize(void *old, size_t size, void *ctx)
{
    void *block = fault_now() ? NULL : realloc(old, size);

    (void)ctx;
    fault_live += block != NULL && old == NULL;
    return block;
}

static inline void fault_release(void *block, void *ctx)
{
    (void)ctx;
    fault_live -= block != NULL;
    free(block);
}

static inline void fault_install(void)
{
    const tm_allocator a = {fault_allocate, fault_resize, fault_release, NULL};

    tm_set_allocator(&a);
}

/* One thread, so that the n-th allocation is the same one every time. */
static const tm_run fault_run = {sizeof(tm_run), 1, 0, NULL, NULL};

/*
 * Run `call` with the 1st, 2nd, ... allocation failing until it succeeds. Each failure must be
 * TM_ENOMEM and must leave no more blocks than before. What the last, successful call made is the
 * caller's to free; compare fault_live afterwards.
 */
#define FAULT_LOOP(call)                                                                           \
    do {                                                                                           \
        const long before_ = fault_live;                                                           \
        long n_;                                                                                   \
        for (n_ = 0; n_ < 100000; n_++) {                                                          \
            tm_status st_;                                                                         \
            fault_after = n_;                                                                      \
            st_ = (call);                                                                          \
            fault_after = -1;                                                                      \
            if (st_ == TM_OK)                                                                      \
                break;                                                                             \
            cr_assert_eq(st_, TM_ENOMEM, #call ": status %d", (int)st_);                           \
            cr_assert_eq(fault_live, before_, #call ": leak at allocation %ld", n_);               \
        }                                                                                          \
        cr_assert_gt(n_, 0, #call " never allocated");                                             \
        cr_assert_lt(n_, 100000, #call " never succeeded");                                        \
    } while (0)

#endif
