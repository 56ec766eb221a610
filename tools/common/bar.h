/*
 * A progress bar on stderr: only when a terminal is there, and only when the work has taken over a
 * second.
 */
#ifndef CLI_BAR_H
#define CLI_BAR_H

#include "options.h"

struct cli_bar {
    bool wanted, shown;
    double started, drawn; /* seconds */
};

/* `when` is an enum cli_when. The bar must outlive every message. */
void cli_bar_start(struct cli_bar *bar, int when);
/* A tm_progress callback; ctx is the bar. */
int cli_bar_update(void *ctx, const char *stage, uint64_t done, uint64_t total);
/* Wipe it off the line; it may come back with the next update. */
void cli_bar_wipe(void *bar);
void cli_bar_stop(struct cli_bar *bar);

/* Threads, seed and progress as the library wants them. */
tm_run cli_run(const struct cli_common *common, struct cli_bar *bar);

#endif
