#include "vector/weights.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>

enum { BLOCK = 1024, TABLE = 256 };

struct weigh {
    tm_sparse *rows;
    const struct tm__counts *counts;
    const uint32_t *new_id;
    const double *idf;
    const tm_tfidf_options *options;
    double tf_weight[TABLE]; /* of the small counts, which nearly all are */
};

double tm__idf(uint64_t documents, uint64_t df)
{
    return log((1.0 + (double)documents) / (1.0 + (double)df)) + 1.0;
}

static double tf_weight(uint32_t tf, const tm_tfidf_options *options)
{
    return options->raw_tf ? (double)tf : 1.0 + log((double)tf);
}

static uint32_t column_of(const struct weigh *w, uint64_t e)
{
    return w->new_id ? w->new_id[w->counts->term[e]] : w->counts->term[e];
}

static void weigh_row(const struct weigh *w, size_t d)
{
    uint64_t to = w->rows->row_start[d];
    const uint64_t first = to;
    double sum = 0, scale;

    for (uint64_t e = w->counts->row_start[d]; e < w->counts->row_start[d + 1]; e++) {
        const uint32_t column = column_of(w, e), tf = w->counts->tf[e];
        double value;
        if (column == TM__NO_TERM)
            continue;
        value = (tf < TABLE ? w->tf_weight[tf] : tf_weight(tf, w->options)) * w->idf[column];
        sum += value * value;
        w->rows->column[to] = column;
        w->rows->value[to++] = (float)value;
    }
    if (w->options->no_norm || sum == 0)
        return;
    scale = 1.0 / sqrt(sum);
    for (uint64_t e = first; e < to; e++)
        w->rows->value[e] = (float)(w->rows->value[e] * scale);
}

static tm_status weigh_block(void *ctx, size_t block, unsigned worker)
{
    const struct weigh *w = ctx;
    const size_t first = block * BLOCK;

    (void)worker;
    for (size_t d = first; d < first + BLOCK && d < w->rows->rows; d++)
        weigh_row(w, d);
    return TM_OK;
}

static uint64_t kept(const struct weigh *w, size_t d)
{
    uint64_t n = 0;

    if (!w->new_id)
        return w->counts->row_start[d + 1] - w->counts->row_start[d];
    for (uint64_t e = w->counts->row_start[d]; e < w->counts->row_start[d + 1]; e++)
        n += w->new_id[w->counts->term[e]] != TM__NO_TERM;
    return n;
}

tm_status tm__weigh(tm_sparse **out, const struct tm__counts *counts, const uint32_t *new_id,
                    size_t columns, const double *idf, const tm_tfidf_options *options,
                    const tm_run *run, tm_error *err)
{
    struct weigh w = {NULL, counts, new_id, idf, options, {0}};
    uint64_t entries = 0;
    tm_status status;

    for (size_t d = 0; d < counts->documents; d++)
        entries += kept(&w, d);
    status = tm_sparse_new(&w.rows, counts->documents, columns, entries, err);
    *out = NULL;
    if (status != TM_OK)
        return status;
    for (size_t d = 0; d < counts->documents; d++)
        w.rows->row_start[d + 1] = w.rows->row_start[d] + kept(&w, d);
    for (uint32_t tf = 1; tf < TABLE; tf++)
        w.tf_weight[tf] = tf_weight(tf, options);
    status = tm__parallel_for((counts->documents + BLOCK - 1) / BLOCK, weigh_block, &w, "weigh",
                              run, err);
    if (status != TM_OK) {
        tm_sparse_free(w.rows);
        return status;
    }
    *out = w.rows;
    return TM_OK;
}
