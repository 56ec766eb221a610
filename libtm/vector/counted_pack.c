#include "vector/counted_pack.h"

#include "base/memory.h"
#include "vector/grams.h"

enum { MOST_BYTES = 10 }; /* of a number of 64 bits */

struct reader {
    const unsigned char *at, *end;
};

static unsigned char *put(unsigned char *at, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        *at++ = (unsigned char)(number | 0x80);
    *at++ = (unsigned char)number;
    return at;
}

/* UINT64_MAX at the end of the bytes. */
static uint64_t take(struct reader *r)
{
    uint64_t number = 0;

    for (unsigned shift = 0; r->at < r->end && shift < 64; shift += 7) {
        const unsigned char byte = *r->at++;

        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    return UINT64_MAX;
}

/* Its term, the mark of runs turned to the lowest bit but one; the lowest: more than once. */
static unsigned char *put_entry(unsigned char *at, struct tm__entry entry)
{
    const uint64_t term = (uint64_t)(entry.term & ~TM__GRAM) << 1 | entry.term >> 31;

    at = put(at, term << 1 | (entry.tf > 1));
    return entry.tf > 1 ? put(at, entry.tf) : at;
}

static bool room(struct tm__buffer *out, size_t more)
{
    return tm__grow(&out->data, &out->capacity, out->size + more, 1);
}

bool tm__counted_pack(struct tm__buffer *out, const struct tm__counted *counted, size_t rows)
{
    const size_t most = (rows + 2 * counted->size + 1) * MOST_BYTES;
    unsigned char *at;

    if (!room(out, most))
        return false;
    at = (unsigned char *)out->data + out->size;
    at = put(at, counted->size);
    for (size_t r = 0; r < rows; r++)
        at = put(at, counted->length[r]);
    for (size_t e = 0; e < counted->size; e++)
        at = put_entry(at, counted->entry[e]);
    *at = '\0'; /* there is room: no number is as long as it may be */
    out->size = (size_t)(at - (unsigned char *)out->data);
    return true;
}

static bool take_entries(struct tm__counted *c, struct reader *r)
{
    for (size_t e = 0; e < c->size; e++) {
        const uint64_t first = take(r), tf = first & 1 ? take(r) : 1;

        if (first == UINT64_MAX || tf > UINT32_MAX)
            return false;
        c->entry[e].term = (uint32_t)(first >> 2) | (first & 2 ? TM__GRAM : 0);
        c->entry[e].tf = (uint32_t)tf;
    }
    return true;
}

tm_status tm__counted_unpack(struct tm__counted *counted, size_t rows, const void *bytes,
                             size_t size)
{
    struct reader r = {bytes, (const unsigned char *)bytes + size};
    const uint64_t entries = take(&r);
    uint64_t sum = 0;

    if (entries > size) /* an entry has a byte at least */
        return TM_EFORMAT;
    counted->length = tm__alloc_array(rows, sizeof *counted->length);
    counted->entry = tm__alloc_array(entries, sizeof *counted->entry);
    if (!counted->length || !counted->entry)
        return TM_ENOMEM;
    counted->size = counted->capacity = (size_t)entries;
    for (size_t i = 0; i < rows; i++) {
        const uint64_t length = take(&r);

        if (length > entries - sum)
            return TM_EFORMAT;
        counted->length[i] = (uint32_t)length;
        sum += length;
    }
    return sum == entries && take_entries(counted, &r) && r.at == r.end ? TM_OK : TM_EFORMAT;
}
