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

int cli_bar_beside(const struct cli_output *output, int when)
{
    return when == CLI_AUTO && output->terminal ? CLI_NEVER : when;
}

/* "1:05:09", "2:10" or "9 s" */
static void print_left(double seconds)
{
    const uint64_t left = (uint64_t)(seconds + 1);

    if (left >= 3600)
        fprintf(stderr, ", %" PRIu64 ":%02u:%02u left", left / 3600, (unsigned)(left / 60 % 60),
                (unsigned)(left % 60));
    else if (left >= 60)
        fprintf(stderr, ", %u:%02u left", (unsigned)(left / 60), (unsigned)(left % 60));
    else
        fprintf(stderr, ", %u s left", (unsigned)left);
}

/* Speed is told when a stage has gone on for half a second; before that it jumps about. */
static void print_speed(const struct cli_bar *bar, double time, uint64_t total)
{
    const double seconds = time - bar->stage_started, done = (double)(bar->done - bar->stage_done);

    if (seconds < 0.5 || done <= 0)
        return;
    if (total == 0)
        fprintf(stderr, ", %.0f a second", done / seconds);
    else if (bar->done < total)
        print_left((double)(total - bar->done) * seconds / done);
}

static void draw(const struct cli_bar *bar, double time, uint64_t total)
{
    const uint64_t done = bar->done;
    const char *const stage = bar->stage;
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
    print_speed(bar, time, total);
    fflush(stderr);
}

/* Another stage, or the same from the start, has a speed of its own. */
static void follow(struct cli_bar *bar, const char *stage, uint64_t done, double time)
{
    if (strncmp(bar->stage, stage, sizeof bar->stage - 1) != 0 || done < bar->done) {
        snprintf(bar->stage, sizeof bar->stage, "%s", stage);
        bar->stage_started = time;
        bar->stage_done = done;
    }
    bar->done = done;
}

int cli_bar_update(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    struct cli_bar *const bar = ctx;
    double time;

    if (!bar->wanted)
        return 0;
    time = now();
    follow(bar, stage, done, time);
    if (time - bar->started < 1.0 || time - bar->drawn < 0.1)
        return 0;
    bar->drawn = time;
    bar->shown = true;
    draw(bar, time, total);
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
