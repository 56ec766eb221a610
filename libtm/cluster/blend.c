#include "cluster/blend.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "linalg/dense_row.h"
#include "linalg/dot.h"
#include "vector/frequent_columns.h"

#include <tm/vector.h>

#include <math.h>
#include <string.h>

enum {
    MOST_WORDS = 6000, /* that get a vector */
    WORDS_A_ROW = 6,   /* no more than so many times the rows: words of long pages all meet */
    ITERATIONS = 3,    /* of the SVD */
    ROWS_PER_BLOCK = 256
};

double tm__blend_cosine(const struct tm__blend *blend, size_t i, size_t j)
{
    const double terms = tm__sparse_dot(blend->terms, i, blend->terms, j);

    if (!blend->dense)
        return terms;
    return terms + tm__dense_dot(blend->dense + i * blend->width, blend->dense + j * blend->width,
                                 blend->width);
}

static tm_status copy_terms(struct tm__blend *blend, const tm_sparse *m, tm_error *err)
{
    const uint64_t entries = m->row_start[m->rows];
    const tm_status status = tm_sparse_new(&blend->own_terms, m->rows, m->cols, entries, err);

    if (status != TM_OK)
        return status;
    memcpy(blend->own_terms->row_start, m->row_start, (m->rows + 1) * sizeof *m->row_start);
    if (entries) {
        memcpy(blend->own_terms->column, m->column, entries * sizeof *m->column);
        memcpy(blend->own_terms->value, m->value, entries * sizeof *m->value);
    }
    blend->terms = blend->own_terms;
    return TM_OK;
}

/* The words of two rows or more: others tell nothing of what words have in common. */
static tm_status count_words(size_t *words, const tm_sparse *m, tm_error *err)
{
    uint8_t *rows = tm__calloc(m->cols, sizeof *rows);

    *words = 0;
    if (!rows)
        return tm__fail_memory(err, "counting words");
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        if (rows[m->column[e]] < 2)
            *words += ++rows[m->column[e]] == 2;
    tm__free(rows);
    return TM_OK;
}

struct scaling {
    struct tm__blend *blend;
    float to_dense, to_terms;
};

static tm_status scale_block(void *ctx, size_t block, unsigned worker)
{
    const struct scaling *s = ctx;
    tm_sparse *terms = s->blend->own_terms;
    const size_t width = s->blend->width, end = (block + 1) * ROWS_PER_BLOCK;

    (void)worker;
    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < terms->rows; i++) {
        float *x = s->blend->own_dense + i * width;
        bool zero = true;
        for (size_t j = 0; j < width; j++) {
            zero = zero && x[j] == 0;
            x[j] *= s->to_dense;
        }
        for (uint64_t e = terms->row_start[i]; !zero && e < terms->row_start[i + 1]; e++)
            terms->value[e] *= s->to_terms;
    }
    return TM_OK;
}

/* Give the dense part of a row `share` of its square length; a row without one keeps its terms. */
static tm_status scale_rows(struct tm__blend *blend, double share, const tm_run *run, tm_error *err)
{
    struct scaling s = {blend, (float)sqrt(share), (float)sqrt(1 - share)};

    return tm__parallel_for((blend->terms->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK, scale_block,
                            &s, "vectors", run, err);
}

/* How many of the words that are in two rows or more get a vector. */
static size_t most_words(size_t words, size_t rows)
{
    const size_t most = rows < MOST_WORDS / WORDS_A_ROW ? rows * WORDS_A_ROW : MOST_WORDS;

    return words < most ? words : most;
}

static tm_status learn_words(struct tm__blend *blend, const tm_sparse *m, const tm_run *run,
                             tm_error *err)
{
    tm_word_vectors_options o = TM_WORD_VECTORS_INIT;
    tm_status status;

    o.words = m->cols;
    o.iterations = ITERATIONS;
    status = tm_word_vectors_new(&blend->words, m, &o, run, err);
    if (status != TM_OK || !blend->words->components)
        return status;
    blend->width = blend->words->components;
    blend->own_dense = tm__alloc_array(m->rows, blend->width * sizeof *blend->own_dense);
    blend->dense = blend->own_dense;
    if (!blend->own_dense)
        return tm__fail_memory(err, "making document vectors");
    return TM_OK;
}

/*
 * Vectors of rows from those of words, which are learnt where they are not known. Words without
 * one are taken out first: their vectors are 0, but would come from memory.
 */
static tm_status add_vectors(struct tm__blend *blend, const tm_sparse *m, size_t most,
                             const tm_run *run, tm_error *err)
{
    uint32_t *const number = tm__alloc_array(m->cols, sizeof *number);
    tm_sparse *frequent = NULL;
    tm_status status = number ? tm__frequent_columns(&frequent, number, m, most, err)
                              : tm__fail_memory(err, "choosing words");

    if (status == TM_OK && !blend->words)
        status = learn_words(blend, frequent, run, err);
    if (status == TM_OK && blend->dense)
        status = tm_document_vectors(blend->own_dense, blend->words, frequent, true, run, err);
    tm_sparse_free(frequent);
    tm__free(number);
    return status;
}

tm_status tm__blend_new(struct tm__blend *blend, const tm_sparse *m, double share,
                        const tm_run *run, tm_error *err)
{
    size_t words = 0;
    tm_status status;

    memset(blend, 0, sizeof *blend);
    status = copy_terms(blend, m, err);
    if (status == TM_OK)
        status = count_words(&words, m, err);
    if (status == TM_OK && words && share > 0)
        status = add_vectors(blend, m, most_words(words, m->rows), run, err);
    if (status == TM_OK && blend->dense) {
        blend->share = share;
        status = scale_rows(blend, share, run, err);
    }
    if (status != TM_OK)
        tm__blend_release(blend);
    return status;
}

tm_status tm__blend_again(struct tm__blend *blend, const tm_sparse *m, const tm_run *run,
                          tm_error *err)
{
    const uint64_t entries = m->row_start[m->rows];
    tm_status status = TM_OK;

    if (entries)
        memcpy(blend->own_terms->value, m->value, entries * sizeof *m->value);
    if (blend->dense)
        status = add_vectors(blend, m, blend->words->words, run, err);
    if (status == TM_OK && blend->dense)
        status = scale_rows(blend, blend->share, run, err);
    return status;
}

void tm__blend_release(struct tm__blend *blend)
{
    tm_sparse_free(blend->own_terms);
    tm__free(blend->own_dense);
    tm_word_vectors_free(blend->words);
    memset(blend, 0, sizeof *blend);
}
