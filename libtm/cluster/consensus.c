#include "cluster/consensus.h"

#include "base/memory.h"
#include "base/status.h"
#include "linalg/svd_rows.h"

#include <math.h>
#include <string.h>

static const unsigned iterations = 6; /* of the SVD: neighbouring values are close together */

/* Rows x clusters of all members. size: scratch for the largest member. */
static void fill(tm_sparse *b, const struct tm__members *members, const uint32_t *use, size_t count,
                 uint32_t *size)
{
    uint32_t offset = 0;

    for (size_t i = 0; i < b->rows; i++)
        b->row_start[i + 1] = (i + 1) * count;
    for (size_t n = 0; n < count; n++) {
        const size_t member = use ? use[n] : n;
        const uint32_t *label = members->label + member * members->rows;
        const uint32_t k = members->clusters[member];

        memset(size, 0, k * sizeof *size);
        for (size_t i = 0; i < b->rows; i++)
            size[label[i]]++;
        for (size_t i = 0; i < b->rows; i++) {
            b->column[i * count + n] = offset + label[i];
            b->value[i * count + n] = (float)(1 / sqrt((double)size[label[i]] * (double)count));
        }
        offset += k;
    }
}

static tm_status memberships(tm_sparse **out, const struct tm__members *members,
                             const uint32_t *use, size_t count, tm_error *err)
{
    size_t columns = 0, most = 0;
    uint32_t *size;
    tm_status status;

    for (size_t n = 0; n < count; n++) {
        const size_t k = members->clusters[use ? use[n] : n];
        columns += k;
        most = k > most ? k : most;
    }
    status = tm_sparse_new(out, members->rows, columns, members->rows * count, err);
    if (status != TM_OK)
        return status;
    size = tm__alloc_array(most, sizeof *size);
    if (!size)
        return tm__fail_memory(err, "joining partitions");
    fill(*out, members, use, count, size);
    tm__free(size);
    return TM_OK;
}

tm_status tm__consensus_new(struct tm__consensus *c, const struct tm__members *members,
                            const uint32_t *use, size_t count, size_t components, const tm_run *run,
                            tm_error *err)
{
    tm_svd_options o = TM_SVD_INIT;
    tm_sparse *b = NULL;
    tm_svd *svd = NULL;
    tm_status status = memberships(&b, members, use, count, err);

    memset(c, 0, sizeof *c);
    o.components = components;
    o.iterations = iterations;
    if (status == TM_OK)
        status = tm_svd_new(&svd, b, &o, run, err);
    tm_sparse_free(b);
    if (status != TM_OK)
        return status;
    c->rows = members->rows;
    c->components = svd->components;
    c->vector = tm__svd_rows(svd);
    if (!c->vector)
        status = tm__fail_memory(err, "joining partitions");
    tm_svd_free(svd);
    return status;
}

void tm__consensus_release(struct tm__consensus *c)
{
    tm__free(c->vector);
    memset(c, 0, sizeof *c);
}

void tm__consensus_rows(float *out, const struct tm__consensus *c, const uint32_t *row,
                        size_t count, size_t width)
{
    for (size_t i = 0; i < count; i++) {
        const float *x = c->vector + (row ? row[i] : i) * c->components;
        double square = 0;

        for (size_t j = 0; j < width; j++)
            square += (double)x[j] * x[j];
        for (size_t j = 0; j < width; j++)
            out[i * width + j] = square > 0 ? (float)(x[j] / sqrt(square)) : 0;
    }
}
