/* Terms with dense ids 0, 1, 2, ... in order of arrival: the strings alone, nothing to find them
 * by. */
#ifndef TM_VECTOR_TERM_LIST_H
#define TM_VECTOR_TERM_LIST_H

#include <tm/base.h>

struct tm__term_list {
    uint64_t *start; /* [count + 1] where each term starts among the bytes; NULL: no terms */
    size_t count, start_capacity;
    char *bytes; /* of the terms, one behind the other */
    size_t size, capacity;
    void *start_block, *bytes_block;
};

/* Room for about so many terms in all. False when memory is out. */
bool tm__term_list_expect(struct tm__term_list *list, size_t terms);

/*
 * Put a term at the end of a list, which may be zeroed. Its id; UINT32_MAX when memory is out or
 * there are 2^32 - 2 terms.
 */
uint32_t tm__term_list_add(struct tm__term_list *list, const char *data, size_t size);
void tm__term_list_release(struct tm__term_list *list);

/* Term id, which must be below count; borrowed until the next add. */
static inline tm_text tm__term_list_get(const struct tm__term_list *list, uint32_t id)
{
    const uint64_t start = list->start[id];
    const tm_text term = {list->bytes + start, (size_t)(list->start[id + 1] - start)};

    return term;
}

#endif
