#include "bar.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CELLS = 30 };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void cli_bar_start(struct cli_bar *bar, int when)
{
    memset(bar, 0, sizeof *bar);
    bar->wanted = when == CLI_ALWAYS || (when == CLI_AUTO && isatty(STDERR_FILENO) == 1);
    bar->started = now();
    cli_before_message(cli_bar_wipe, bar);
}

static void draw(const char *stage, uint64_t done, uint64_t total)
{
    char cells[CELLS + 1];
    size_t full;

    if (total == 0) {
        fprintf(stderr, "\r\033[K%s %" PRIu64, stage, done);
    } else {
        full = (size_t)((double)CELLS * (double)(done < total ? done : total) / (double)total);
        memset(cells, '#', full);
        memset(cells + full, '.', CELLS - full);
        cells[CELLS] = '\0';
        fprintf(stderr, "\r\033[K%-12s [%s] %3.0f%%", stage, cells,
                100.0 * (double)done / (double)total);
    }
    fflush(stderr);
}

int cli_bar_update(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    struct cli_bar *const bar = ctx;
    double time;

    if (!bar->wanted)
        return 0;
    time = now();
    if (time - bar->started < 1.0 || time - bar->drawn < 0.1)
        return 0;
    bar->drawn = time;
    bar->shown = true;
    draw(stage, done, total);
    return 0;
}

void cli_bar_wipe(void *ctx)
{
    struct cli_bar *const bar = ctx;

    if (bar->shown)
        fputs("\r\033[K", stderr);
    bar->shown = false;
}

void cli_bar_stop(struct cli_bar *bar)
{
    cli_bar_wipe(bar);
    cli_before_message(NULL, NULL);
}

tm_run cli_run(const struct cli_common *common, struct cli_bar *bar)
{
    tm_run run = TM_RUN_INIT;

    run.threads = (unsigned)common->threads;
    run.seed = common->seed;
    run.progress = cli_bar_update;
    run.progress_ctx = bar;
    return run;
}
