/*
 * How alike two clusters must be to be one story depends on what stories are like. In a day of
 * small stories and loners little comes together at any height, and a low cut joins strangers.
 * Where stories are large their wordings drift apart, a careful cut leaves pieces of them, and once
 * all rows have found a place there is nothing left to win. So the tree is read from the top: the
 * more rows are in clusters of some size, the lower the next merge may be.
 */
#include "cluster/cut.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

enum { LARGE = 5 }; /* rows of a cluster that is more than chance */
/* Merges at least this high are always made. */
static const double certain = 0.45;
/*
 * The height that is asked for: `careful` with no row in a large cluster, less by slope * large
 * share, but at least `lowest` where texts are short; for heights of terms alone, and for heights
 * that are half of dense vectors.
 */
static const struct line {
    double careful, slope, lowest;
} of_terms = {0.17, 0.14, 0.05}, of_both = {0.38, 0.30, 0.17};
/* Everything has its place. */
static const double settled = 0.97;
/* If this share is in large clusters by certain merges alone, texts are short and alike. */
static const double short_share = 0.65;
/* From this share on the tree counts as dense. */
static const double dense_share = 0.75;

size_t tm__cut_at(const struct tm__merges *merges, double threshold)
{
    size_t count = 0;

    while (count < merges->count && merges->merge[count].height >= threshold)
        count++;
    return count;
}

static double between(double a, double b, double share)
{
    return share < 0.5 ? a + 2 * share * (b - a) : b;
}

static struct line line_for(double share)
{
    return (struct line){between(of_terms.careful, of_both.careful, share),
                         between(of_terms.slope, of_both.slope, share),
                         between(of_terms.lowest, of_both.lowest, share)};
}

/* The lowest height allowed, by the share that certain merges bring together. */
static double lowest_for(struct line line, double large)
{
    const double part = large < short_share ? large / short_share : 1;
    const double height = TM__LOWEST_CUT + part * (line.lowest - TM__LOWEST_CUT);

    return height > TM__LOWEST_CUT ? height : TM__LOWEST_CUT;
}

static double asked(struct line line, double large, double lowest)
{
    const double height = line.careful - line.slope * large;

    return height > lowest ? height : lowest;
}

/* Rows of a cluster, if it is large. */
static double counted(double size)
{
    return size >= LARGE ? size : 0;
}

tm_status tm__cut_choose(struct tm__cut *cut, const struct tm__merges *merges,
                         const uint32_t *copies, double share, tm_error *err)
{
    const struct line line = line_for(share);
    double *size = tm__alloc_array(merges->rows, 2 * sizeof *size);
    double rows = 0, large = 0, lowest = -1;
    size_t i;

    if (!size)
        return tm__fail_memory(err, "cutting the tree");
    for (i = 0; i < merges->rows; i++) {
        size[i] = copies[i];
        rows += size[i];
        large += counted(size[i]);
    }
    for (i = 0; i < merges->count; i++) {
        const struct tm__merge *merge = &merges->merge[i];
        if (merge->height < certain) {
            if (lowest < 0)
                lowest = lowest_for(line, large / rows);
            if (large >= settled * rows || merge->height < asked(line, large / rows, lowest))
                break;
        }
        size[merges->rows + i] = size[merge->a] + size[merge->b];
        large +=
            counted(size[merges->rows + i]) - counted(size[merge->a]) - counted(size[merge->b]);
    }
    cut->merges = i;
    cut->dense = large >= dense_share * rows;
    tm__free(size);
    return TM_OK;
}

tm_status tm__cut_label(uint32_t *label, size_t *clusters, const struct tm__merges *merges,
                        size_t count, tm_error *err)
{
    uint32_t *number_of = tm__alloc_array(merges->rows, 2 * sizeof *number_of);
    tm_status status;

    *clusters = 0;
    if (!number_of)
        return tm__fail_memory(err, "cutting the tree");
    status = tm__merges_label(label, merges, count, err);
    memset(number_of, 0xff, 2 * merges->rows * sizeof *number_of);
    for (size_t i = 0; status == TM_OK && i < merges->rows; i++) {
        uint32_t *number = &number_of[label[i]];
        if (*number == UINT32_MAX)
            *number = (uint32_t)(*clusters)++;
        label[i] = *number;
    }
    tm__free(number_of);
    return status;
}
