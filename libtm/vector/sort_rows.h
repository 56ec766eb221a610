/* Putting the rows of a block in the order of their columns. */
#ifndef TM_VECTOR_SORT_ROWS_H
#define TM_VECTOR_SORT_ROWS_H

#include <tm/base.h>

/* A term of a document and how often it stands there. */
struct tm__entry {
    uint32_t term, tf;
};

/*
 * Sort the entries of many rows by term at once; no term is twice in a row.
 *
 * @param entry   row by row, terms below 2^bits
 * @param length  [rows] entries of each row
 * @param[out] term_out, tf_out  the entries in their final place: row by row, terms rising
 * Cost O(entries): a radix sort over all rows by the high bits of the term, then one pass that
 * deals the entries out to their rows, keeps the order, and sorts what is equal in the high bits by
 * insertion. Errors: TM_ENOMEM.
 */
tm_status tm__sort_rows(uint32_t *term_out, uint32_t *tf_out, const struct tm__entry *entry,
                        const uint32_t *length, size_t rows, unsigned bits);

#endif
