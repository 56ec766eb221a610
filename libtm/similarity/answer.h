/* Answers as whole numbers, which sort as they do. */
#ifndef TM_SIMILARITY_ANSWER_H
#define TM_SIMILARITY_ANSWER_H

#include "base/sort.h"

#include <string.h>

struct tm__answer {
    uint32_t row;
    float similarity; /* tm_cosine() of the two rows */
};

/* Of the upper half of a key (tm__rank_key()), by which answers sort. */
static inline float tm__answer_similarity(uint32_t bits)
{
    float similarity;

    memcpy(&similarity, &bits, sizeof similarity);
    return similarity;
}

/*
 * Keys by rising row, with the row above and the similarity below; spare has room for n, and rows
 * are below `rows`.
 */
static inline void tm__answers_by_row(uint64_t *key, uint64_t *spare, size_t n, size_t rows)
{
    unsigned bits = 0;

    for (size_t k = 0; k < n; k++)
        key[k] = (uint64_t)(uint32_t)~key[k] << 32 | key[k] >> 32;
    while (rows >> bits)
        bits++;
    tm__sort_upper(key, spare, n, bits);
}

/* A key of those. */
static inline struct tm__answer tm__answer_of(uint64_t key)
{
    return (struct tm__answer){(uint32_t)(key >> 32), tm__answer_similarity((uint32_t)key)};
}

#endif
