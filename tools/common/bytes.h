/*
 * Memory for the tools: a program that is out of memory can only say so and exit, so nothing here
 * returns NULL. And a growable byte string.
 */
#ifndef CLI_BYTES_H
#define CLI_BYTES_H

#include <stddef.h>
#include <string.h>

/* Blocks that are given back are kept for the next ones. For the start of a program. */
void cli_keep_memory(void);
void *cli_alloc(size_t count, size_t size);
void *cli_resize(void *old, size_t count, size_t size);
/* Room for `need` elements in *block, growing by half. */
void cli_grow(void *block, size_t *capacity, size_t need, size_t size);
char *cli_copy(const char *text, size_t size);

/* A zeroed struct is empty; data[size] is NUL once anything was written. */
struct cli_bytes {
    char *data;
    size_t size, capacity;
};

void cli_bytes_add(struct cli_bytes *bytes, const void *data, size_t size);
/* Here, so that the length of a constant is known when it is compiled. */
static inline void cli_bytes_add_string(struct cli_bytes *bytes, const char *text)
{
    cli_bytes_add(bytes, text, strlen(text));
}
void cli_bytes_clear(struct cli_bytes *bytes);
void cli_bytes_free(struct cli_bytes *bytes);

#endif
