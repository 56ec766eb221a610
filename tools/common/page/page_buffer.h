/*
 * A growable byte string for the page readers. A zeroed struct is empty. Once anything was
 * written, data[size] is NUL. A failed append sets `failed` and leaves the bytes as they were, so
 * a caller can append many pieces and look once at the end.
 */
#ifndef PAGE_BUFFER_H
#define PAGE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct page_buffer {
    char *data;
    size_t size, capacity; /* bytes */
    bool failed;
};

void page_append(struct page_buffer *buffer, const char *data, size_t size);
void page_append_string(struct page_buffer *buffer, const char *string);
void page_append_byte(struct page_buffer *buffer, char byte);
/* Hand the bytes over; NULL if an append failed or memory is out. The buffer is empty afterwards.
 */
char *page_detach(struct page_buffer *buffer);
void page_buffer_release(struct page_buffer *buffer);

/* Room for one more element of `size` bytes in an array; false if memory is out. */
bool page_grow(void **array, size_t *capacity, size_t used, size_t size);

#endif
