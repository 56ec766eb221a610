#include "base/memory.h"
#include "base/status.h"
#include "vector/model.h"

#include <math.h>

/* The values as counts, and in how many rows each column is; df is zeroed. */
static tm_status take_counts(uint32_t *tf, uint32_t *df, const tm_sparse *m, tm_error *err)
{
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const float value = m->value[e];

            if (!(value >= 1.0f && value < 4294967296.0f && floorf(value) == value))
                return tm__fail_at(err, TM_EINVAL, i, "row %zu: %g at column %u is no count", i,
                                   (double)value, m->column[e]);
            tf[e] = (uint32_t)value;
            df[m->column[e]]++;
        }
    return TM_OK;
}

static tm_status weigh(tm_sparse **out, const struct tm__counts *counts, double *idf,
                       const tm_tfidf_options *options, const tm_run *run, tm_error *err)
{
    struct tm__weights weights = {options, &counts->vocabulary, idf, {counts->documents, 0, 0, 0}};
    const tm_status status = tm__term_weights(idf, &counts->vocabulary, counts, options, err);

    if (status != TM_OK)
        return status;
    if (tm__needs_totals(options))
        tm__add_totals(&weights.totals, &counts->vocabulary, counts, options);
    return tm__weigh(out, counts, &weights, run, err);
}

tm_status tm_tfidf_weigh(tm_sparse **out, const tm_sparse *counts, const tm_tfidf_options *options,
                         const tm_run *run, tm_error *err)
{
    const uint64_t entries = counts->row_start[counts->rows];
    tm_tfidf how = {0};
    uint32_t *tf, *df;
    double *idf;
    tm_status status = tm__tfidf_set_options(&how, options, err);

    *out = NULL;
    if (status != TM_OK)
        return status;
    tm_stop_list_free(how.stop_list); /* words do not matter */
    if (how.options.norm == TM_NORM_PIVOTED_CHARACTERS)
        return tm__fail(err, TM_EINVAL, "a norm by characters needs the terms");
    tf = tm__alloc_array(entries, sizeof *tf);
    df = tm__calloc(counts->cols ? counts->cols : 1, sizeof *df);
    idf = tm__alloc_array(counts->cols, sizeof *idf);
    status = tf && df && idf ? take_counts(tf, df, counts, err)
                             : tm__fail_memory(err, "weighing counts");
    if (status == TM_OK) {
        const struct tm__counts known = {counts->rows,
                                         counts->row_start,
                                         counts->column,
                                         tf,
                                         {counts->cols, NULL, NULL, df, NULL},
                                         NULL,
                                         NULL,
                                         NULL};

        status = weigh(out, &known, idf, &how.options, run, err);
    }
    tm__free(tf);
    tm__free(df);
    tm__free(idf);
    return status;
}
