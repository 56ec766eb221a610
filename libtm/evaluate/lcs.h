/* Longest common subsequences, 64 cells a step. */
#ifndef TM_EVALUATE_LCS_H
#define TM_EVALUATE_LCS_H

#include <tm/base.h>

/* Zeroed when new; memory is kept from one call to the next. */
struct tm__lcs {
    uint64_t *row;  /* bit j of row i: the subsequence of a[0..i) gets longer at b[j] */
    uint64_t *mask; /* where b holds a's token */
    uint32_t *next; /* [m] the next place in b with the same token, from 1 */
    uint32_t *head; /* [tokens] the first one; 0 where there is none, between calls too */
    size_t row_capacity, mask_capacity, next_capacity, head_capacity;
};

/* Length of the longest common subsequence. tokens: all are below. Errors: TM_ENOMEM,
 * TM_EOVERFLOW. */
tm_status tm__lcs_length(size_t *length, struct tm__lcs *lcs, const uint32_t *a, size_t n,
                         const uint32_t *b, size_t m, size_t tokens, tm_error *err);

/*
 * Set mark[i] for each a[i] that is in one of the longest common subsequences: the one found from
 * the end by leaving out what is in b rather than in a only where that is better. Others stay.
 * Memory n * m bits.
 */
tm_status tm__lcs_mark(bool *mark, struct tm__lcs *lcs, const uint32_t *a, size_t n,
                       const uint32_t *b, size_t m, size_t tokens, tm_error *err);
void tm__lcs_release(struct tm__lcs *lcs);

#endif
