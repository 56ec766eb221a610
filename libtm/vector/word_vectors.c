#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/ppmi.h"

#include <tm/vector.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COMPONENTS = 200, WORDS = 6000, ITERATIONS = 4 };

struct word {
    uint64_t df;
    uint32_t id;
};

static int by_frequency(const void *a, const void *b)
{
    const struct word *x = a, *y = b;

    if (x->df != y->df)
        return x->df > y->df ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* number[column]: place among the words that are used, or UINT32_MAX. The most frequent are. */
static tm_status choose_words(uint32_t *number, size_t *used, const tm_sparse *m, size_t most,
                              tm_error *err)
{
    struct word *word = tm__alloc_array(m->cols, sizeof *word);

    if (!word)
        return tm__fail_memory(err, "choosing words");
    for (size_t w = 0; w < m->cols; w++) {
        word[w].df = 0;
        word[w].id = (uint32_t)w;
        number[w] = UINT32_MAX;
    }
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        word[m->column[e]].df++;
    if (m->cols)
        qsort(word, m->cols, sizeof *word, by_frequency);
    *used = m->cols < most ? m->cols : most;
    for (size_t i = 0; i < *used; i++)
        number[word[i].id] = 0;
    *used = 0;
    for (size_t w = 0; w < m->cols; w++) /* numbered in the order of the columns */
        if (number[w] != UINT32_MAX)
            number[w] = (uint32_t)(*used)++;
    tm__free(word);
    return TM_OK;
}

/* The documents over the chosen words only. */
static tm_status restrict_columns(tm_sparse **out, const tm_sparse *m, const uint32_t *number,
                                  size_t used, tm_error *err)
{
    uint64_t entries = 0, at = 0;
    tm_status status;

    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        entries += number[m->column[e]] != UINT32_MAX;
    status = tm_sparse_new(out, m->rows, used, entries, err);
    for (size_t d = 0; status == TM_OK && d < m->rows; d++) {
        for (uint64_t e = m->row_start[d]; e < m->row_start[d + 1]; e++)
            if (number[m->column[e]] != UINT32_MAX) {
                (*out)->column[at] = number[m->column[e]];
                (*out)->value[at++] = m->value[e];
            }
        (*out)->row_start[d + 1] = at;
    }
    return status;
}

/* Vectors of the words: left vectors times the roots of the singular values (Levy et al. 2015). */
static void spread(tm_word_vectors *v, const tm_svd *svd, const uint32_t *number)
{
    memset(v->vector, 0, v->words * v->components * sizeof *v->vector);
    for (size_t w = 0; w < v->words; w++)
        if (number[w] != UINT32_MAX)
            for (size_t j = 0; j < v->components; j++)
                v->vector[w * v->components + j] =
                    (float)(svd->left[number[w] * v->components + j] * sqrt(svd->sigma[j]));
}

static tm_status make(tm_word_vectors *v, const tm_sparse *m, const tm_word_vectors_options *o,
                      uint32_t *number, const tm_run *run, tm_error *err)
{
    const size_t most = o->words ? o->words : WORDS;
    tm_svd_options how = TM_SVD_INIT;
    tm_sparse *documents = NULL, *index = NULL, *ppmi = NULL;
    tm_svd *svd = NULL;
    size_t used = 0;
    tm_status status = choose_words(number, &used, m, most, err);

    how.components = o->components ? o->components : COMPONENTS;
    how.iterations = o->iterations ? o->iterations : ITERATIONS;
    if (status == TM_OK)
        status = restrict_columns(&documents, m, number, used, err);
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
        v->vector = tm__alloc_array(v->words * v->components, sizeof *v->vector);
        if (v->vector)
            spread(v, svd, number);
        else
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
