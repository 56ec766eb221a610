#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void *system_allocate(size_t size, void *ctx)
{
    (void)ctx;
    return malloc(size);
}

static void *system_resize(void *old, size_t size, void *ctx)
{
    (void)ctx;
    return realloc(old, size);
}

static void system_release(void *block, void *ctx)
{
    (void)ctx;
    free(block);
}

static const tm_allocator system_allocator = {system_allocate, system_resize, system_release, NULL};
static tm_allocator current = {system_allocate, system_resize, system_release, NULL};

void tm_set_allocator(const tm_allocator *allocator)
{
    current = allocator ? *allocator : system_allocator;
}

void *tm__malloc(size_t size)
{
    return current.allocate(size ? size : 1, current.ctx);
}

void *tm__alloc_array(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return tm__malloc(count * size);
}

void *tm__alloc_lines(void **block, size_t count, size_t size)
{
    enum { LINE = 64 };

    if (size != 0 && count > (SIZE_MAX - LINE) / size)
        return NULL;
    *block = tm__malloc(count * size + LINE);
    return *block ? (char *)*block + (LINE - (uintptr_t)*block % LINE) : NULL;
}

void *tm__calloc(size_t count, size_t size)
{
    void *block = tm__alloc_array(count, size);

    if (block)
        memset(block, 0, count * size);
    return block;
}

void *tm__realloc(void *old, size_t size)
{
    return current.resize(old, size ? size : 1, current.ctx);
}

void tm__free(void *block)
{
    current.release(block, current.ctx);
}

void tm_free(void *block)
{
    tm__free(block);
}

char *tm__strndup(const char *text, size_t size)
{
    char *copy = size < SIZE_MAX ? tm__malloc(size + 1) : NULL;

    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

bool tm__grow(void *block, size_t *capacity, size_t need, size_t element)
{
    void **place = block;
    size_t wanted = *capacity + *capacity / 2;
    void *grown;

    if (need <= *capacity)
        return true;
    if (wanted < need)
        wanted = need;
    if (wanted < 16)
        wanted = 16;
    if (wanted > SIZE_MAX / element)
        return false;
    grown = tm__realloc(*place, wanted * element);
    if (!grown)
        return false;
    *place = grown;
    *capacity = wanted;
    return true;
}
