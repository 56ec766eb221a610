/*
 * A growable byte string.
 *
 * Invariants: size < capacity once anything was written, and data[size] is NUL. A zeroed struct is
 * an empty buffer. A failed append leaves the buffer as it was.
 */
#ifndef TM_BASE_BUFFER_H
#define TM_BASE_BUFFER_H

#include <tm/base.h>

struct tm__buffer {
    char *data;
    size_t size, capacity; /* bytes */
};

/* Room for so many bytes more, and a NUL. */
bool tm__buffer_room(struct tm__buffer *buffer, size_t more);
bool tm__buffer_append(struct tm__buffer *buffer, const void *data, size_t size);
bool tm__buffer_byte(struct tm__buffer *buffer, char byte);
/* Back to empty, keeping the memory. */
void tm__buffer_clear(struct tm__buffer *buffer);
/* Hand the bytes over to the caller (tm__free); the buffer is empty afterwards. NULL if memory is
 * out. */
char *tm__buffer_detach(struct tm__buffer *buffer);
void tm__buffer_release(struct tm__buffer *buffer);

#endif
