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

/* All arrays but the lengths: one piece. */
static tm_status make_entries(struct tm__counted *counted, struct tm__chunks *from, size_t size,
                              size_t many)
{
    const size_t each = sizeof *counted->term + sizeof *counted->tf;
    uint32_t *piece = NULL;

    if (many <= size && size <= SIZE_MAX / 2 / each)
        piece = tm__chunks_take(from, size * each + many * sizeof *counted->many, &counted->chunk);
    if (!piece)
        return TM_ENOMEM;
    counted->term = piece;
    counted->many = piece + size;
    counted->tf = (unsigned char *)(counted->many + many);
    counted->size = size;
    counted->many_size = many;
    return TM_OK;
}

tm_status tm__counted_new(struct tm__counted *counted, size_t rows, size_t size, size_t many)
{
    struct tm__chunks own = {NULL, 0};
    tm_status status = TM_ENOMEM;

    counted->length = tm__alloc_array(rows, sizeof *counted->length);
    if (counted->length)
        status = make_entries(counted, &own, size, many);
    tm__chunks_release(&own);
    return status;
}

tm_status tm__counted_store(struct tm__counted *counted, struct tm__tally *tally)
{
    const struct tm__entry *const entry = tally->entry;
    const size_t size = tally->size;
    size_t many = 0;

    counted->length = tally->length;
    tally->length = NULL;
    if (make_entries(counted, &tally->rest, size, count_many(entry, size)) != TM_OK)
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
    tm__chunk_drop(counted->chunk);
    memset(counted, 0, sizeof *counted);
}
