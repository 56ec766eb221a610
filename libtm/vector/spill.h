/* A file without a name, for what does not have to be in memory. */
#ifndef TM_VECTOR_SPILL_H
#define TM_VECTOR_SPILL_H

#include <tm/base.h>

/* The file is made when something is first written to it. */
struct tm__spill {
    char *folder; /* where; nobody sees it there, and it is gone with the process */
    int file;     /* -1: none yet */
    uint64_t end; /* bytes in it */
};

/* folder NULL: /var/tmp, else /tmp. Errors: TM_ENOMEM. */
tm_status tm__spill_init(struct tm__spill *spill, const char *folder, tm_error *err);
void tm__spill_release(struct tm__spill *spill);

/* Bytes to the end. @param[out] at  where they are. Errors: TM_EIO, TM_ENOMEM. */
tm_status tm__spill_write(struct tm__spill *spill, uint64_t *at, const void *data, size_t size,
                          tm_error *err);

/* Bytes from a place; several threads may. Errors: TM_EIO. */
tm_status tm__spill_read(const struct tm__spill *spill, void *data, size_t size, uint64_t at,
                         tm_error *err);

/* Bytes that nobody will read again: their place is given back, where the system can do that. */
void tm__spill_drop(const struct tm__spill *spill, uint64_t at, uint64_t size);

#endif
