/* Our side of a claim: the file in memory, the clock, what is printed (see README.md). */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <tm.h>

static inline void bench_stop(const char *what, const char *name)
{
    fprintf(stderr, "bench: %s %s\n", what, name);
    exit(1);
}

static inline void bench_good(tm_status status, const tm_error *err)
{
    if (status != TM_OK)
        bench_stop("failed:", err->message);
}

struct bench_clock {
    struct timespec wall, cpu;
};

static inline struct bench_clock bench_start(void)
{
    struct bench_clock now;

    clock_gettime(CLOCK_MONOTONIC, &now.wall);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now.cpu);
    return now;
}

static inline double bench_between(struct timespec start, struct timespec end)
{
    return (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
}

/* Print what passed since start, divided by the times that the work was done. */
static inline void bench_end(struct bench_clock start, int times)
{
    const struct bench_clock end = bench_start();

    printf("seconds %.9f %.9f\n", bench_between(start.wall, end.wall) / times,
           bench_between(start.cpu, end.cpu) / times);
}

/* How to run; to be called before the clock starts, and prepares as our tools do. */
static inline tm_run bench_run(char **argv)
{
    tm_run run = TM_RUN_INIT;

    tm_blas_prepare(getenv("OPENBLAS_CORETYPE") ? NULL : argv);
    run.threads = (unsigned)strtoul(argv[1], NULL, 10);
    return run;
}

static inline FILE *bench_open(const char *path)
{
    FILE *const file = fopen(path, "rb");

    if (!file || setvbuf(file, NULL, _IOFBF, 1 << 16) != 0)
        bench_stop("cannot read", path);
    return file;
}

/* A whole file, for the life of the process. */
static inline tm_text bench_read(const char *path)
{
    FILE *const file = bench_open(path);
    tm_text text = {NULL, 0};
    char *data;
    long size = -1;

    if (fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
        bench_stop("cannot read", path);
    rewind(file);
    data = malloc((size_t)size + 1);
    if (!data || fread(data, 1, (size_t)size, file) != (size_t)size)
        bench_stop("cannot read", path);
    fclose(file);
    text.data = data;
    text.size = (size_t)size;
    return text;
}

/*
 * The next line of a file, without its end, until the next call; false at the end. Memory is that
 * of the longest line, as with programs that read in pieces.
 */
static inline bool bench_next_line(tm_text *line, FILE *file)
{
    static char *data;
    static size_t capacity;
    const ssize_t size = getline(&data, &capacity, file);

    if (size < 0)
        return false;
    line->data = data;
    line->size = (size_t)size - (size > 0 && data[size - 1] == '\n');
    return true;
}

/* The lines of a text, without their ends. */
static inline tm_text *bench_lines(size_t *count, tm_text text)
{
    const char *at = text.data, *const end = text.data + text.size;
    tm_text *line;
    size_t n = 1;

    for (const char *p = at; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        n++;
    line = malloc(n * sizeof *line);
    if (!line)
        bench_stop("no memory for", "lines");
    for (n = 0; at < end; n++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));

        line[n].data = at;
        line[n].size = (size_t)((newline ? newline : end) - at);
        at = newline ? newline + 1 : end;
    }
    *count = n;
    return line;
}

#endif
