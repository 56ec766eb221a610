/*
 * ROUGE-1 and ROUGE-2 (Lin 2004) as Google's rouge-score counts them: tokens are runs of a-z and
 * 0-9 in lower case, those longer than three letters are stemmed by Porter's rules.
 */
#ifndef ROUGE_H
#define ROUGE_H

#include <libstemmer.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct rouge {
    double f1, f2;
};

/* FNV-1a, 64 bits: two of some thousand tokens of a text hardly ever collide. */
static inline uint64_t rouge_hash(const unsigned char *token, size_t size)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (size_t i = 0; i < size; i++)
        h = (h ^ token[i]) * 0x100000001b3u;
    return h;
}

/* Hashes of the tokens, for free(). */
static inline uint64_t *rouge_tokens(struct sb_stemmer *porter, const char *text, size_t size,
                                     size_t *count)
{
    uint64_t *out = malloc((size / 2 + 1) * sizeof *out);
    unsigned char *token = malloc(size + 1);
    size_t length = 0;

    *count = 0;
    for (size_t i = 0; i <= size; i++) {
        unsigned char c = i < size ? (unsigned char)text[i] : ' ';
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            token[length++] = c;
        } else if (length) {
            if (length > 3) {
                const sb_symbol *stem = sb_stemmer_stem(porter, token, (int)length);
                out[(*count)++] = rouge_hash(stem, (size_t)sb_stemmer_length(porter));
            } else {
                out[(*count)++] = rouge_hash(token, length);
            }
            length = 0;
        }
    }
    free(token);
    return out;
}

static inline int rouge_order(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* F1 of two multisets, which are sorted on the way. */
static inline double rouge_f(uint64_t *a, size_t n, uint64_t *b, size_t m)
{
    size_t i = 0, j = 0, both = 0;

    qsort(a, n, sizeof *a, rouge_order);
    qsort(b, m, sizeof *b, rouge_order);
    while (i < n && j < m) {
        const bool same = a[i] == b[j], less = a[i] < b[j];
        both += same;
        i += same || less;
        j += !less;
    }
    return n + m ? 2 * (double)both / (double)(n + m) : 0;
}

/* Tokens to pairs, in place. */
static inline size_t rouge_pairs(uint64_t *t, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        t[i] = (t[i] ^ (t[i + 1] << 1 | t[i + 1] >> 63)) * 0x9e3779b97f4a7c15u;
    return n ? n - 1 : 0;
}

static inline struct rouge rouge(const char *a, size_t a_size, const char *b, size_t b_size)
{
    struct sb_stemmer *porter = sb_stemmer_new("porter", NULL);
    struct rouge r;
    size_t n, m;
    uint64_t *x = rouge_tokens(porter, a, a_size, &n), *y = rouge_tokens(porter, b, b_size, &m);
    uint64_t *x2 = malloc((n + 1) * sizeof *x2), *y2 = malloc((m + 1) * sizeof *y2);

    /* Copies, because rouge_f() sorts and pairs need the order. */
    memcpy(x2, x, n * sizeof *x);
    memcpy(y2, y, m * sizeof *y);
    r.f1 = rouge_f(x, n, y, m);
    n = rouge_pairs(x2, n);
    m = rouge_pairs(y2, m);
    r.f2 = rouge_f(x2, n, y2, m);
    free(x);
    free(y);
    free(x2);
    free(y2);
    sb_stemmer_delete(porter);
    return r;
}

#endif
