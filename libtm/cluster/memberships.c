#include "cluster/memberships.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

size_t tm__largest_share(const float *share, size_t k)
{
    size_t best = 0;

    for (size_t j = 1; j < k; j++)
        if (share[j] > share[best])
            best = j;
    return best;
}

void tm_memberships_free(tm_memberships *memberships)
{
    if (!memberships)
        return;
    tm__free(memberships->share);
    tm__free(memberships);
}

static bool is_zero(const tm_sparse *m, size_t row)
{
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        if (m->value[e] != 0)
            return false;
    return true;
}

/* number[k]: the cluster of each share, UINT32_MAX if it is nobody's largest. */
static void find_numbers(uint32_t *number, const tm_clustering *clusters, const tm_sparse *m,
                         const float *share, size_t k)
{
    memset(number, 0xff, k * sizeof *number);
    for (size_t i = 0; i < m->rows; i++)
        if (!is_zero(m, i))
            number[tm__largest_share(share + k * i, k)] = clusters->cluster[i];
}

/* to[clusters] from the k shares of a row. */
static void put_row(float *to, const float *share, const uint32_t *number, size_t k)
{
    double sum = 0;

    for (size_t j = 0; j < k; j++)
        if (number[j] != UINT32_MAX)
            sum += share[j];
    for (size_t j = 0; j < k; j++)
        if (number[j] != UINT32_MAX && sum > 0)
            to[number[j]] = (float)(share[j] / sum);
    if (!(sum > 0)) /* nothing is known: where its label is */
        to[number[tm__largest_share(share, k)]] = 1;
}

tm_status tm__memberships_new(tm_memberships **out, const tm_clustering *clusters,
                              const tm_sparse *m, const float *share, size_t k, tm_error *err)
{
    uint32_t *number = tm__alloc_array(k, sizeof *number);
    tm_memberships *new = tm__calloc(1, sizeof *new);

    *out = NULL;
    if (new)
        new->share = tm__calloc(m->rows, clusters->clusters * sizeof *new->share);
    if (!number || !new || !new->share) {
        tm__free(number);
        tm_memberships_free(new);
        return tm__fail_memory(err, "sharing rows");
    }
    new->rows = m->rows;
    new->clusters = clusters->clusters;
    find_numbers(number, clusters, m, share, k);
    for (size_t i = 0; i < m->rows; i++) {
        float *const to = new->share + i *new->clusters;
        if (is_zero(m, i))
            to[clusters->cluster[i]] = 1;
        else
            put_row(to, share + k * i, number, k);
    }
    tm__free(number);
    *out = new;
    return TM_OK;
}
