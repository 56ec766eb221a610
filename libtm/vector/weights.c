#include "vector/weights.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 256, TABLE = 256, AHEAD = 24 };

struct weigh {
    tm_sparse *rows;
    const struct tm__counts *counts;
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

static struct shape shape_of(const struct weigh *w, size_t d)
{
    struct shape row = {0, 0, 0, 0};

    for (uint64_t e = w->counts->row_start[d]; e < w->counts->row_start[d + 1]; e++) {
        const uint32_t column = w->counts->term[e], tf = w->counts->tf[e];

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

TM__CLONES static void scale(float *value, size_t n, double by)
{
    for (size_t i = 0; i < n; i++)
        value[i] = (float)(value[i] * by);
}

static void weigh_row(const struct weigh *w, size_t d)
{
    const uint64_t first = w->counts->row_start[d], last = w->counts->row_start[d + 1];
    const uint64_t end = w->counts->row_start[w->counts->documents];
    struct shape row = {0, 0, 0, 0};
    double sum = 0, squares = 0, all;

    if (w->shaped)
        row = shape_of(w, d);
    for (uint64_t e = first; e < last; e++) {
        const uint32_t column = w->counts->term[e], tf = w->counts->tf[e];
        double value;

        /* Columns are strewn over the table, which is larger than the nearest caches. */
        TM__PREFETCH(&w->by->idf[w->counts->term[e + AHEAD < end ? e + AHEAD : e]]);
        value = tf < TABLE && !w->shaped ? w->tf_weight[tf] : tf_weight(w, tf, &row);
        value *= w->by->idf[column];
        sum += value; /* none is negative */
        squares += value * value;
        w->rows->value[e] = (float)value; /* where tf was, if the rows took its place */
    }
    all = divisor(w, &row, sum, squares);
    if (all == 0)
        return;
    scale(w->rows->value + first, last - first, 1.0 / all);
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

static tm_status weigh(tm_sparse *rows, const struct tm__counts *counts,
                       const struct tm__weights *weights, const tm_run *run, tm_error *err)
{
    struct weigh w = {rows, counts, weights, 1.0, false, {0}};

    prepare(&w);
    return tm__parallel_for((counts->documents + BLOCK - 1) / BLOCK, weigh_block, &w, "weigh", run,
                            err);
}

tm_status tm__weigh(tm_sparse **out, const struct tm__counts *counts,
                    const struct tm__weights *weights, const tm_run *run, tm_error *err)
{
    const size_t documents = counts->documents;
    const uint64_t entries = counts->row_start[documents];
    tm_status status = tm_sparse_new(out, documents, weights->vocabulary->terms, entries, err);

    if (status != TM_OK)
        return status;
    memcpy((*out)->row_start, counts->row_start, (documents + 1) * sizeof *counts->row_start);
    if (entries)
        memcpy((*out)->column, counts->term, entries * sizeof *counts->term);
    status = weigh(*out, counts, weights, run, err);
    if (status != TM_OK) {
        tm_sparse_free(*out);
        *out = NULL;
    }
    return status;
}

tm_status tm__weigh_in_place(tm_sparse **out, struct tm__counts *counts,
                             const struct tm__weights *weights, const tm_run *run, tm_error *err)
{
    tm_sparse *const rows = tm__calloc(1, sizeof *rows);
    tm_status status;

    *out = NULL;
    if (!rows)
        return tm__fail_memory(err, "weighing terms");
    *rows = (tm_sparse){counts->documents, weights->vocabulary->terms, counts->row_start,
                        counts->term, (float *)(void *)counts->tf};
    status = weigh(rows, counts, weights, run, err);
    if (status != TM_OK) {
        tm__free(rows);
        return status;
    }
    counts->row_start = NULL;
    counts->term = counts->tf = NULL;
    *out = rows;
    return TM_OK;
}
