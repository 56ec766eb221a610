#include "vector/term_list.h"

#include "base/memory.h"

#include <string.h>

enum { TERM_BYTES = 9 }; /* of a term of news, and some more */

static bool make_room(struct tm__term_list *list, size_t terms, size_t bytes)
{
    return tm__grow_pages(&list->start, &list->start_block, &list->start_capacity,
                          list->count ? list->count + 1 : 0, terms + 1, sizeof *list->start) &&
           tm__grow_pages(&list->bytes, &list->bytes_block, &list->capacity, list->size, bytes, 1);
}

bool tm__term_list_expect(struct tm__term_list *list, size_t terms)
{
    return make_room(list, terms, terms * TERM_BYTES);
}

uint32_t tm__term_list_add(struct tm__term_list *list, const char *data, size_t size)
{
    /* The last two numbers are not ids: one says "none". */
    if (list->count >= UINT32_MAX - 1 || size > SIZE_MAX - list->size ||
        !make_room(list, list->count + 1, list->size + size))
        return UINT32_MAX;
    if (size)
        memcpy(list->bytes + list->size, data, size);
    list->size += size;
    list->start[0] = 0;
    list->start[++list->count] = list->size;
    return (uint32_t)(list->count - 1);
}

void tm__term_list_release(struct tm__term_list *list)
{
    tm__free(list->start_block);
    tm__free(list->bytes_block);
    memset(list, 0, sizeof *list);
}
