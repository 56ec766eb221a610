#include "page/page_table.h"

#include <stdlib.h>

bool page_table_open(struct page_table *t, size_t items)
{
    size_t size = 64;

    while (size < items * 2)
        size *= 2;
    t->key = calloc(size, sizeof *t->key);
    t->value = calloc(size, sizeof *t->value);
    t->mask = size - 1;
    return t->key && t->value;
}

void page_table_close(struct page_table *t)
{
    free(t->key);
    free(t->value);
}

double *page_table_slot(struct page_table *t, uint32_t key)
{
    size_t at;

    key += key == 0;
    at = (key * 2654435761u >> 7) & t->mask;
    while (t->key[at] && t->key[at] != key)
        at = (at + 1) & t->mask;
    t->key[at] = key;
    return &t->value[at];
}

double page_table_look(const struct page_table *t, uint32_t key)
{
    size_t at;

    key += key == 0;
    at = (key * 2654435761u >> 7) & t->mask;
    while (t->key[at] && t->key[at] != key)
        at = (at + 1) & t->mask;
    return t->key[at] ? t->value[at] : 0;
}
