/*
 * Twenty headlines do not say which words are common: "says" may be in one of them and "Beirut" in
 * three. A model of many texts knows, but not what is common today. The mean of both weighs a term.
 */
#include "base/memory.h"
#include "base/status.h"

#include <tm/vector.h>

#include <math.h>

/* What the weight of every term is multiplied by. */
static void find_factors(float *factor, const tm_tfidf *model, const tm_tfidf *background,
                         double share)
{
    const double unknown = log(1 + (double)tm_tfidf_documents(background)) + 1;

    for (uint32_t t = 0; t < tm_tfidf_terms(model); t++) {
        const tm_text term = tm_tfidf_term(model, t);
        const uint32_t id = tm_tfidf_lookup(background, term.data, term.size);
        const double there = id == UINT32_MAX ? unknown : tm_tfidf_idf(background, id);
        const double here = tm_tfidf_idf(model, t);
        factor[t] = here > 0 ? (float)((here + share * (there - here)) / here) : 1;
    }
}

/* Multiply, and make the row as long as it was. */
static void scale_row(tm_sparse *rows, size_t i, const float *factor)
{
    double before = 0, after = 0;
    float scale;

    for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++) {
        before += (double)rows->value[e] * rows->value[e];
        rows->value[e] *= factor[rows->column[e]];
        after += (double)rows->value[e] * rows->value[e];
    }
    scale = after > 0 ? (float)sqrt(before / after) : 1;
    for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++)
        rows->value[e] *= scale;
}

tm_status tm_tfidf_add_background(tm_sparse *rows, const tm_tfidf *model,
                                  const tm_tfidf *background, double share, tm_error *err)
{
    float *factor;

    if (rows->cols != tm_tfidf_terms(model))
        return tm__fail(err, TM_EINVAL, "rows have %zu columns, the model %zu terms", rows->cols,
                        tm_tfidf_terms(model));
    if (!(share >= 0 && share <= 1))
        return tm__fail(err, TM_EINVAL, "share %g is not in [0, 1]", share);
    factor = tm__alloc_array(rows->cols, sizeof *factor);
    if (!factor)
        return tm__fail_memory(err, "weighing terms");
    find_factors(factor, model, background, share);
    for (size_t i = 0; i < rows->rows; i++)
        scale_row(rows, i, factor);
    tm__free(factor);
    return TM_OK;
}
