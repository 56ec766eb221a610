/*
 * A progress bar on stderr, with the rate where the end is not known, and else with the time that is
 * left of the stage: only when a terminal is there, and only when the work has taken over a
 * second.
 */
#ifndef CLI_BAR_H
#define CLI_BAR_H

#include "options.h"
#include "output.h"

struct cli_bar {
    bool wanted, shown;
    double started, drawn; /* seconds */
    /* The stage that goes on, and what was done of it when it began to be seen. */
    char stage[24];
    double stage_started;
    uint64_t stage_done, done;
};

/* `when` is an enum cli_when. The bar must outlive every message. */
void cli_bar_start(struct cli_bar *bar, int when);
/* When to show one beside output that goes on all the time: not by itself among lines on a terminal. */
int cli_bar_beside(const struct cli_output *output, int when);
/* A tm_progress callback; ctx is the bar. */
int cli_bar_update(void *ctx, const char *stage, uint64_t done, uint64_t total);
/* Wipe it off the line; it may come back with the next update. */
void cli_bar_wipe(void *bar);
void cli_bar_stop(struct cli_bar *bar);

/* Threads, seed and progress as the library wants them. */
tm_run cli_run(const struct cli_common *common, struct cli_bar *bar);

#endif
