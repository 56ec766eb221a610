/*
 * Threads that begin at once. A system may put a thread that starts or wakes behind the one that
 * called for it, and leave it there for some milliseconds although other processors are idle; here
 * it begins on another one, and may then run wherever the caller may.
 */
#ifndef TM_BASE_THREADS_H
#define TM_BASE_THREADS_H

#include <pthread.h>
#include <stdbool.h>

/* How many processors this thread may use; at least 1. */
unsigned tm__processors(void);

/* Start a detached thread that takes no signals. False if there is none to be had. */
bool tm__thread_start(void *(*run)(void *));

/* Wake a thread that waits for this, and which nobody else waits for. */
void tm__thread_wake(pthread_t thread, pthread_cond_t *wait);

#endif
