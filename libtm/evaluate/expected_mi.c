#include "evaluate/expected_mi.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Clusters of one size give the same terms, so sums run over distinct sizes and how often each
 * occurs. */
struct size_count {
    uint32_t size, count;
};

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static struct size_count *distinct_sizes(const uint32_t *size, size_t clusters, size_t *distinct)
{
    uint32_t *sorted = tm__alloc_array(clusters, sizeof *sorted);
    struct size_count *out = tm__alloc_array(clusters, sizeof *out);

    *distinct = 0;
    if (!sorted || !out) {
        tm__free(sorted);
        tm__free(out);
        return NULL;
    }
    if (clusters) {
        memcpy(sorted, size, clusters * sizeof *size);
        qsort(sorted, clusters, sizeof *sorted, by_number);
    }
    for (size_t i = 0; i < clusters; i++)
        if (*distinct && out[*distinct - 1].size == sorted[i]) {
            out[*distinct - 1].count++;
        } else {
            out[*distinct].size = sorted[i];
            out[(*distinct)++].count = 1;
        }
    tm__free(sorted);
    return out;
}

/* The expected share of one pair of clusters of sizes a and b; log_factorial is [rows + 1]. */
static double pair_term(size_t rows, uint32_t a, uint32_t b, const double *log_factorial)
{
    const uint64_t least = (uint64_t)a + b > rows ? (uint64_t)a + b - rows : 1;
    const uint32_t most = a < b ? a : b;
    const double n = (double)rows, fixed = log_factorial[a] + log_factorial[b] +
                                           log_factorial[rows - a] + log_factorial[rows - b] -
                                           log_factorial[rows];
    double sum = 0;

    for (uint64_t both = least; both <= most; both++) {
        const double information =
            (double)both / n * (log(n) + log((double)both) - log(a) - log(b));
        const double probability =
            exp(fixed - log_factorial[both] - log_factorial[a - both] - log_factorial[b - both] -
                log_factorial[rows + both - a - b]);
        sum += information * probability;
    }
    return sum;
}

tm_status tm__expected_mi(double *out, const struct tm__contingency *table, tm_error *err)
{
    size_t golds = 0, predicteds = 0;
    struct size_count *gold = distinct_sizes(table->gold_size, table->gold, &golds);
    struct size_count *predicted =
        distinct_sizes(table->predicted_size, table->predicted, &predicteds);
    double *log_factorial = tm__alloc_array(table->rows + 1, sizeof *log_factorial);
    const bool ready = gold && predicted && log_factorial;

    *out = 0;
    if (ready) {
        log_factorial[0] = 0;
        for (size_t i = 1; i <= table->rows; i++)
            log_factorial[i] = log_factorial[i - 1] + log((double)i);
        for (size_t i = 0; i < golds; i++)
            for (size_t j = 0; j < predicteds; j++)
                *out += (double)gold[i].count * predicted[j].count *
                        pair_term(table->rows, gold[i].size, predicted[j].size, log_factorial);
    }
    tm__free(gold);
    tm__free(predicted);
    tm__free(log_factorial);
    return ready ? TM_OK : tm__fail_memory(err, "adjusting for chance");
}
