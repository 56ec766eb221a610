#include "base/sort.h"

#include <string.h>

enum { DIGIT = 256, SHORT = 24 };

static void insertion_sort(uint64_t *key, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const uint64_t x = key[i];
        size_t j = i;

        for (; j > 0 && key[j - 1] >> 32 > x >> 32; j--)
            key[j] = key[j - 1];
        key[j] = x;
    }
}

static void sort_digit(uint64_t *out, const uint64_t *key, size_t n, unsigned shift)
{
    size_t start[DIGIT + 1] = {0};

    for (size_t i = 0; i < n; i++)
        start[(key[i] >> shift & (DIGIT - 1)) + 1]++;
    for (size_t d = 0; d < DIGIT; d++)
        start[d + 1] += start[d];
    for (size_t i = 0; i < n; i++)
        out[start[key[i] >> shift & (DIGIT - 1)]++] = key[i];
}

void tm__sort_upper(uint64_t *key, uint64_t *spare, size_t n, unsigned bits)
{
    uint64_t *from = key, *to = spare;

    if (n <= SHORT) {
        insertion_sort(key, n);
        return;
    }
    for (unsigned shift = 32; shift < 32 + bits && shift < 64; shift += 8) {
        uint64_t *const sorted = to;

        sort_digit(sorted, from, n, shift);
        to = from;
        from = sorted;
    }
    if (from != key)
        memcpy(key, from, n * sizeof *key);
}

/* Let the key at i sink in a heap whose smallest key is at the top. */
static void sift_down(uint64_t *heap, size_t n, size_t i)
{
    const uint64_t x = heap[i];

    for (;;) {
        size_t child = 2 * i + 1;

        if (child >= n)
            break;
        if (child + 1 < n && heap[child + 1] < heap[child])
            child++;
        if (x <= heap[child])
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = x;
}

void tm__keep_largest(uint64_t *kept, size_t *n, size_t top, uint64_t key)
{
    if (*n < top) {
        kept[(*n)++] = key;
        if (*n == top)
            for (size_t i = top / 2; i-- > 0;)
                sift_down(kept, top, i);
    } else if (key > kept[0]) {
        kept[0] = key;
        sift_down(kept, top, 0);
    }
}

size_t tm__select_largest(uint64_t *key, size_t n, size_t top)
{
    if (n <= top)
        return n;
    if (top == 0)
        return 0;
    for (size_t i = top / 2; i-- > 0;)
        sift_down(key, top, i);
    for (size_t i = top; i < n; i++)
        if (key[i] > key[0]) {
            const uint64_t out = key[0];

            key[0] = key[i];
            key[i] = out;
            sift_down(key, top, 0);
        }
    return top;
}
