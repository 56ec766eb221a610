/* From what workers met to the columns of a matrix. */
#ifndef TM_VECTOR_LEARN_COLUMNS_H
#define TM_VECTOR_LEARN_COLUMNS_H

#include "vector/count.h"
#include "vector/count_parts.h"

struct tm__columns {
    uint32_t **of;   /* [workers][see tm__merged_index()] column of each id, or TM__NO_TERM */
    uint32_t *words; /* [workers] words of each */
    size_t workers;
    bool gaps; /* there are ids without a column */
};

/*
 * Give the terms of all workers one vocabulary, and their columns.
 * @param counts  gets own_bytes, own_offset, own_df and the vocabulary
 * @param known   NULL: keep the terms that the options let pass; otherwise the columns are those of
 *                this vocabulary, which becomes that of the counts
 * @param job     its workers can look no forms up after this
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED; release the columns then too.
 */
tm_status tm__learn_columns(struct tm__columns *columns, struct tm__counts *counts,
                            const struct tm__count_job *job, const struct tm__vocabulary *known,
                            const tm_run *run, tm_error *err);
void tm__columns_release(struct tm__columns *columns);

#endif
