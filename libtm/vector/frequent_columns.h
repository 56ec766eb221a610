/* Rows without the columns that are in few of them. */
#ifndef TM_VECTOR_FREQUENT_COLUMNS_H
#define TM_VECTOR_FREQUENT_COLUMNS_H

#include <tm/linalg.h>

/*
 * The rows over their most frequent columns, at most `most` (ties: the lower ones), numbered in
 * their order. number[m->cols]: the new number of a column, UINT32_MAX if it is left out. Cost
 * O(entries + columns). Errors: TM_ENOMEM.
 */
tm_status tm__frequent_columns(tm_sparse **out, uint32_t *number, const tm_sparse *m, size_t most,
                               tm_error *err);

#endif
