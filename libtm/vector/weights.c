#include "vector/weights.h"

#include "base/parallel.h"
#include "base/status.h"

#include <math.h>

enum { BLOCK = 1024, TABLE = 256 };

struct weigh {
    tm_sparse *rows;
    const struct tm__counts *counts;
    const uint32_t *new_id;
    const struct tm__weights *by;
    double unit;             /* of logarithms: ln of their base */
    bool shaped;             /* weights depend on more of a row than one count */
    double tf_weight[TABLE]; /* otherwise: of the small counts, which nearly all are */
};

/* What a row is like as a whole. */
struct shape {
    uint32_t most;
    uint64_t entries, tokens, characters;
};

static double log_tf(const struct weigh *w, double tf)
{
    return 1.0 + log(tf) / w->unit;
}

/* The mean of a sum over the documents of the fit. */
static double mean(const struct weigh *w, uint64_t sum)
{
    return w->by->totals.documents ? (double)sum / (double)w->by->totals.documents : 0.0;
}

static double bm25(const struct weigh *w, double tf, const struct shape *row)
{
    const double k1 = w->by->options->k1, b = w->by->options->b;
    const double length = mean(w, w->by->totals.tokens);
    const double longer = length > 0 ? (double)row->tokens / length : 1.0;

    return (k1 + 1.0) * tf / (tf + k1 * (1.0 - b + b * longer));
}

static double tf_weight(const struct weigh *w, double tf, const struct shape *row)
{
    switch (w->by->options->tf) {
    case TM_TF_LOG:
        return log_tf(w, tf);
    case TM_TF_RAW:
        return tf;
    case TM_TF_BINARY:
        break;
    case TM_TF_AUGMENTED:
        return 0.5 + 0.5 * tf / row->most;
    case TM_TF_DOUBLE_LOG:
        return 1.0 + log(log_tf(w, tf)) / w->unit;
    case TM_TF_LOG_MEAN:
        return log_tf(w, tf) / log_tf(w, (double)row->tokens / (double)row->entries);
    case TM_TF_BM25:
        return bm25(w, tf, row);
    case TM_TF_LOG_PLUS:
        return log(1.0 + tf);
    }
    return 1.0;
}

static uint32_t column_of(const struct weigh *w, uint64_t e)
{
    return w->new_id ? w->new_id[w->counts->term[e]] : w->counts->term[e];
}

static struct shape shape_of(const struct weigh *w, size_t d)
{
    struct shape row = {0, 0, 0, 0};

    for (uint64_t e = w->counts->row_start[d]; e < w->counts->row_start[d + 1]; e++) {
        const uint32_t column = column_of(w, e), tf = w->counts->tf[e];

        if (column == TM__NO_TERM)
            continue;
        row.most = tf > row.most ? tf : row.most;
        row.entries++;
        row.tokens += tf;
        if (w->by->options->norm == TM_NORM_PIVOTED_CHARACTERS)
            row.characters +=
                tf * (tm__characters(tm__vocabulary_term(w->by->vocabulary, column)) + 1);
    }
    return row;
}

static double pivoted(const struct weigh *w, uint64_t all, uint64_t of_row)
{
    const double slope = w->by->options->slope;

    return (1.0 - slope) * mean(w, all) + slope * (double)of_row;
}

/* What the weights of a row are divided by; 0: nothing. */
static double divisor(const struct weigh *w, const struct shape *row, double sum, double squares)
{
    switch (w->by->options->norm) {
    case TM_NORM_COSINE:
        return sqrt(squares);
    case TM_NORM_NONE:
        break;
    case TM_NORM_PIVOTED_UNIQUE:
        return pivoted(w, w->by->totals.entries, row->entries);
    case TM_NORM_PIVOTED_CHARACTERS:
        return pivoted(w, w->by->totals.characters, row->characters);
    case TM_NORM_SUM:
        return sum;
    }
    return 0.0;
}

static void weigh_row(const struct weigh *w, size_t d)
{
    const uint64_t first = w->rows->row_start[d];
    uint64_t to = first;
    struct shape row = {0, 0, 0, 0};
    double sum = 0, squares = 0, all;

    if (w->shaped)
        row = shape_of(w, d);
    for (uint64_t e = w->counts->row_start[d]; e < w->counts->row_start[d + 1]; e++) {
        const uint32_t column = column_of(w, e), tf = w->counts->tf[e];
        double value;

        if (column == TM__NO_TERM)
            continue;
        value = tf < TABLE && !w->shaped ? w->tf_weight[tf] : tf_weight(w, tf, &row);
        value *= w->by->idf[column];
        sum += value; /* none is negative */
        squares += value * value;
        w->rows->column[to] = column;
        w->rows->value[to++] = (float)value;
    }
    all = divisor(w, &row, sum, squares);
    if (all == 0)
        return;
    all = 1.0 / all;
    for (uint64_t e = first; e < to; e++)
        w->rows->value[e] = (float)(w->rows->value[e] * all);
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

static void prepare(struct weigh *w)
{
    const tm_tfidf_options *const o = w->by->options;
    const struct shape none = {0, 0, 0, 0};

    w->unit = o->log_base > 0 ? log(o->log_base) : 1.0;
    w->shaped = o->tf == TM_TF_AUGMENTED || o->tf == TM_TF_LOG_MEAN || tm__needs_totals(o);
    if (!w->shaped)
        for (uint32_t tf = 1; tf < TABLE; tf++)
            w->tf_weight[tf] = tf_weight(w, tf, &none);
}

tm_status tm__weigh(tm_sparse **out, const struct tm__counts *counts, const uint32_t *new_id,
                    const struct tm__weights *weights, const tm_run *run, tm_error *err)
{
    struct weigh w = {NULL, counts, new_id, weights, 1.0, false, {0}};
    uint64_t entries = 0;
    tm_status status;

    for (size_t d = 0; d < counts->documents; d++)
        entries += kept(&w, d);
    status = tm_sparse_new(&w.rows, counts->documents, weights->vocabulary->terms, entries, err);
    *out = NULL;
    if (status != TM_OK)
        return status;
    for (size_t d = 0; d < counts->documents; d++)
        w.rows->row_start[d + 1] = w.rows->row_start[d] + kept(&w, d);
    prepare(&w);
    status = tm__parallel_for((counts->documents + BLOCK - 1) / BLOCK, weigh_block, &w, "weigh",
                              run, err);
    if (status != TM_OK) {
        tm_sparse_free(w.rows);
        return status;
    }
    *out = w.rows;
    return TM_OK;
}
