#include "vector/term_list.h"

#include "base/memory.h"

#include <string.h>

uint32_t tm__term_list_add(struct tm__term_list *list, const char *data, size_t size)
{
    /* The last two numbers are not ids: one says "none". */
    if (list->count >= UINT32_MAX - 1 ||
        !tm__grow(&list->start, &list->start_capacity, list->count + 2, sizeof *list->start) ||
        !tm__buffer_append(&list->arena, data, size))
        return UINT32_MAX;
    list->start[0] = 0;
    list->start[++list->count] = list->arena.size;
    return (uint32_t)(list->count - 1);
}

void tm__term_list_release(struct tm__term_list *list)
{
    tm__free(list->start);
    tm__buffer_release(&list->arena);
    memset(list, 0, sizeof *list);
}
