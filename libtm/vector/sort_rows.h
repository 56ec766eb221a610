/* Putting the rows of a block in the order of their columns. */
#ifndef TM_VECTOR_SORT_ROWS_H
#define TM_VECTOR_SORT_ROWS_H

#include <tm/base.h>

/*
 * Sort the entries of many rows by term at once.
 *
 * @param length  [rows] entries of each row; they stand row by row in term and tf
 * @param id      final id of each term, below 2^bits; NULL: as it is
 * @param[out] term_out, tf_out  the entries in their final place: row by row, terms rising
 * Cost O(entries): a radix sort by term over all rows, then one pass that deals the entries out to
 * their rows and keeps the order. Errors: TM_ENOMEM.
 */
tm_status tm__sort_rows(uint32_t *term_out, uint32_t *tf_out, const uint32_t *term,
                        const uint32_t *tf, const uint32_t *length, size_t rows, const uint32_t *id,
                        unsigned bits);

#endif
