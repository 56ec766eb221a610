#include "vector/counted_pack.h"

#include "text/byte_mask.h"
#include "vector/grams.h"

#include <string.h>

/*
 * How many entries and large counts there are; how long each row is; an entry's term, the mark of
 * runs turned to the lowest bit but one, and the lowest: it stands more than once; the counts of
 * those that do, a byte each, 0 for a large one; the large ones. What comes before the counts are
 * numbers of seven bits a byte. How long one is cannot be predicted, so no branch depends on it.
 */
enum { MOST_BYTES = 5, WORD = 8 };

struct reader {
    const unsigned char *at, *end;
};

/* Eight bytes, the first one lowest. */
static uint64_t load(const unsigned char *at)
{
    uint64_t word;

    memcpy(&word, at, WORD);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static void store(unsigned char *at, uint64_t word)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(at, &word, WORD);
}

/* A number below 2^35; eight bytes are written, whatever it takes. */
static unsigned char *put(unsigned char *at, uint64_t number)
{
    const unsigned more =
        tm__highest_bit(number | 1) * 37 >> 8; /* by seven: bytes behind the first */
    const uint64_t spread = (number & 0x7f) | (number << 1 & 0x7f00) | (number << 2 & 0x7f0000) |
                            (number << 3 & 0x7f000000) | (number << 4 & 0x7f00000000);

    store(at, spread | (0x80808080u & (((uint64_t)1 << 8 * more) - 1)));
    return at + more + 1;
}

/* UINT64_MAX if there is none. */
static uint64_t take(struct reader *r)
{
    uint64_t number = 0;

    for (unsigned shift = 0; r->at < r->end && shift < 7 * MOST_BYTES; shift += 7) {
        const unsigned char byte = *r->at++;

        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    return UINT64_MAX;
}

bool tm__counted_pack(struct tm__buffer *out, const struct tm__counted *counted, size_t rows)
{
    const size_t most = (rows + counted->size + 2) * MOST_BYTES + counted->size +
                        counted->many_size * sizeof *counted->many + WORD;
    unsigned char *at;

    if (!tm__buffer_room(out, most))
        return false;
    at = (unsigned char *)out->data + out->size;
    at = put(at, counted->size);
    at = put(at, counted->many_size);
    for (size_t r = 0; r < rows; r++)
        at = put(at, counted->length[r]);
    for (size_t e = 0; e < counted->size; e++) {
        const uint32_t term = counted->term[e];

        at = put(at, (uint64_t)(term & ~TM__GRAM) << 2 | term >> 31 << 1 | (counted->tf[e] != 1));
    }
    for (size_t e = 0; e < counted->size; e++) {
        *at = counted->tf[e];
        at += counted->tf[e] != 1;
    }
    if (counted->many_size)
        memcpy(at, counted->many, counted->many_size * sizeof *counted->many);
    at += counted->many_size * sizeof *counted->many;
    *at = '\0';
    out->size = (size_t)(at - (unsigned char *)out->data);
    return true;
}

/* Entry e, and whether it stands more than once. */
static void set_entry(const struct tm__counted *c, size_t e, uint64_t number)
{
    c->term[e] = (uint32_t)(number >> 2) | (number & 2 ? TM__GRAM : 0);
    c->tf[e] = number & 1;
}

/* The number in the bytes of a word. */
static uint64_t number_of(uint64_t word)
{
    return (word & 0x7f) | (word >> 1 & 0x3f80) | (word >> 2 & 0x1fc000) | (word >> 3 & 0xfe00000) |
           (word >> 4 & 0x7f0000000);
}

/*
 * Two numbers from a word, in which they nearly always are: where the next word starts is what the
 * processor waits for.
 */
static bool take_terms(const struct tm__counted *counted, struct reader *r)
{
    const uint64_t ends = 0x8080808080808080u;
    const struct tm__counted c = *counted; /* as is `at`: no store could change them */
    const unsigned char *at = r->at;
    uint64_t longer = 0;
    size_t e = 0;

    while (e + 1 < c.size && r->end - at >= WORD) {
        const uint64_t bytes = load(at), end = ~bytes & ends, second = end & (end - 1);
        const uint64_t first = bytes & (end ^ (end - 1));

        longer |= first >> 8 * MOST_BYTES | (end == 0);
        set_entry(&c, e++, number_of(first));
        if (second) {
            const uint64_t next = (bytes & (second ^ (second - 1))) >> (tm__lowest_bit(end) + 1);

            longer |= next >> 8 * MOST_BYTES;
            set_entry(&c, e++, number_of(next));
        }
        at += tm__lowest_bit(second ? second : end | (uint64_t)1 << 63) / 8 + 1;
    }
    r->at = at;
    for (; e < c.size; e++) {
        const uint64_t number = take(r);

        longer |= number == UINT64_MAX;
        set_entry(&c, e, number);
    }
    return longer == 0;
}

static bool take_counts(struct tm__counted *c, struct reader *r)
{
    const size_t large = c->many_size * sizeof *c->many, size = c->size;
    const unsigned char *at = r->at;
    unsigned char *const tf = c->tf;
    size_t several = 0, many = 0;

    for (size_t e = 0; e < size; e++)
        several += tf[e];
    if ((size_t)(r->end - r->at) != several + large)
        return false;
    if (large) /* they are the last, so that a byte can be read for an entry that has none */
        memcpy(c->many, r->end - large, large);
    for (size_t e = 0; e < size; e++) {
        const unsigned more = tf[e];
        const unsigned char read = at < r->end ? *at : 0;

        tf[e] = more ? read : 1;
        many += tf[e] == 0;
        at += more;
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
    return sum == entries && take_terms(counted, &r) && take_counts(counted, &r) ? TM_OK
                                                                                 : TM_EFORMAT;
}
