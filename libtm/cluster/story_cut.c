/*
 * How alike two clusters must be to be one story depends on what stories are like. In a day of
 * small stories and loners little comes together at any height, and a low cut joins strangers.
 * Where stories are large their wordings drift apart, a careful cut leaves pieces of them, and once
 * all rows have found a place there is nothing left to win. So the tree is read from the top: the
 * more rows are in clusters of some size, the lower the next merge may be. But only as far as it is
 * a merge of such a cluster: the mean cosine of many pairs is low for a reason, that of two rows
 * may be chance whatever the others do.
 */
#include "cluster/story_cut.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/cut.h"

#include <math.h>
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
} of_terms = {0.165, 0.14, 0.05}, of_both = {0.355, 0.30, 0.17};
/* Rows of no more terms are short. */
static const double few_terms = 15;
/* Rows of more terms are long. They are compared by terms, and asked for up to `for_long` more. */
static const double many_terms = 40, for_long = 0.03;
/*
 * Few rows have few pairs that are alike by chance: below `few_rows`, less is asked for by
 * `for_few` times the logarithm of what is missing, as far as rows are short, and `partnered` of
 * them are together by merges that need no such favour, which tells that there are stories.
 */
static const double few_rows = 150, for_few = 0.03, partnered = 0.3;
/*
 * Two large clusters stay apart, however alike their rows, if their words are that much likelier
 * (a logarithm a row) drawn from a story each.
 */
static const double apart = -0.1;
/*
 * Long rows share words by chance, and a height does not say whether others have them too. Where
 * nobody else has (a focus of 1), a height counts up to 1.4 times, where all have, .6 times, and as
 * it is at the `usual` focus of a merge near the cut. Rows of `too_few` terms share two or three.
 */
static const double usual = 0.4, unfocused = 0.2, focus_power = 0.5, too_few = 25;
/* Everything has its place. */
static const double settled = 0.97;
/* If this share is in large clusters by certain merges alone, texts are short and alike. */
static const double short_share = 0.65;
/* From this share on the stories count as dense. */
static const double dense_share = 0.75;

struct reading {
    const struct tm__merges *merges;
    const struct tm__evidence *evidence; /* [merges->count], or NULL */
    struct line line;
    double rows, chance; /* how many, and how far short */
    double lowest;       /* height */
    double *size;        /* [2 * merges->rows] of rows and merges */
    double *large;       /* [merges->rows] the share in large clusters before a merge */
    uint32_t *top; /* [2 * merges->rows] the topmost merge above that stands, or the row itself */
    size_t considered; /* the first merges, that may stand */
};

static double between(double a, double b, double share)
{
    return share < 0.5 ? a + 2 * share * (b - a) : b;
}

double tm__story_want(double terms)
{
    return terms > many_terms ? many_terms / terms : 1;
}

double tm__story_brevity(double terms)
{
    return terms > few_terms ? few_terms / terms : 1;
}

static struct line line_for(struct tm__story_rows rows)
{
    const double careful = of_terms.careful + for_long * (1 - tm__story_want(rows.terms));

    return (struct line){between(careful, of_both.careful, rows.share),
                         between(of_terms.slope, of_both.slope, rows.share),
                         between(of_terms.lowest, of_both.lowest, rows.share)};
}

/* Rows of a cluster if it has at least so many. */
static double counted(double size, double least)
{
    return size >= least ? size : 0;
}

/* How many rows more a merge brings into clusters of at least so many. */
static double gain(const struct reading *r, size_t i, double least)
{
    const struct tm__merge *merge = &r->merges->merge[i];

    return counted(r->size[r->merges->rows + i], least) - counted(r->size[merge->a], least) -
           counted(r->size[merge->b], least);
}

static void measure(struct reading *r, const uint32_t *copies)
{
    const size_t rows = r->merges->rows;

    for (size_t i = 0; i < rows; i++) {
        r->size[i] = copies[i];
        r->rows += copies[i];
    }
    for (size_t i = 0; i < r->merges->count; i++)
        r->size[rows + i] = r->size[r->merges->merge[i].a] + r->size[r->merges->merge[i].b];
}

/* The share of rows in clusters of at least so many, before any merge. */
static double share_at_start(const struct reading *r, double least)
{
    double sum = 0;

    for (size_t i = 0; i < r->merges->rows; i++)
        sum += counted(r->size[i], least);
    return sum / r->rows;
}

/* What is asked of few rows less than of many. */
static double favour(const struct reading *r)
{
    double together = share_at_start(r, 2);

    if (r->rows >= few_rows)
        return 0;
    for (size_t i = 0; i < r->merges->count && r->merges->merge[i].height >= r->line.careful; i++)
        together += gain(r, i, 2) / r->rows;
    return for_few * log(few_rows / r->rows) * r->chance * fmin(1, together / partnered);
}

/* The lowest height allowed, by the share that certain merges bring together. */
static double lowest_for(struct line line, double large)
{
    const double part = large < short_share ? large / short_share : 1;

    return fmax(TM__LOWEST_CUT, TM__LOWEST_CUT + part * (line.lowest - TM__LOWEST_CUT));
}

/*
 * Read the tree from the top. Merges below the first that not even a large cluster may make bring
 * nothing into large clusters; words may yet speak for them.
 */
static void consider(struct reading *r)
{
    const struct line line = r->line;
    double large = share_at_start(r, LARGE);
    bool below = false;
    size_t i;

    for (i = 0; i < r->merges->count; i++) {
        const double height = r->merges->merge[i].height;
        r->large[i] = large;
        if (height < certain) {
            if (r->lowest == 0)
                r->lowest = lowest_for(line, large);
            if (large >= settled)
                break;
            below = below || height < fmax(r->lowest, line.careful - line.slope * large);
        }
        large += below ? 0 : gain(r, i, LARGE) / r->rows;
    }
    r->considered = i;
}

/* The height of a merge, as its words have it. */
static double told_height(const struct reading *r, size_t i)
{
    const double height = r->merges->merge[i].height;
    const double length = 1 - r->chance * too_few / few_terms;

    if (!r->evidence || height >= certain || length <= 0)
        return height;
    return height *
           pow((unfocused + r->evidence[i].focus) / (unfocused + usual), focus_power * length);
}

/* Whether a merge would make one of two stories. Pages come back to words of their own, which says
 * nothing of the event that they tell. */
static bool is_of_two(const struct reading *r, size_t i)
{
    const struct tm__merge *merge = &r->merges->merge[i];

    return r->evidence && r->chance >= 1 && r->size[merge->a] >= LARGE &&
           r->size[merge->b] >= LARGE && r->evidence[i].likelier < apart;
}

/* Whether a merge is made for its own sake: two short rows get no reduction, a story nearly all. */
static bool stands(const struct reading *r, size_t i)
{
    const struct tm__merge *merge = &r->merges->merge[i];
    const double part = 1 - r->chance / fmax(r->size[merge->a], r->size[merge->b]);
    const double asked = r->line.careful - r->line.slope * r->large[i] * part;

    return told_height(r, i) >= fmin(certain, fmax(r->lowest, asked)) && !is_of_two(r, i);
}

/* Whatever is below a merge that stands is part of it. */
static void find_tops(struct reading *r)
{
    const size_t rows = r->merges->rows;

    for (size_t i = 0; i < 2 * rows; i++)
        r->top[i] = (uint32_t)i;
    for (size_t i = r->considered; i-- > 0;) {
        const uint32_t node = (uint32_t)(rows + i);
        if (r->top[node] != node || stands(r, i))
            r->top[r->merges->merge[i].a] = r->top[r->merges->merge[i].b] = r->top[node];
    }
}

static bool is_dense(const struct reading *r)
{
    double large = 0;

    for (size_t i = 0; i < r->merges->rows; i++)
        if (r->size[r->top[i]] >= LARGE)
            large += r->size[i];
    return large >= dense_share * r->rows;
}

tm_status tm__story_cut(uint32_t *label, struct tm__story_cut *cut, const struct tm__merges *merges,
                        const uint32_t *copies, const struct tm__evidence *evidence,
                        struct tm__story_rows rows, tm_error *err)
{
    struct reading r = {.merges = merges, .evidence = evidence, .line = line_for(rows)};
    tm_status status;

    r.chance = tm__story_brevity(rows.terms);
    r.size = tm__alloc_array(merges->rows, 2 * sizeof *r.size);
    r.large = tm__alloc_array(merges->rows, sizeof *r.large);
    r.top = tm__alloc_array(merges->rows, 2 * sizeof *r.top);
    if (r.size && r.large && r.top) {
        measure(&r, copies);
        r.line.careful -= favour(&r);
        consider(&r);
        find_tops(&r);
        cut->dense = is_dense(&r);
        memcpy(label, r.top, merges->rows * sizeof *label);
        status = tm__cut_number(label, &cut->clusters, merges->rows, err);
    } else {
        status = tm__fail_memory(err, "cutting the tree");
    }
    tm__free(r.size);
    tm__free(r.large);
    tm__free(r.top);
    return status;
}
