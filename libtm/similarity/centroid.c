#include "base/memory.h"
#include "base/status.h"
#include "linalg/dot.h"

#include <tm/similarity.h>

static size_t row_at(const uint32_t *row, size_t i)
{
    return row ? row[i] : i;
}

/* The sum of the directions of the rows, which is all that their mean cosines depend on. */
static tm_status add_directions(double *sum, const tm_sparse *m, const uint32_t *row, size_t count,
                                tm_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const size_t r = row_at(row, i);
        double norm;

        if (r >= m->rows)
            return tm__fail(err, TM_EINVAL, "row %zu is not below %zu", r, m->rows);
        norm = tm__sparse_norm(m, r);
        if (norm > 0)
            for (uint64_t e = m->row_start[r]; e < m->row_start[r + 1]; e++)
                sum[m->column[e]] += m->value[e] / norm;
    }
    return TM_OK;
}

tm_status tm_centroid(float *out, const tm_sparse *m, const uint32_t *row, size_t count,
                      tm_error *err)
{
    double *sum = tm__calloc(m->cols, sizeof *sum);
    const size_t rows = row ? count : m->rows;
    tm_status status = sum ? TM_OK : tm__fail_memory(err, "finding a centroid");

    if (status == TM_OK)
        status = add_directions(sum, m, row, rows, err);
    for (size_t c = 0; status == TM_OK && c < m->cols; c++)
        out[c] = (float)(rows > 0 ? sum[c] / (double)rows : 0);
    tm__free(sum);
    return status;
}

/* The sum of the cosines of row r with all rows. */
static double closeness(const double *sum, const tm_sparse *m, size_t r)
{
    const double norm = tm__sparse_norm(m, r);
    double total = 0;

    for (uint64_t e = m->row_start[r]; e < m->row_start[r + 1]; e++)
        total += m->value[e] * sum[m->column[e]];
    return norm > 0 ? total / norm : 0;
}

tm_status tm_medoid(uint32_t *out, const tm_sparse *m, const uint32_t *row, size_t count,
                    tm_error *err)
{
    const size_t rows = row ? count : m->rows;
    tm_status status;
    double *sum, best = 0;

    if (rows == 0)
        return tm__fail(err, TM_EINVAL, "no rows have no medoid");
    sum = tm__calloc(m->cols, sizeof *sum);
    status = sum ? TM_OK : tm__fail_memory(err, "finding a medoid");
    if (status == TM_OK)
        status = add_directions(sum, m, row, rows, err);
    for (size_t i = 0; status == TM_OK && i < rows; i++) {
        const double total = closeness(sum, m, row_at(row, i));

        /* Rows that are equal differ in the last bits of nothing, so they tie. */
        if (i == 0 || total > best) {
            best = total;
            *out = (uint32_t)row_at(row, i);
        }
    }
    tm__free(sum);
    return status;
}
