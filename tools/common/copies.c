#include "copies.h"

#include "options.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    tm_text text;
    size_t place;
};

static int compare_texts(const tm_text *a, const tm_text *b)
{
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return a->size > 0 ? memcmp(a->data, b->data, a->size) : 0;
}

/* Same texts stand together, the first of them first. */
static int compare(const void *a, const void *b)
{
    const struct entry *const x = a, *const y = b;
    const int order = compare_texts(&x->text, &y->text);

    return order ? order : (x->place > y->place) - (x->place < y->place);
}

size_t *cli_copies(const tm_text *text, size_t count)
{
    struct entry *const entry = cli_alloc(count, sizeof *entry);
    size_t *const first = cli_alloc(count, sizeof *first);

    for (size_t i = 0; i < count; i++)
        entry[i] = (struct entry){text[i], i};
    if (count > 0)
        qsort(entry, count, sizeof *entry, compare);
    for (size_t i = 0; i < count; i++)
        first[entry[i].place] = i > 0 && compare_texts(&entry[i - 1].text, &entry[i].text) == 0
                                    ? first[entry[i - 1].place]
                                    : entry[i].place;
    free(entry);
    return first;
}
