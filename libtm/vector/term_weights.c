#include "vector/term_weights.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>

enum { TABLE = 512 }; /* of the small df, which nearly all terms have */

double tm__idf(tm_idf_weight kind, double log_base, uint64_t documents, uint64_t df)
{
    const double n = (double)documents, d = (double)df, unit = log_base > 0 ? log(log_base) : 1.0;

    switch (kind) {
    case TM_IDF_SMOOTH:
        return log((1.0 + n) / (1.0 + d)) + 1.0;
    case TM_IDF_PLAIN:
        return log(n / d) / unit;
    case TM_IDF_NOT_ZERO:
        return log((n + 1.0) / d) / unit;
    case TM_IDF_PROBABILISTIC:
        return 2 * d >= n ? 0.0 : log((n - d) / d) / unit;
    case TM_IDF_PLUS_ONE:
        return log(n / d) + 1.0;
    case TM_IDF_BM25:
        return log(1.0 + (n - d + 0.5) / (d + 0.5));
    case TM_IDF_NONE:
    case TM_IDF_ENTROPY:
        break;
    }
    return 1.0;
}

void tm__fill_idf(double *idf, const struct tm__vocabulary *v, const tm_tfidf_options *options,
                  uint64_t documents)
{
    double small[TABLE];

    for (uint32_t df = 0; df < TABLE; df++)
        small[df] = tm__idf(options->idf, options->log_base, documents, df ? df : 1); /* rare */
    for (size_t t = 0; t < v->terms; t++)
        idf[t] = v->df[t] < TABLE ? small[v->df[t]]
                                  : tm__idf(options->idf, options->log_base, documents, v->df[t]);
}

void tm__entropy_add(double *idf, double *all, const struct tm__counts *counts)
{
    for (uint64_t e = 0; e < counts->row_start[counts->documents]; e++) {
        const uint32_t t = counts->term[e];
        const double tf = counts->tf[e];

        all[t] += tf;
        idf[t] += tf * log(tf);
    }
}

/*
 * 1 + sum p ln p / ln(N + 1) with p = tf / all: the sum is (sum tf ln tf) / all - ln all.
 */
void tm__entropy_end(double *idf, const double *all, size_t terms, uint64_t documents)
{
    const double most = log((double)documents + 1.0);

    for (size_t t = 0; t < terms; t++)
        idf[t] = fmin(1.0, fmax(0.0, 1.0 + (idf[t] / all[t] - log(all[t])) / most));
}

static tm_status entropy(double *idf, size_t terms, const struct tm__counts *counts, tm_error *err)
{
    double *const all = tm__calloc(terms, sizeof *all);

    if (!all)
        return tm__fail_memory(err, "weighing terms by entropy");
    for (size_t t = 0; t < terms; t++)
        idf[t] = 0;
    tm__entropy_add(idf, all, counts);
    tm__entropy_end(idf, all, terms, counts->documents);
    tm__free(all);
    return TM_OK;
}

tm_status tm__term_weights(double *idf, const struct tm__vocabulary *kept,
                           const struct tm__counts *counts, const tm_tfidf_options *options,
                           tm_error *err)
{
    if (options->idf == TM_IDF_ENTROPY)
        return entropy(idf, kept->terms, counts, err);
    tm__fill_idf(idf, kept, options, counts->documents);
    return TM_OK;
}

size_t tm__characters(tm_text term)
{
    size_t n = 0;

    for (size_t i = 0; i < term.size; i++)
        n += ((unsigned char)term.data[i] & 0xC0) != 0x80;
    return n;
}

bool tm__needs_totals(const tm_tfidf_options *options)
{
    return options->tf == TM_TF_BM25 || options->norm == TM_NORM_PIVOTED_UNIQUE ||
           options->norm == TM_NORM_PIVOTED_CHARACTERS;
}

void tm__add_totals(struct tm__totals *sum, const struct tm__vocabulary *kept,
                    const struct tm__counts *counts, const tm_tfidf_options *options)
{
    const bool characters = options->norm == TM_NORM_PIVOTED_CHARACTERS;

    for (uint64_t e = 0; e < counts->row_start[counts->documents]; e++) {
        const uint32_t t = counts->term[e];

        sum->entries++;
        sum->tokens += counts->tf[e];
        if (characters)
            sum->characters += counts->tf[e] * (tm__characters(tm__vocabulary_term(kept, t)) + 1);
    }
}
