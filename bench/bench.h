/* Time in benchmarks: rivals take turns, so that both meet the same machine; the median counts. */
#ifndef BENCH_H
#define BENCH_H

#include <stdlib.h>
#include <time.h>

static inline double bench_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline int bench_compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The median of an odd number of times, which are sorted. */
static inline double bench_median(double *seconds, size_t count)
{
    qsort(seconds, count, sizeof *seconds, bench_compare);
    return seconds[count / 2];
}

#endif
