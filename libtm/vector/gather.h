/* From what workers counted to rows. */
#ifndef TM_VECTOR_GATHER_H
#define TM_VECTOR_GATHER_H

#include "vector/learn_columns.h"

/*
 * Rows of counts from the parts of a job, whose own counts are released on the way.
 * @param counts   its documents are set; gets row_start, term and tf, each of which is NULL or a
 *                 block that may be resized
 * @param columns  of NULL: entries have theirs already
 * @param terms    columns are below it
 * Errors: TM_ENOMEM, TM_ECANCELLED; release the counts then too.
 */
tm_status tm__gather(struct tm__counts *counts, const struct tm__count_job *job,
                     const struct tm__columns *columns, size_t terms, const tm_run *run,
                     tm_error *err);

#endif
