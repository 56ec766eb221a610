#include "vector/sort_terms.h"

#include "vector/vocabulary.h"

#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = (64 + DIGIT_BITS - 1) / DIGIT_BITS };

static uint64_t prefix_of(tm_text term)
{
    uint64_t prefix = 0;

    for (size_t i = 0; i < 8; i++)
        prefix = prefix << 8 | (i < term.size ? (unsigned char)term.data[i] : 0);
    return prefix;
}

int tm__ranked_compare(const struct tm__term_list *const *set, const struct tm__ranked *a,
                       const struct tm__ranked *b)
{
    if (a->prefix != b->prefix)
        return a->prefix < b->prefix ? -1 : 1;
    return tm__text_compare(tm__term_list_get(set[a->set], a->id),
                            tm__term_list_get(set[b->set], b->id));
}

static unsigned digit(const struct tm__ranked *item, unsigned pass)
{
    return item->prefix >> (pass * DIGIT_BITS) & (DIGITS - 1);
}

/* One pass of a stable counting sort. False if all have the same digit, and nothing was moved. */
static bool sort_digit(struct tm__ranked *out, const struct tm__ranked *in, size_t n, unsigned pass)
{
    size_t start[DIGITS] = {0}, sum = 0;

    for (size_t i = 0; i < n; i++)
        start[digit(&in[i], pass)]++;
    if (start[digit(&in[0], pass)] == n)
        return false;
    for (size_t d = 0; d < DIGITS; d++) {
        const size_t here = start[d];

        start[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        out[start[digit(&in[i], pass)]++] = in[i];
    return true;
}

void tm__sort_prefixes(struct tm__ranked *item, struct tm__ranked *spare, size_t n)
{
    struct tm__ranked *from = item, *to = spare;

    for (unsigned pass = 0; n > 1 && pass < PASSES; pass++)
        if (sort_digit(to, from, n, pass)) {
            struct tm__ranked *const sorted = to;

            to = from;
            from = sorted;
        }
    if (from != item)
        memcpy(item, from, n * sizeof *item);
}

/* Merge sort of terms that share their prefix: seldom more than a few. */
static void sort_run(struct tm__ranked *item, struct tm__ranked *spare, size_t n,
                     const struct tm__term_list *const *set)
{
    const size_t half = n / 2;
    size_t a = 0, b = half;

    if (n < 2)
        return;
    sort_run(item, spare, half, set);
    sort_run(item + half, spare, n - half, set);
    memcpy(spare, item, n * sizeof *item);
    for (size_t i = 0; i < n; i++) {
        const bool first =
            b == n || (a < half && tm__ranked_compare(set, &spare[a], &spare[b]) < 0);

        item[i] = spare[first ? a++ : b++];
    }
}

void tm__sort_terms(struct tm__ranked *item, struct tm__ranked *spare,
                    const struct tm__term_list *const *set, uint32_t index)
{
    const size_t n = set[index]->count;

    for (uint32_t id = 0; id < n; id++)
        item[id] = (struct tm__ranked){prefix_of(tm__term_list_get(set[index], id)), index, id};
    tm__sort_prefixes(item, spare, n);
    for (size_t first = 0, last; first < n; first = last) {
        for (last = first + 1; last < n && item[last].prefix == item[first].prefix;)
            last++;
        sort_run(item + first, spare, last - first, set);
    }
}
