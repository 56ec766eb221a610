#include "vector/counted.h"

#include "base/memory.h"

#include <string.h>

static size_t count_many(const struct tm__entry *entry, size_t size)
{
    uint32_t many = 0;

    for (size_t e = 0; e < size; e++)
        many += entry[e].tf > UINT8_MAX;
    return many;
}

/* A loop for each array, so that a compiler takes many entries at a time. */
static void split(uint32_t *restrict term, unsigned char *restrict tf,
                  const struct tm__entry *restrict entry, size_t size)
{
    for (size_t e = 0; e < size; e++)
        term[e] = entry[e].term;
    for (size_t e = 0; e < size; e++)
        tf[e] = entry[e].tf > UINT8_MAX ? 0 : (unsigned char)entry[e].tf;
}

/* All arrays but the lengths. */
static tm_status make_entries(struct tm__counted *counted, size_t size, size_t many)
{
    counted->term = tm__alloc_array(size, sizeof *counted->term);
    counted->tf = tm__alloc_array(size, sizeof *counted->tf);
    counted->many = tm__alloc_array(many, sizeof *counted->many);
    counted->size = size;
    counted->many_size = many;
    return counted->term && counted->tf && counted->many ? TM_OK : TM_ENOMEM;
}

tm_status tm__counted_new(struct tm__counted *counted, size_t rows, size_t size, size_t many)
{
    counted->length = tm__alloc_array(rows, sizeof *counted->length);
    return counted->length ? make_entries(counted, size, many) : TM_ENOMEM;
}

tm_status tm__counted_store(struct tm__counted *counted, struct tm__tally *tally)
{
    const struct tm__entry *const entry = tally->entry;
    const size_t size = tally->size;
    size_t many = 0;

    counted->length = tally->length;
    tally->length = NULL;
    if (make_entries(counted, size, count_many(entry, size)) != TM_OK)
        return TM_ENOMEM;
    split(counted->term, counted->tf, entry, size);
    for (size_t e = 0; many < counted->many_size; e++)
        if (entry[e].tf > UINT8_MAX)
            counted->many[many++] = entry[e].tf;
    return TM_OK;
}

void tm__counted_release(struct tm__counted *counted)
{
    tm__free(counted->length);
    tm__free(counted->term);
    tm__free(counted->tf);
    tm__free(counted->many);
    memset(counted, 0, sizeof *counted);
}
