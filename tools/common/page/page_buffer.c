#include "page/page_buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct page_buffer *buffer, size_t more)
{
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    char *data;

    if (more >= SIZE_MAX / 4 - buffer->size)
        return false;
    if (buffer->size + more < buffer->capacity)
        return true;
    while (capacity <= buffer->size + more)
        capacity *= 2;
    data = realloc(buffer->data, capacity);
    if (!data)
        return false;
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void page_append(struct page_buffer *buffer, const char *data, size_t size)
{
    if (buffer->failed || !reserve(buffer, size)) {
        buffer->failed = true;
        return;
    }
    if (size > 0)
        memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

void page_append_string(struct page_buffer *buffer, const char *string)
{
    page_append(buffer, string, strlen(string));
}

void page_append_byte(struct page_buffer *buffer, char byte)
{
    page_append(buffer, &byte, 1);
}

char *page_detach(struct page_buffer *buffer)
{
    char *data;

    page_append(buffer, "", 0); /* an empty buffer gives "" */
    data = buffer->failed ? NULL : buffer->data;
    if (!data)
        free(buffer->data);
    *buffer = (struct page_buffer){0};
    return data;
}

void page_buffer_release(struct page_buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct page_buffer){0};
}

bool page_grow(void **array, size_t *capacity, size_t used, size_t size)
{
    size_t more;
    void *bigger;

    if (used < *capacity)
        return true;
    more = *capacity ? *capacity * 2 : 64;
    if (more > SIZE_MAX / 2 / size)
        return false;
    bigger = realloc(*array, more * size);
    if (!bigger)
        return false;
    *array = bigger;
    *capacity = more;
    return true;
}
