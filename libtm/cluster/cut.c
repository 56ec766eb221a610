/*
 * Most news is small stories and loners, and a mean cosine of `careful` tells them apart from short
 * titles to whole articles. Where stories have dozens of rows their wordings drift apart, and rows
 * that share nothing with each other hang together through others: then a careful cut leaves many
 * clusters of ten or more rows, pieces of stories, and the cut goes down, by degrees, to
 * TM__LOWEST_CUT. Long texts share words without sharing a story; the cut stays above a multiple of
 * what rows of different clusters share on average.
 */
#include "cluster/cut.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/centroids.h"

#include <math.h>
#include <string.h>

enum { LARGE = 10 };
static const double careful = 0.15;
/* Shares of rows in large clusters: up to here the data are sparse, from there on dense. */
static const double sparse = 0.3, dense = 0.7;
static const double above_background = 2.5;

size_t tm__cut_at(const struct tm__merges *merges, double threshold)
{
    size_t count = 0;

    while (count < merges->count && merges->merge[count].height >= threshold)
        count++;
    return count;
}

tm_status tm__cut_label(uint32_t *label, const struct tm__merges *merges, size_t count,
                        const struct tm__distinct *distinct, tm_error *err)
{
    uint32_t *kind_label = tm__alloc_array(distinct->count, sizeof *kind_label);
    tm_status status;

    if (!kind_label)
        return tm__fail_memory(err, "cutting the tree");
    status = tm__merges_label(kind_label, merges, count, err);
    for (size_t i = 0; status == TM_OK && i < distinct->rows; i++)
        label[i] = kind_label[distinct->kind[i]];
    tm__free(kind_label);
    return status;
}

/* Labels as small numbers; their count. number_of has room for every label, all UINT32_MAX. */
static size_t compact(uint32_t *label, size_t rows, uint32_t *number_of)
{
    size_t count = 0;

    for (size_t i = 0; i < rows; i++) {
        uint32_t *number = &number_of[label[i]];
        if (*number == UINT32_MAX)
            *number = (uint32_t)count++;
        label[i] = *number;
    }
    return count;
}

struct partition_facts {
    double large;      /* share of rows in clusters of LARGE or more */
    double background; /* mean cosine of two rows of different clusters */
};

static struct partition_facts facts(const struct tm__centroids *c, double all_square)
{
    struct partition_facts f = {0, 0};
    double inside = 0, pairs_inside = 0;
    const double rows = (double)c->rows, pairs = rows * rows;

    for (size_t j = 0; j < c->clusters; j++) {
        const double size = (double)(c->first[j + 1] - c->first[j]);
        f.large += size >= LARGE ? size : 0;
        inside += c->norm[j] * c->norm[j];
        pairs_inside += size * size;
    }
    f.large /= rows;
    if (pairs > pairs_inside)
        f.background = (all_square - inside) / (pairs - pairs_inside);
    return f;
}

static double threshold_for(struct partition_facts f)
{
    double density = (f.large - sparse) / (dense - sparse), threshold;

    density = density < 0 ? 0 : density > 1 ? 1 : density;
    threshold = careful * pow(TM__LOWEST_CUT / careful, density);
    if (threshold < above_background * f.background)
        threshold = above_background * f.background;
    return threshold < careful ? threshold : careful;
}

tm_status tm__cut_choose(double *threshold, const struct tm__merges *merges,
                         const struct tm__distinct *distinct, const tm_sparse *m, const tm_run *run,
                         tm_error *err)
{
    uint32_t *label = tm__alloc_array(m->rows, sizeof *label);
    uint32_t *number_of = tm__alloc_array(distinct->count, 2 * sizeof *number_of);
    struct tm__centroids c = {0};
    double all_square = 0;
    tm_status status;

    if (!label || !number_of)
        status = tm__fail_memory(err, "cutting the tree");
    else
        status = tm__cut_label(label, merges, tm__cut_at(merges, careful), distinct, err);
    if (status == TM_OK) {
        memset(number_of, 0xff, 2 * distinct->count * sizeof *number_of);
        status = tm__centroids_new(&c, m, compact(label, m->rows, number_of), run, err);
    }
    if (status == TM_OK)
        status = tm__centroids_update(&c, m, label, run, err);
    if (status == TM_OK) {
        all_square = tm__centroids_square(&c);
        *threshold = threshold_for(facts(&c, all_square));
    }
    tm__centroids_release(&c);
    tm__free(label);
    tm__free(number_of);
    return status;
}
