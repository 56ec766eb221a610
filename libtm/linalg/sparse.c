#include "base/memory.h"
#include "base/status.h"
#include "linalg/dot.h"

#include <tm/linalg.h>

#include <math.h>
#include <string.h>

tm_status tm_sparse_new(tm_sparse **out, size_t rows, size_t cols, uint64_t entries, tm_error *err)
{
    tm_sparse *m;

    *out = NULL;
    if (rows > UINT32_MAX || cols > UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu x %zu is more than 32-bit ids can name", rows,
                        cols);
    m = tm__calloc(1, sizeof *m);
    if (!m)
        return tm__fail_memory(err, "making a sparse matrix");
    m->rows = rows;
    m->cols = cols;
    m->row_start = tm__calloc(rows + 1, sizeof *m->row_start);
    m->column = tm__alloc_array(entries, sizeof *m->column);
    m->value = tm__alloc_array(entries, sizeof *m->value);
    if (!m->row_start || !m->column || !m->value) {
        tm_sparse_free(m);
        return tm__fail_memory(err, "making a sparse matrix");
    }
    tm__huge_pages(m->column, entries * sizeof *m->column);
    tm__huge_pages(m->value, entries * sizeof *m->value);
    *out = m;
    return TM_OK;
}

void tm_sparse_free(tm_sparse *m)
{
    if (!m)
        return;
    tm__free(m->row_start);
    tm__free(m->column);
    tm__free(m->value);
    tm__free(m);
}

static tm_status check_row(const tm_sparse *m, size_t i, tm_error *err)
{
    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        if (m->column[e] >= m->cols)
            return tm__fail(err, TM_EINVAL, "row %zu: column %u is not below %zu", i, m->column[e],
                            m->cols);
        if (e > m->row_start[i] && m->column[e] <= m->column[e - 1])
            return tm__fail(err, TM_EINVAL, "row %zu: column %u does not rise", i, m->column[e]);
        if (!isfinite(m->value[e]))
            return tm__fail(err, TM_EINVAL, "row %zu: the value at column %u is not finite", i,
                            m->column[e]);
    }
    return TM_OK;
}

tm_status tm_sparse_check(const tm_sparse *m, tm_error *err)
{
    if (!m || !m->row_start)
        return tm__fail(err, TM_EINVAL, "no matrix");
    if (m->row_start[0] != 0)
        return tm__fail(err, TM_EINVAL, "row 0 starts at %llu, not 0",
                        (unsigned long long)m->row_start[0]);
    for (size_t i = 0; i < m->rows; i++)
        if (m->row_start[i + 1] < m->row_start[i])
            return tm__fail(err, TM_EINVAL, "row %zu ends before it starts", i);
    for (size_t i = 0; i < m->rows; i++) {
        const tm_status status = check_row(m, i, err);
        if (status != TM_OK)
            return status;
    }
    return TM_OK;
}

double tm__sparse_norm(const tm_sparse *m, size_t row)
{
    double sum = 0;

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        sum += (double)m->value[e] * m->value[e];
    return sqrt(sum);
}

double tm__sparse_dot(const tm_sparse *a, size_t i, const tm_sparse *b, size_t j)
{
    uint64_t x = a->row_start[i], y = b->row_start[j];
    const uint64_t x_end = a->row_start[i + 1], y_end = b->row_start[j + 1];
    double sum = 0;

    while (x < x_end && y < y_end) {
        if (a->column[x] == b->column[y])
            sum += (double)a->value[x++] * b->value[y++];
        else if (a->column[x] < b->column[y])
            x++;
        else
            y++;
    }
    return sum;
}

void tm_sparse_normalize(tm_sparse *m)
{
    for (size_t i = 0; i < m->rows; i++) {
        const double norm = tm__sparse_norm(m, i);
        if (norm > 0)
            for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
                m->value[e] = (float)(m->value[e] / norm);
    }
}

tm_status tm_sparse_transpose(tm_sparse **out, const tm_sparse *m, tm_error *err)
{
    const uint64_t entries = m->row_start[m->rows];
    tm_sparse *t;
    const tm_status status = tm_sparse_new(out, m->cols, m->rows, entries, err);

    if (status != TM_OK)
        return status;
    t = *out;
    for (uint64_t e = 0; e < entries; e++)
        t->row_start[m->column[e] + 1]++;
    for (size_t i = 0; i < t->rows; i++)
        t->row_start[i + 1] += t->row_start[i];
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const uint64_t place = t->row_start[m->column[e]]++;
            t->column[place] = (uint32_t)i;
            t->value[place] = m->value[e];
        }
    /* Placing moved every start to where its row ends, which is where the next one starts. */
    memmove(t->row_start + 1, t->row_start, t->rows * sizeof *t->row_start);
    t->row_start[0] = 0;
    return TM_OK;
}

tm_status tm_sparse_select(tm_sparse **out, const tm_sparse *m, const uint32_t *row, size_t count,
                           tm_error *err)
{
    uint64_t entries = 0, at = 0;
    tm_status status;

    *out = NULL;
    for (size_t i = 0; i < count; i++) {
        if (row[i] >= m->rows)
            return tm__fail(err, TM_EINVAL, "row %u is not below %zu", row[i], m->rows);
        entries += m->row_start[row[i] + 1] - m->row_start[row[i]];
    }
    status = tm_sparse_new(out, count, m->cols, entries, err);
    if (status != TM_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        const uint64_t from = m->row_start[row[i]], n = m->row_start[row[i] + 1] - from;
        if (n) {
            memcpy((*out)->column + at, m->column + from, n * sizeof *m->column);
            memcpy((*out)->value + at, m->value + from, n * sizeof *m->value);
        }
        at += n;
        (*out)->row_start[i + 1] = at;
    }
    return TM_OK;
}
