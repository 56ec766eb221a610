#include "evaluate/lcs.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

static size_t words_of(size_t bits)
{
    return (bits + 63) / 64;
}

static bool bit(const uint64_t *row, size_t at)
{
    return row[at / 64] >> (at % 64) & 1;
}

static size_t ones(uint64_t x)
{
    size_t n = 0;

    for (; x; x &= x - 1)
        n++;
    return n;
}

/* Ones among the first `bits`. */
static size_t count_ones(const uint64_t *row, size_t bits)
{
    size_t n = 0;

    for (size_t w = 0; w < bits / 64; w++)
        n += ones(row[w]);
    return bits % 64 ? n + ones(row[bits / 64] & ((UINT64_C(1) << bits % 64) - 1)) : n;
}

static bool reserve(struct tm__lcs *lcs, size_t rows, size_t m, size_t tokens)
{
    const size_t before = lcs->head_capacity, words = words_of(m);

    if (words && rows > SIZE_MAX / words)
        return false;
    if (!tm__grow(&lcs->row, &lcs->row_capacity, rows * words, sizeof *lcs->row) ||
        !tm__grow(&lcs->mask, &lcs->mask_capacity, words, sizeof *lcs->mask) ||
        !tm__grow(&lcs->next, &lcs->next_capacity, m, sizeof *lcs->next) ||
        !tm__grow(&lcs->head, &lcs->head_capacity, tokens, sizeof *lcs->head))
        return false;
    if (lcs->head_capacity > before)
        memset(lcs->head + before, 0, (lcs->head_capacity - before) * sizeof *lcs->head);
    memset(lcs->mask, 0, words * sizeof *lcs->mask);
    return true;
}

/* Chain the places of equal tokens in b. */
static void chain(struct tm__lcs *lcs, const uint32_t *b, size_t m)
{
    for (size_t j = m; j-- > 0;) {
        lcs->next[j] = lcs->head[b[j]];
        lcs->head[b[j]] = (uint32_t)j + 1;
    }
}

static void unchain(struct tm__lcs *lcs, const uint32_t *b, size_t m)
{
    for (size_t j = 0; j < m; j++)
        lcs->head[b[j]] = 0;
}

/* Turn the bits where b holds the token on, or off. */
static void flip(struct tm__lcs *lcs, uint32_t token)
{
    for (uint32_t j = lcs->head[token]; j; j = lcs->next[j - 1])
        lcs->mask[(j - 1) / 64] ^= UINT64_C(1) << (j - 1) % 64;
}

/*
 * The next row (Hyyro 2004), with ones where the length grows: in terms of the complement v,
 * v' = (v + (v & mask)) | (v & ~mask), one long addition.
 */
static void step(uint64_t *to, const uint64_t *from, const uint64_t *mask, size_t words)
{
    uint64_t carry = 0;

    for (size_t w = 0; w < words; w++) {
        const uint64_t v = ~from[w], u = v & mask[w];
        const uint64_t sum = v + u, all = sum + carry;
        carry = (uint64_t)((sum < v) | (all < sum));
        to[w] = ~(all | (v & ~mask[w]));
    }
}

tm_status tm__lcs_length(size_t *length, struct tm__lcs *lcs, const uint32_t *a, size_t n,
                         const uint32_t *b, size_t m, size_t tokens, tm_error *err)
{
    const size_t words = words_of(m);

    *length = 0;
    if (!n || !m)
        return TM_OK;
    if (m >= UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "a text of %zu tokens", m);
    if (!reserve(lcs, 1, m, tokens))
        return tm__fail_memory(err, "comparing texts");
    memset(lcs->row, 0, words * sizeof *lcs->row);
    chain(lcs, b, m);
    for (size_t i = 0; i < n; i++) {
        if (!lcs->head[a[i]])
            continue;
        flip(lcs, a[i]);
        step(lcs->row, lcs->row, lcs->mask, words);
        flip(lcs, a[i]);
    }
    unchain(lcs, b, m);
    *length = count_ones(lcs->row, m);
    return TM_OK;
}

/*
 * Walk back from the end of both. `above` is what row i has more than row i - 1 up to column j: it
 * says which of the two neighbours is longer without the table of lengths.
 */
static void walk_back(bool *mark, const struct tm__lcs *lcs, const uint32_t *a, size_t n,
                      const uint32_t *b, size_t m)
{
    const size_t words = words_of(m);
    size_t i = n, j = m, above = 0;
    bool known = false;

    while (i > 0 && j > 0) {
        const uint64_t *row = lcs->row + i * words, *before = row - words;
        if (!known)
            above = count_ones(row, j) - count_ones(before, j);
        known = true;
        if (a[i - 1] == b[j - 1]) {
            mark[i - 1] = true;
            i--;
            j--;
            known = false;
        } else if (!bit(row, j - 1) && above > 0) {
            above += bit(before, j - 1);
            j--;
        } else {
            i--;
            known = false;
        }
    }
}

tm_status tm__lcs_mark(bool *mark, struct tm__lcs *lcs, const uint32_t *a, size_t n,
                       const uint32_t *b, size_t m, size_t tokens, tm_error *err)
{
    const size_t words = words_of(m);

    if (!n || !m)
        return TM_OK;
    if (m >= UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "a text of %zu tokens", m);
    if (!reserve(lcs, n + 1, m, tokens))
        return tm__fail_memory(err, "comparing texts");
    memset(lcs->row, 0, words * sizeof *lcs->row);
    chain(lcs, b, m);
    for (size_t i = 0; i < n; i++) {
        flip(lcs, a[i]);
        step(lcs->row + (i + 1) * words, lcs->row + i * words, lcs->mask, words);
        flip(lcs, a[i]);
    }
    unchain(lcs, b, m);
    walk_back(mark, lcs, a, n, b, m);
    return TM_OK;
}

void tm__lcs_release(struct tm__lcs *lcs)
{
    tm__free(lcs->row);
    tm__free(lcs->mask);
    tm__free(lcs->next);
    tm__free(lcs->head);
    memset(lcs, 0, sizeof *lcs);
}
