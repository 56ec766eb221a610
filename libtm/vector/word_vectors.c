#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/frequent_columns.h"
#include "vector/ppmi.h"

#include <tm/vector.h>

#include <math.h>
#include <string.h>

enum { COMPONENTS = 200, WORDS = 6000, ITERATIONS = 4 };

/* Vectors of the words: left vectors times the roots of the singular values (Levy et al. 2015). */
static bool spread(tm_word_vectors *v, const tm_svd *svd, const uint32_t *number)
{
    double *const root = tm__alloc_array(v->components, sizeof *root);

    for (size_t j = 0; root && j < v->components; j++)
        root[j] = sqrt(svd->sigma[j]);
    for (size_t w = 0; root && w < v->words; w++)
        if (number[w] != UINT32_MAX)
            for (size_t j = 0; j < v->components; j++)
                v->vector[w * v->components + j] =
                    (float)(svd->left[number[w] * v->components + j] * root[j]);
    tm__free(root);
    return root != NULL;
}

static tm_status make(tm_word_vectors *v, const tm_sparse *m, const tm_word_vectors_options *o,
                      uint32_t *number, const tm_run *run, tm_error *err)
{
    const size_t most = o->words ? o->words : WORDS;
    tm_svd_options how = TM_SVD_INIT;
    tm_sparse *documents = NULL, *index = NULL, *ppmi = NULL;
    tm_svd *svd = NULL;
    tm_status status = tm__frequent_columns(&documents, number, m, most, err);

    how.components = o->components ? o->components : COMPONENTS;
    how.iterations = o->iterations ? o->iterations : ITERATIONS;
    if (status == TM_OK)
        status = tm_sparse_transpose(&index, documents, err);
    if (status == TM_OK)
        status = tm__ppmi(&ppmi, documents, index, o->context_power > 0 ? o->context_power : 0.75,
                          run, err);
    tm_sparse_free(documents);
    tm_sparse_free(index);
    if (status == TM_OK)
        status = tm_svd_new(&svd, ppmi, &how, run, err);
    tm_sparse_free(ppmi);
    if (status == TM_OK) {
        v->components = svd->components;
        v->vector = tm__calloc(v->words * v->components, sizeof *v->vector);
        if (!v->vector || !spread(v, svd, number))
            status = tm__fail_memory(err, "making word vectors");
    }
    tm_svd_free(svd);
    return status;
}

tm_status tm_word_vectors_new(tm_word_vectors **out, const tm_sparse *m,
                              const tm_word_vectors_options *options, const tm_run *run,
                              tm_error *err)
{
    tm_word_vectors_options o = TM_WORD_VECTORS_INIT;
    uint32_t *number = NULL;
    tm_word_vectors *v;
    tm_status status;

    *out = NULL;
    if (options)
        memcpy(&o, options, options->size < sizeof o ? options->size : sizeof o);
    status = tm_sparse_check(m, err);
    if (status != TM_OK)
        return status;
    v = tm__calloc(1, sizeof *v);
    number = tm__alloc_array(m->cols, sizeof *number);
    if (v && number) {
        v->words = m->cols;
        status = make(v, m, &o, number, run, err);
    } else {
        status = tm__fail_memory(err, "making word vectors");
    }
    tm__free(number);
    if (status != TM_OK) {
        tm_word_vectors_free(v);
        return status;
    }
    *out = v;
    return TM_OK;
}

void tm_word_vectors_free(tm_word_vectors *vectors)
{
    if (!vectors)
        return;
    tm__free(vectors->vector);
    tm__free(vectors);
}
