/* Sentences as rows of tf * idf. */
#ifndef TM_SUMMARIZE_IDF_ROWS_H
#define TM_SUMMARIZE_IDF_ROWS_H

#include <tm/linalg.h>

/* A word in a sentence. */
struct tm__bag_word {
    uint32_t term;
    uint32_t count; /* how often */
    uint32_t at;    /* words of the sentence up to its first occurrence, itself included */
};

/*
 * Rows of count * ln((n + 1) / (sf + .5)), the latter at least .05, where sf of n sentences hold a
 * word; not of length 1 yet.
 * @param start         [n + 1]
 * @param word          [start[n]] each term once a sentence, in any order
 * @param[out] squares  [n] of the rows' lengths before they were rounded; zeroed
 * Cost O(words + terms): words are dealt out to their terms and from there to their rows, so that
 * nothing is sorted. Errors: TM_ENOMEM, TM_EOVERFLOW.
 */
tm_status tm__idf_rows(tm_sparse **out, const uint64_t *start, const struct tm__bag_word *word,
                       size_t n, size_t terms, double *squares, tm_error *err);

#endif
