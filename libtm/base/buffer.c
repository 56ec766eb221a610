#include "base/buffer.h"

#include "base/memory.h"

#include <string.h>

bool tm__buffer_room(struct tm__buffer *buffer, size_t more)
{
    return more < SIZE_MAX - buffer->size &&
           tm__grow(&buffer->data, &buffer->capacity, buffer->size + more + 1, 1);
}

bool tm__buffer_append(struct tm__buffer *buffer, const void *data, size_t size)
{
    if (!tm__buffer_room(buffer, size))
        return false;
    if (size)
        memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
    return true;
}

bool tm__buffer_byte(struct tm__buffer *buffer, char byte)
{
    return tm__buffer_append(buffer, &byte, 1);
}

void tm__buffer_clear(struct tm__buffer *buffer)
{
    buffer->size = 0;
    if (buffer->data)
        buffer->data[0] = '\0';
}

char *tm__buffer_detach(struct tm__buffer *buffer)
{
    char *data;

    if (!tm__buffer_append(buffer, NULL, 0))
        return NULL;
    data = buffer->data;
    memset(buffer, 0, sizeof *buffer);
    return data;
}

void tm__buffer_release(struct tm__buffer *buffer)
{
    tm__free(buffer->data);
    memset(buffer, 0, sizeof *buffer);
}
