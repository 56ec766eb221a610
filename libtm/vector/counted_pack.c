#include "vector/counted_pack.h"

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
static unsigned char *put_entry(unsigned char *at, uint32_t term, uint32_t tf)
{
    const uint64_t number = (uint64_t)(term & ~TM__GRAM) << 1 | term >> 31;

    at = put(at, number << 1 | (tf > 1));
    return tf > 1 ? put(at, tf) : at;
}

bool tm__counted_pack(struct tm__buffer *out, const struct tm__counted *counted, size_t rows)
{
    const size_t most = (rows + 2 * counted->size + 2) * MOST_BYTES;
    unsigned char *at;
    size_t many = 0;

    if (!tm__buffer_room(out, most))
        return false;
    at = (unsigned char *)out->data + out->size;
    at = put(at, counted->size);
    at = put(at, counted->many_size);
    for (size_t r = 0; r < rows; r++)
        at = put(at, counted->length[r]);
    for (size_t e = 0; e < counted->size; e++)
        at = put_entry(at, counted->term[e], tm__counted_tf(counted, e, &many));
    *at = '\0';
    out->size = (size_t)(at - (unsigned char *)out->data);
    return true;
}

static bool take_entries(struct tm__counted *c, struct reader *r)
{
    size_t many = 0;

    for (size_t e = 0; e < c->size; e++) {
        const uint64_t first = take(r), tf = first & 1 ? take(r) : 1;
        const bool is_many = tf > UINT8_MAX;

        if (first == UINT64_MAX || tf > UINT32_MAX || (is_many && many == c->many_size))
            return false;
        c->term[e] = (uint32_t)(first >> 2) | (first & 2 ? TM__GRAM : 0);
        c->tf[e] = is_many ? 0 : (unsigned char)tf;
        if (is_many)
            c->many[many++] = (uint32_t)tf;
    }
    return many == c->many_size;
}

tm_status tm__counted_unpack(struct tm__counted *counted, size_t rows, const void *bytes,
                             size_t size)
{
    struct reader r = {bytes, (const unsigned char *)bytes + size};
    const uint64_t entries = take(&r), many = take(&r);
    uint64_t sum = 0;

    if (entries > size || many > entries) /* an entry has a byte at least */
        return TM_EFORMAT;
    if (tm__counted_new(counted, rows, (size_t)entries, (size_t)many) != TM_OK)
        return TM_ENOMEM;
    for (size_t i = 0; i < rows; i++) {
        const uint64_t length = take(&r);

        if (length > entries - sum)
            return TM_EFORMAT;
        counted->length[i] = (uint32_t)length;
        sum += length;
    }
    return sum == entries && take_entries(counted, &r) && r.at == r.end ? TM_OK : TM_EFORMAT;
}
