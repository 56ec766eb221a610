/*
 * EM with words as they are and unlabelled rows only (Nigam, McCallum, Thrun & Mitchell 2000): what
 * the classes say of words comes from the shares of rows, and the shares from the words.
 */
#include "cluster/naive_bayes_em.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum { ROWS_PER_BLOCK = 128, WORDS_PER_BLOCK = 512 };
static const double enough = 1e-6;

struct em {
    const tm_sparse *m;
    tm_sparse *words; /* m transposed */
    size_t k;
    double before;
    float *share;       /* [rows * k] */
    float *table;       /* [cols * k] expected counts, then ln((before + count) / before) */
    double *total;      /* [k] ln of what all words of a class have, over before */
    double *prior;      /* [k] ln of the share of rows */
    double *likelihood; /* [rows] */
};

static tm_status count_block(void *ctx, size_t block, unsigned worker)
{
    struct em *em = ctx;
    const size_t end = (block + 1) * WORDS_PER_BLOCK;

    (void)worker;
    for (size_t t = block * WORDS_PER_BLOCK; t < end && t < em->words->rows; t++) {
        float *const row = em->table + t * em->k;
        memset(row, 0, em->k * sizeof *row);
        for (uint64_t e = em->words->row_start[t]; e < em->words->row_start[t + 1]; e++) {
            const float *const share = em->share + em->words->column[e] * em->k;
            for (size_t j = 0; j < em->k; j++)
                row[j] += em->words->value[e] * share[j];
        }
    }
    return TM_OK;
}

/* The classes from the shares of rows. */
static tm_status maximise(struct em *em, const tm_run *run, tm_error *err)
{
    const size_t k = em->k, cells = em->m->cols * k;
    const tm_status status = tm__parallel_for((em->m->cols + WORDS_PER_BLOCK - 1) / WORDS_PER_BLOCK,
                                              count_block, em, "naive Bayes", run, err);

    if (status != TM_OK)
        return status;
    for (size_t j = 0; j < k; j++) {
        double rows = 0, words = 0;
        for (size_t i = 0; i < em->m->rows; i++)
            rows += em->share[i * k + j];
        for (size_t t = 0; t < em->m->cols; t++)
            words += em->table[t * k + j];
        em->prior[j] = log((1 + rows) / (double)(em->m->rows + k));
        em->total[j] = log(words / em->before + (double)em->m->cols);
    }
    for (size_t c = 0; c < cells; c++)
        em->table[c] = log1pf(em->table[c] / (float)em->before);
    return TM_OK;
}

/* The shares of a row from the classes; score[k] is scratch. */
static double expect_row(const struct em *em, size_t i, float *share)
{
    const size_t k = em->k;
    double words = 0, best = -INFINITY, sum = 0;

    for (size_t j = 0; j < k; j++)
        share[j] = 0;
    for (uint64_t e = em->m->row_start[i]; e < em->m->row_start[i + 1]; e++) {
        const float *const row = em->table + em->m->column[e] * k;
        for (size_t j = 0; j < k; j++)
            share[j] += em->m->value[e] * row[j];
        words += em->m->value[e];
    }
    for (size_t j = 0; j < k; j++) {
        const double score = share[j] + em->prior[j] - words * em->total[j];
        best = score > best ? score : best;
    }
    for (size_t j = 0; j < k; j++) {
        const double score = share[j] + em->prior[j] - words * em->total[j];
        share[j] = (float)exp(score - best);
        sum += share[j];
    }
    for (size_t j = 0; j < k; j++)
        share[j] = (float)(share[j] / sum);
    return best + log(sum);
}

static tm_status expect_block(void *ctx, size_t block, unsigned worker)
{
    struct em *em = ctx;
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    (void)worker;
    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < em->m->rows; i++)
        em->likelihood[i] = expect_row(em, i, em->share + i * em->k);
    return TM_OK;
}

static tm_status run_em(struct em *em, unsigned passes, const tm_run *run, tm_error *err)
{
    double before = -INFINITY;
    tm_status status = TM_OK;

    for (unsigned p = 0; status == TM_OK && p < passes; p++) {
        double now = 0;
        status = maximise(em, run, err);
        if (status == TM_OK)
            status = tm__parallel_for((em->m->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
                                      expect_block, em, "naive Bayes", run, err);
        for (size_t i = 0; status == TM_OK && i < em->m->rows; i++)
            now += em->likelihood[i];
        if (now - before <= enough * fabs(now))
            break;
        before = now;
    }
    return status;
}

tm_status tm__bayes_em(float *share, const tm_sparse *m, size_t k, double before, unsigned passes,
                       const tm_run *run, tm_error *err)
{
    struct em em = {.m = m, .k = k, .before = before, .share = share};
    tm_status status = tm_sparse_transpose(&em.words, m, err);

    em.table = tm__alloc_array(m->cols, k * sizeof *em.table);
    em.total = tm__alloc_array(k, sizeof *em.total);
    em.prior = tm__alloc_array(k, sizeof *em.prior);
    em.likelihood = tm__alloc_array(m->rows, sizeof *em.likelihood);
    if (status == TM_OK && (!em.table || !em.total || !em.prior || !em.likelihood))
        status = tm__fail_memory(err, "running naive Bayes");
    if (status == TM_OK)
        status = run_em(&em, passes, run, err);
    tm_sparse_free(em.words);
    tm__free(em.table);
    tm__free(em.total);
    tm__free(em.prior);
    tm__free(em.likelihood);
    return status;
}
