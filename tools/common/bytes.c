#include "bytes.h"

#include "talk.h"

#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/*
 * A step of the work needs megabytes and gives them back, and so does the next one. glibc returns
 * such blocks to the system, which gives them out zeroed page by page, until it has seen a large
 * one go: these are the bounds that it then has.
 */
void cli_keep_memory(void)
{
#ifdef __GLIBC__
    enum { LARGEST = 32 << 20 };

    mallopt(M_MMAP_THRESHOLD, LARGEST);
    mallopt(M_TRIM_THRESHOLD, 2 * LARGEST);
#endif
}

static void *checked(void *block)
{
    if (!block)
        exit(cli_error("out of memory"));
    return block;
}

void *cli_alloc(size_t count, size_t size)
{
    return checked(calloc(count ? count : 1, size));
}

void *cli_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        checked(NULL);
    return checked(realloc(old, count > 0 ? count * size : 1));
}

void cli_grow(void *block, size_t *capacity, size_t need, size_t size)
{
    void *old;
    size_t room = *capacity;

    if (need <= room)
        return;
    room = room > SIZE_MAX / 2 ? need : room + room / 2;
    if (room < need)
        room = need;
    memcpy(&old, block, sizeof old); /* *block is a pointer to anything */
    old = cli_resize(old, room, size);
    memcpy(block, &old, sizeof old);
    *capacity = room;
}

char *cli_copy(const char *text, size_t size)
{
    char *copy = cli_alloc(size + 1, 1);

    if (size)
        memcpy(copy, text, size);
    return copy;
}

void cli_bytes_add(struct cli_bytes *bytes, const void *data, size_t size)
{
    if (size >= SIZE_MAX - bytes->size)
        checked(NULL);
    cli_grow(&bytes->data, &bytes->capacity, bytes->size + size + 1, 1);
    if (size)
        memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
    bytes->data[bytes->size] = '\0';
}

void cli_bytes_clear(struct cli_bytes *bytes)
{
    bytes->size = 0;
    if (bytes->data)
        bytes->data[0] = '\0';
}

void cli_bytes_free(struct cli_bytes *bytes)
{
    free(bytes->data);
    memset(bytes, 0, sizeof *bytes);
}
