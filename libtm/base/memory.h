/* The one way to memory: every allocation of the library passes here and may fail. */
#ifndef TM_BASE_MEMORY_H
#define TM_BASE_MEMORY_H

#include <tm/base.h>

/* All return NULL when memory is out or when count * size overflows. A size of 0 gives a valid
 * block. */
void *tm__malloc(size_t size);
void *tm__alloc_array(size_t count, size_t size);
/*
 * An array that starts where a cache line does, so that elements whose size divides 64 never lie on
 * two lines. *block is what tm__free() takes. NULL when memory is out or the size overflows.
 */
void *tm__alloc_lines(void **block, size_t count, size_t size);
void *tm__calloc(size_t count, size_t size);
void *tm__realloc(void *old, size_t size);
void tm__free(void *block);

/* A copy of size bytes with a NUL behind it. */
char *tm__strndup(const char *text, size_t size);

/*
 * Ask for large pages below a block that is about to be filled: fewer faults, and fewer misses when
 * it is read at random. Does nothing for small blocks and where there are none.
 */
void tm__huge_pages(void *block, size_t size);

/*
 * An array that may be large: it then starts where a large page does and asks for such pages, each
 * of which is one fault instead of five hundred. *block is what tm__free() takes. NULL when memory
 * is out or the size overflows.
 */
void *tm__alloc_pages(void **block, size_t count, size_t size);

/*
 * Room for at least `need` elements in *array, which tm__alloc_pages() made or which is NULL; the
 * first `used` stay. It grows by half; false and nothing touched when memory is out.
 */
bool tm__grow_pages(void *array, void **block, size_t *capacity, size_t used, size_t need,
                    size_t element);

/*
 * Room for at least `need` elements in *block, growing by half; false and *block untouched when
 * memory is out. *capacity counts elements.
 */
bool tm__grow(void *block, size_t *capacity, size_t need, size_t element);

#endif
