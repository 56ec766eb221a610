/* The bytes of a file, with gzip undone. Only one block is held. */
#ifndef TM_IO_SOURCE_H
#define TM_IO_SOURCE_H

#include <stdint.h>
#include <sys/types.h>

struct tm_source;

/* The descriptor is taken over. */
struct tm_source *tm_source_open(int fd);
void tm_source_close(struct tm_source *source);
/* The next bytes, borrowed until the next call. 0 at the end; -1 with a reason that is static. */
ssize_t tm_source_read(struct tm_source *source, const void **block, const char **reason);
/* Bytes taken from the file so far, packed as they are. */
uint64_t tm_source_taken(const struct tm_source *source);

#endif
