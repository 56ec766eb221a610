#include "cluster/naive_bayes.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum { LANES = 8 };
static const double most_count = 10;

static size_t padded(size_t k)
{
    return (k + LANES - 1) / LANES * LANES;
}

tm_status tm__bayes_new(struct tm__bayes *b, size_t cols, size_t most, tm_error *err)
{
    memset(b, 0, sizeof *b);
    b->cols = cols;
    b->most = padded(most);
    b->count = tm__alloc_array(cols, b->most * sizeof *b->count);
    b->table = tm__alloc_array(cols, b->most * sizeof *b->table);
    b->words = tm__alloc_array(b->most, sizeof *b->words);
    b->total = tm__alloc_array(b->most, sizeof *b->total);
    b->prior = tm__alloc_array(b->most, sizeof *b->prior);
    b->score = tm__alloc_array(b->most, sizeof *b->score);
    b->size = tm__alloc_array(b->most, sizeof *b->size);
    b->next_size = tm__alloc_array(b->most, sizeof *b->next_size);
    if (b->count && b->table && b->words && b->total && b->prior && b->score && b->size &&
        b->next_size)
        return TM_OK;
    tm__bayes_release(b);
    return tm__fail_memory(err, "running naive Bayes");
}

void tm__bayes_release(struct tm__bayes *b)
{
    tm__free(b->count);
    tm__free(b->table);
    tm__free(b->words);
    tm__free(b->total);
    tm__free(b->prior);
    tm__free(b->score);
    tm__free(b->size);
    tm__free(b->next_size);
    memset(b, 0, sizeof *b);
}

tm_status tm__bayes_counts(tm_sparse **out, const tm_sparse *m, tm_error *err)
{
    const uint64_t entries = m->row_start[m->rows];
    double *idf = tm__calloc(m->cols, sizeof *idf);
    tm_status status;

    *out = NULL;
    if (!idf)
        return tm__fail_memory(err, "running naive Bayes");
    status = tm_sparse_new(out, m->rows, m->cols, entries, err);
    for (uint64_t e = 0; status == TM_OK && e < entries; e++)
        idf[m->column[e]]++;
    for (size_t t = 0; status == TM_OK && t < m->cols; t++)
        idf[t] = log((1 + (double)m->rows) / (1 + idf[t])) + 1;
    for (size_t i = 0; status == TM_OK && i < m->rows; i++) {
        double least = INFINITY;
        (*out)->row_start[i + 1] = m->row_start[i + 1];
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const double x = m->value[e] / idf[m->column[e]];
            least = x > 0 && x < least ? x : least;
        }
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const double x = m->value[e] / idf[m->column[e]] / least;
            (*out)->column[e] = m->column[e];
            (*out)->value[e] = (float)(x < most_count ? x : most_count);
        }
    }
    tm__free(idf);
    return status;
}

/*
 * table[word][class] = ln((count + before) / before), which is 0 for most cells; prior[class] is
 * what a row without words scores, and total[class] what every unit of a word costs.
 */
static void learn(struct tm__bayes *b, const uint32_t *label, const tm_sparse *m, size_t k,
                  double before)
{
    const size_t stride = padded(k);

    memset(b->count, 0, b->cols * stride * sizeof *b->count);
    memset(b->words, 0, k * sizeof *b->words);
    memset(b->size, 0, k * sizeof *b->size);
    for (size_t i = 0; i < m->rows; i++) {
        if (label[i] == TM__BAYES_NONE)
            continue;
        b->size[label[i]]++;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const double count = m->value[e];
            b->count[m->column[e] * stride + label[i]] += (float)count;
            b->words[label[i]] += count;
        }
    }
    for (size_t c = 0; c < b->cols * stride; c++)
        b->table[c] = b->count[c] > 0 ? logf(1 + b->count[c] / (float)before) : 0;
    for (size_t j = 0; j < k; j++) {
        b->total[j] = log(b->words[j] / before + (double)b->cols);
        b->prior[j] = log((double)b->size[j]);
    }
}

static TM__CLONES void add(float *restrict score, const float *restrict row, float x, size_t stride)
{
    for (size_t j = 0; j < stride; j++)
        score[j] += x * row[j];
}

/* What the other rows of its class say of a row; there are some. words: the sum of its counts. */
static double score_left_out(const struct tm__bayes *b, const tm_sparse *m, size_t row, size_t k,
                             uint32_t own, double words, double before)
{
    const size_t stride = padded(k);
    const double others = b->words[own] > words ? b->words[own] - words : 0;
    double score = log(b->size[own] - 1.0) - words * log(others / before + (double)b->cols);

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        const float x = m->value[e], count = b->count[m->column[e] * stride + own] - x;
        if (count > 0)
            score += x * logf(1 + count / (float)before);
    }
    return score;
}

/* Returns the score of the class at *at. */
static double likeliest(uint32_t *at, struct tm__bayes *b, const tm_sparse *m, size_t row, size_t k,
                        uint32_t own, const struct tm__bayes_rule *rule)
{
    const bool leave_out = rule->leave_out && own != TM__BAYES_NONE && b->size[own] > 1;
    const size_t stride = padded(k);
    double words = 0, best = -INFINITY;

    *at = 0;
    memset(b->score, 0, stride * sizeof *b->score);
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        const float x = m->value[e];
        add(b->score, b->table + m->column[e] * stride, x, stride);
        words += x;
    }
    for (size_t j = 0; j < k; j++) {
        const double score = leave_out && j == own
                                 ? score_left_out(b, m, row, k, own, words, rule->before)
                                 : b->score[j] + b->prior[j] - words * b->total[j];
        if (score > best) {
            best = score;
            *at = (uint32_t)j;
        }
    }
    return best;
}

double tm__bayes_classify(uint32_t *next, struct tm__bayes *b, const uint32_t *label,
                          const tm_sparse *m, size_t k, const struct tm__bayes_rule *rule)
{
    double sum = 0;

    learn(b, label, m, k, rule->before);
    for (size_t i = 0; i < m->rows; i++)
        sum += likeliest(&next[i], b, m, i, k, label[i], rule);
    return sum;
}

/* Whether some class of label[rows] has no row in next[rows]. The sizes of the former are known. */
static bool empties_a_class(struct tm__bayes *b, const uint32_t *next, size_t rows, size_t k)
{
    bool emptied = false;

    memset(b->next_size, 0, k * sizeof *b->next_size);
    for (size_t i = 0; i < rows; i++)
        b->next_size[next[i]]++;
    for (size_t j = 0; j < k; j++)
        emptied = emptied || (b->size[j] && !b->next_size[j]);
    return emptied;
}

void tm__bayes_relabel(uint32_t *label, struct tm__bayes *b, const tm_sparse *m, size_t k,
                       const struct tm__bayes_rule *rule, uint32_t *next)
{
    for (unsigned p = 0; p < rule->passes; p++) {
        tm__bayes_classify(next, b, label, m, k, rule);
        if (memcmp(next, label, m->rows * sizeof *label) == 0 ||
            empties_a_class(b, next, m->rows, k))
            return;
        memcpy(label, next, m->rows * sizeof *label);
    }
}
