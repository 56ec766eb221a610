#include "base/memory.h"
#include "base/status.h"
#include "linalg/dot.h"

#include <tm/similarity.h>

#include <string.h>

double tm_cosine(const tm_sparse *a, size_t i, const tm_sparse *b, size_t j)
{
    const double length = tm__sparse_norm(a, i) * tm__sparse_norm(b, j);

    return length > 0 ? tm__sparse_dot(a, i, b, j) / length : 0;
}

/* Number the columns that occur, so that the dense block is no wider than it must be. */
static tm_status used_columns(uint32_t **out, size_t *used, const tm_sparse *m, tm_error *err)
{
    const uint64_t entries = m->row_start[m->rows];
    uint32_t *number = tm__alloc_array(m->cols, sizeof *number);

    *out = number;
    *used = 0;
    if (!number)
        return tm__fail_memory(err, "comparing rows");
    memset(number, 0xff, m->cols * sizeof *number);
    for (uint64_t e = 0; e < entries; e++)
        if (number[m->column[e]] == UINT32_MAX)
            number[m->column[e]] = (uint32_t)(*used)++;
    return TM_OK;
}

/* Rows of length 1, dense over the used columns. */
static void spread(float *dense, const tm_sparse *m, const uint32_t *number, size_t used)
{
    for (size_t i = 0; i < m->rows; i++) {
        const double norm = tm__sparse_norm(m, i);
        if (norm > 0)
            for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
                dense[i * used + number[m->column[e]]] = (float)(m->value[e] / norm);
    }
}

tm_status tm_cosine_gram(float *out, const tm_sparse *m, const tm_run *run, tm_error *err)
{
    uint32_t *number = NULL;
    float *dense = NULL;
    size_t used = 0;
    tm_status status = used_columns(&number, &used, m, err);

    if (status == TM_OK && used && m->rows > SIZE_MAX / sizeof *dense / used)
        status =
            tm__fail(err, TM_EOVERFLOW, "%zu x %zu dense values overflow memory", m->rows, used);
    if (status == TM_OK) {
        dense = tm__calloc(m->rows * used, sizeof *dense);
        status = dense ? TM_OK : tm__fail_memory(err, "comparing rows");
    }
    if (status == TM_OK) {
        spread(dense, m, number, used);
        status = tm_gram(out, dense, m->rows, used, run, err);
    }
    if (status == TM_OK)
        /* Rounding leaves 0.9999999 or 1.0000001 on the diagonal. */
        for (size_t i = 0; i < m->rows; i++)
            out[i * m->rows + i] = tm__sparse_norm(m, i) > 0 ? 1.0f : 0.0f;
    tm__free(number);
    tm__free(dense);
    return status;
}
