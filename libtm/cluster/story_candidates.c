#include "cluster/story_candidates.h"

#include <string.h>

enum { STEPS = TM__CANDIDATE_STEPS };

bool tm__candidate_better(struct tm__candidate a, struct tm__candidate b)
{
    return a.similarity > b.similarity || (a.similarity == b.similarity && a.row < b.row);
}

void tm__candidates_select(struct tm__candidate *c, size_t n, size_t keep)
{
    size_t low = 0, high = n;

    while (high - low > 1 && keep > low && keep < high) {
        const struct tm__candidate pivot = c[low + (high - low - 1) / 2]; /* never the last */
        size_t i = low, j = high - 1;
        for (;;) {
            while (tm__candidate_better(c[i], pivot))
                i++;
            while (tm__candidate_better(pivot, c[j]))
                j--;
            if (i >= j)
                break;
            const struct tm__candidate swap = c[i];
            c[i++] = c[j];
            c[j--] = swap;
        }
        /* [low, j] is at least as good as [j + 1, high) */
        if (keep <= j + 1)
            high = j + 1;
        else
            low = j + 1;
    }
}

static size_t step_of(float similarity)
{
    return similarity < 1 ? (size_t)(similarity * STEPS) : STEPS;
}

/* What is above the step that holds the last of the best stays; rows of that step are compared. */
size_t tm__candidates_cut(struct tm__candidate *c, size_t n, size_t keep, uint32_t *histogram)
{
    size_t least = STEPS, above = 0, sure = 0, kept = 0;

    if (n <= keep)
        return n;
    memset(histogram, 0, (STEPS + 1) * sizeof *histogram);
    for (size_t x = 0; x < n; x++)
        histogram[step_of(c[x].similarity)]++;
    while (above + histogram[least] < keep)
        above += histogram[least--];
    for (size_t x = 0; x < n; x++) {
        const struct tm__candidate one = c[x];
        const size_t step = step_of(one.similarity);

        c[kept] = one;
        kept += step >= least;
        if (step > least) {
            c[kept - 1] = c[sure];
            c[sure++] = one;
        }
    }
    tm__candidates_select(c + sure, kept - sure, keep - sure);
    return keep;
}

void tm__bar_start(struct tm__bar *bar, size_t keep, float sure, uint32_t *histogram)
{
    *bar = (struct tm__bar){.keep = keep, .histogram = histogram, .step = step_of(sure)};
    bar->least = (float)bar->step / STEPS; /* a power of two: exact */
    memset(histogram, 0, (STEPS + 1) * sizeof *histogram);
}

void tm__bar_raise(struct tm__bar *bar, const struct tm__candidate *c, size_t n)
{
    for (size_t x = 0; x < n; x++)
        bar->histogram[step_of(c[x].similarity)]++;
    bar->above += n;
    while (bar->above - bar->histogram[bar->step] >= bar->keep)
        bar->above -= bar->histogram[bar->step++];
    bar->least = (float)bar->step / STEPS;
}
