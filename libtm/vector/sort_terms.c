#include "vector/sort_terms.h"

#include "text/byte_mask.h"
#include "vector/vocabulary.h"

#include <string.h>

/* Digits of fewer bits where there are fewer items than they would have values. */
enum { KEY_BYTES = 8, FEW_BITS = 8, MOST_BITS = 11, MANY = 1 << 13, INSERTED = 24, FEW = 3 };
enum { MOST_SIZE = 255 };

/* Eight bytes, the first one highest: one load where a compiler knows it. */
static uint64_t load_high(const char *data)
{
    const unsigned char *const p = (const unsigned char *)data;

    return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 |
           (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
           (uint64_t)p[6] << 8 | p[7];
}

static uint64_t prefix_of(const char *data, size_t size, size_t readable)
{
    uint64_t prefix = 0;

    if (size >= 8)
        return load_high(data);
    if (readable >= 8)
        return size ? load_high(data) & ~(uint64_t)0 << (64 - 8 * size) : 0;
    for (size_t i = 0; i < 8; i++)
        prefix = prefix << 8 | (i < size ? (unsigned char)data[i] : 0);
    return prefix;
}

/* The eight bytes of a term from `skip` on, which are not behind its end. */
static uint64_t key_at(const struct tm__term_list *list, uint32_t id, size_t skip)
{
    const tm_text term = tm__term_list_get(list, id);
    const size_t readable = list->size - (size_t)list->start[id];

    return prefix_of(term.data + skip, term.size - skip, readable - skip);
}

struct tm__ranked tm__ranked_term(const struct tm__term_list *list, size_t set, uint32_t id)
{
    const uint64_t size = list->start[id + 1] - list->start[id];

    return (struct tm__ranked){.prefix = key_at(list, id, 0),
                               .id = id,
                               .set = (uint32_t)set & TM__MOST_SETS,
                               .size = size < MOST_SIZE ? (uint32_t)size & MOST_SIZE : MOST_SIZE};
}

/* Terms whose first `known` bytes are the same, with zeros behind the end. */
static int compare_rest(const struct tm__term_list *const *set, const struct tm__ranked *a,
                        const struct tm__ranked *b, size_t known)
{
    if (a->size == b->size && a->size <= known)
        return 0; /* it is not worth the way to the strings */
    return tm__text_compare(tm__term_list_get(set[a->set], a->id),
                            tm__term_list_get(set[b->set], b->id));
}

int tm__ranked_compare(const struct tm__term_list *const *set, const struct tm__ranked *a,
                       const struct tm__ranked *b)
{
    if (a->prefix != b->prefix)
        return a->prefix < b->prefix ? -1 : 1;
    return compare_rest(set, a, b, KEY_BYTES);
}

/* The bits in which prefixes differ. */
static uint64_t difference(const struct tm__ranked *item, size_t n)
{
    uint64_t bits = 0;

    for (size_t i = 1; i < n; i++)
        bits |= item[i].prefix ^ item[0].prefix;
    return bits;
}

/* One pass of a stable counting sort. */
static void sort_digit(struct tm__ranked *out, const struct tm__ranked *in, size_t n,
                       unsigned shift, unsigned bits)
{
    const uint64_t mask = ((uint64_t)1 << bits) - 1;
    size_t start[1 << MOST_BITS], sum = 0;

    memset(start, 0, sizeof *start << bits);
    for (size_t i = 0; i < n; i++)
        start[in[i].prefix >> shift & mask]++;
    for (size_t d = 0; d <= mask; d++) {
        const size_t here = start[d];

        start[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        out[start[in[i].prefix >> shift & mask]++] = in[i];
}

void tm__sort_prefixes(struct tm__ranked *item, struct tm__ranked *spare, size_t n)
{
    const unsigned bits = n < MANY ? FEW_BITS : MOST_BITS;
    struct tm__ranked *from = item, *to = spare;
    uint64_t left = difference(item, n);

    while (left) {
        const unsigned shift = tm__lowest_bit(left);
        struct tm__ranked *const sorted = to;

        sort_digit(to, from, n, shift, bits);
        left &= shift + bits < 64 ? ~(uint64_t)0 << (shift + bits) : 0;
        to = from;
        from = sorted;
    }
    if (from != item)
        memcpy(item, from, n * sizeof *item);
}

/* Merge sort of terms that share sixteen bytes. */
static void sort_long(struct tm__ranked *item, struct tm__ranked *spare, size_t n,
                      const struct tm__term_list *const *set)
{
    const size_t half = n / 2;
    size_t a = 0, b = half;

    if (n < 2)
        return;
    sort_long(item, spare, half, set);
    sort_long(item + half, spare, n - half, set);
    memcpy(spare, item, n * sizeof *item);
    for (size_t i = 0; i < n; i++) {
        const bool first =
            b == n || (a < half && compare_rest(set, &spare[a], &spare[b], 2 * KEY_BYTES) <= 0);

        item[i] = spare[first ? a++ : b++];
    }
}

static size_t end_of_run(const struct tm__ranked *item, size_t first, size_t n)
{
    size_t last = first + 1;

    while (last < n && item[last].prefix == item[first].prefix)
        last++;
    return last;
}

static void insert(struct tm__ranked *item, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const struct tm__ranked moved = item[i];
        size_t to = i;

        for (; to > 0 && item[to - 1].prefix > moved.prefix; to--)
            item[to] = item[to - 1];
        item[to] = moved;
    }
}

/* The same for a few terms that share eight bytes, mostly a term that two sets have. */
static void insert_terms(struct tm__ranked *item, size_t n, const struct tm__term_list *const *set)
{
    for (size_t i = 1; i < n; i++) {
        const struct tm__ranked moved = item[i];
        size_t to = i;

        for (; to > 0 && compare_rest(set, &item[to - 1], &moved, KEY_BYTES) > 0; to--)
            item[to] = item[to - 1];
        item[to] = moved;
    }
}

/* Terms that share their prefix: by the eight bytes behind it, which take its place meanwhile. */
static void sort_run(struct tm__ranked *item, struct tm__ranked *spare, size_t n,
                     const struct tm__term_list *const *set)
{
    const uint64_t prefix = item->prefix;

    for (size_t i = 0; i < n; i++)
        item[i].prefix =
            item[i].size > KEY_BYTES ? key_at(set[item[i].set], item[i].id, KEY_BYTES) : 0;
    if (n < INSERTED)
        insert(item, n);
    else
        tm__sort_prefixes(item, spare, n);
    for (size_t first = 0, last; first < n; first = last) {
        last = end_of_run(item, first, n);
        sort_long(item + first, spare, last - first, set);
    }
    for (size_t i = 0; i < n; i++)
        item[i].prefix = prefix;
}

void tm__sort_terms(struct tm__ranked *item, struct tm__ranked *spare, size_t n,
                    const struct tm__term_list *const *set)
{
    tm__sort_prefixes(item, spare, n);
    for (size_t first = 0, last; first < n; first = last) {
        last = end_of_run(item, first, n);
        if (last - first <= FEW)
            insert_terms(item + first, last - first, set);
        else
            sort_run(item + first, spare, last - first, set);
    }
}
