#include "vector/sort_rows.h"

#include "base/memory.h"

#include <string.h>

enum { DIGIT_BITS = 10, DIGITS = 1 << DIGIT_BITS };

struct entry {
    uint32_t term, tf, row;
};

/* One pass of a stable counting sort by ten bits of the term. */
static void sort_digit(struct entry *out, const struct entry *in, size_t n, unsigned shift)
{
    size_t start[DIGITS + 1] = {0};

    for (size_t i = 0; i < n; i++)
        start[(in[i].term >> shift & (DIGITS - 1)) + 1]++;
    for (size_t d = 0; d < DIGITS; d++)
        start[d + 1] += start[d];
    for (size_t i = 0; i < n; i++)
        out[start[in[i].term >> shift & (DIGITS - 1)]++] = in[i];
}

static void load(struct entry *entry, const uint32_t *term, const uint32_t *tf,
                 const uint32_t *length, size_t rows, const uint32_t *id)
{
    size_t at = 0;

    for (size_t r = 0; r < rows; r++)
        for (uint32_t i = 0; i < length[r]; i++, at++) {
            entry[at].term = id ? id[term[at]] : term[at];
            entry[at].tf = tf[at];
            entry[at].row = (uint32_t)r;
        }
}

tm_status tm__sort_rows(uint32_t *term_out, uint32_t *tf_out, const uint32_t *term,
                        const uint32_t *tf, const uint32_t *length, size_t rows, const uint32_t *id,
                        unsigned bits)
{
    struct entry *a, *b;
    bool ready;
    size_t *start = tm__alloc_array(rows + 1, sizeof *start), n = 0;

    if (!start)
        return TM_ENOMEM;
    for (size_t r = 0; r < rows; r++) {
        start[r] = n;
        n += length[r];
    }
    a = tm__alloc_array(n, sizeof *a);
    b = tm__alloc_array(n, sizeof *b);
    ready = a && b;
    if (ready) {
        load(a, term, tf, length, rows, id);
        for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
            struct entry *const sorted = b;
            sort_digit(sorted, a, n, shift);
            b = a;
            a = sorted;
        }
        for (size_t i = 0; i < n; i++) {
            const size_t place = start[a[i].row]++;
            term_out[place] = a[i].term;
            tf_out[place] = a[i].tf;
        }
    }
    tm__free(a);
    tm__free(b);
    tm__free(start);
    return ready ? TM_OK : TM_ENOMEM;
}
