#include "cluster/topic_share.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/agreement.h"

#include <math.h>

enum { SAMPLE = 5000 }; /* rows that are looked at; members have them in no order (filled.h) */

/* Pairs of words that meet from which on less is granted, and so many that nothing is. */
static const double few = 3e6, many = 1e8;
static const double slope = 8; /* of the share, by how much worse than the others they agree */

static double between(double low, double x, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* Mean NMI of all pairs among some members. */
static double mean_agreement(const struct tm__members *members, const uint32_t *which, size_t count,
                             double *table)
{
    const size_t rows = members->rows < SAMPLE ? members->rows : SAMPLE;
    const uint32_t *const label = members->label, *const k = members->clusters;
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++) {
            const size_t a = which[i], b = which[j];

            sum += tm__agreement(label + a * members->rows, k[a], label + b * members->rows, k[b],
                                 rows, table)
                       .nmi;
        }
    return sum / (double)(count * (count - 1) / 2);
}

static double meetings(const tm_sparse *rows)
{
    double sum = 0;

    for (size_t i = 0; i < rows->rows; i++) {
        const double words = (double)(rows->row_start[i + 1] - rows->row_start[i]);

        sum += words * words;
    }
    return sum;
}

static size_t table_size(const struct tm__members *members)
{
    size_t most = 0;

    for (size_t i = 0; i < members->count; i++)
        most = members->clusters[i] > most ? members->clusters[i] : most;
    return most * (most + 2);
}

tm_status tm__background_share(double *share, const struct tm__members *members,
                               const uint32_t *which, size_t trial, const tm_sparse *counts,
                               tm_error *err)
{
    const double need = between(0, log(many / (1 + meetings(counts))) / log(many / few), 1);
    double own, other, *table;

    *share = need / 2;
    if (trial < 2)
        return TM_OK;
    table = tm__alloc_array(table_size(members), sizeof *table);
    if (!table)
        return tm__fail_memory(err, "finding topics");
    own = mean_agreement(members, which, trial, table);
    other = mean_agreement(members, which + trial, trial, table);
    tm__free(table);
    if (own > 0)
        *share = need * between(0, 1 + slope * (other / own - 1), 1);
    return TM_OK;
}
