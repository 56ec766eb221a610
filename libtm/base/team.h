/*
 * Threads that help with a piece of work. They start when they are first needed, sleep in between
 * and never end.
 */
#ifndef TM_BASE_TEAM_H
#define TM_BASE_TEAM_H

#include <tm/base.h>

/*
 * Call work(ctx, 0) here, and meanwhile work(ctx, 1), work(ctx, 2) and so on in other threads, so
 * many workers at most. Back when all calls are. A helper that is not there before the call of this
 * thread is back is not waited for: that call must be able to do everything alone. Work that begins
 * work gets no helpers.
 */
void tm__team_work(unsigned workers, void (*work)(void *ctx, unsigned worker), void *ctx);

#endif
