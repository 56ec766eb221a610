/* The files under a path: the path itself, or what a folder holds, sorted by bytes. */
#ifndef TM_IO_WALK_H
#define TM_IO_WALK_H

#include "io/stream.h"

struct tm_walk;

struct tm_walk *tm_walk_open(const char *path);
/* The next file, borrowed until the next call. Hidden files and what is no file are left out; a
 * folder that was entered already on the way down is not entered again. A folder without any file
 * is told of at its end, since it may be the wrong one. */
enum tm_read tm_walk_next(struct tm_walk *walk, const char **path);
/* Is there a folder at the start? */
bool tm_walk_is_folder(const struct tm_walk *walk);
void tm_walk_close(struct tm_walk *walk);

#endif
