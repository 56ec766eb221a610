/* Numbers by hash. Open addressing; room for the stated number of keys, so it never grows. */
#ifndef PAGE_TABLE_H
#define PAGE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct page_table {
    uint32_t *key; /* 0: free */
    double *value;
    size_t mask;
};

/* False if memory is out; close it in any case. */
bool page_table_open(struct page_table *t, size_t items);
void page_table_close(struct page_table *t);
/* The value of a key, 0 if it is new. */
double *page_table_slot(struct page_table *t, uint32_t key);
/* The value of a key; 0 if it is not there. */
double page_table_look(const struct page_table *t, uint32_t key);

#endif
