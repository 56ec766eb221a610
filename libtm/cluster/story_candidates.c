#include "cluster/story_candidates.h"

#include "base/clones.h"

enum { STEPS = 13 /* of a search for a bar, by halves: 1 / 4096 is near enough */ };

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

/* Whole numbers: the order of additions does not matter. */
static TM__CLONES uint32_t count_from(const float *restrict value, uint32_t n, float bar)
{
    uint32_t count = 0;

    for (uint32_t x = 0; x < n; x++)
        count += value[x] >= bar;
    return count;
}

struct tm__bar tm__bar_find(const float *value, size_t n, size_t keep, float low)
{
    struct tm__bar bar = {low, 1.01F};

    for (size_t step = 0; n >= keep && step < STEPS; step++) {
        const float middle = bar.low + (bar.high - bar.low) / 2;

        if (count_from(value, (uint32_t)n, middle) >= keep)
            bar.low = middle;
        else
            bar.high = middle;
    }
    return bar;
}

void tm__candidates_drop(struct tm__candidates *c, float bar)
{
    size_t kept = 0;

    for (size_t x = 0; x < c->count; x++) {
        const float similarity = c->similarity[x];

        c->similarity[kept] = similarity;
        c->row[kept] = c->row[x];
        kept += similarity >= bar;
    }
    c->count = kept;
}

/* What is above the bar comes to the front; what is at the bar is compared. */
size_t tm__candidates_take(struct tm__candidate *out, const struct tm__candidates *c, size_t keep)
{
    const struct tm__bar bar = tm__bar_find(c->similarity, c->count, keep, 0);
    size_t sure = 0, kept = 0;

    for (size_t x = 0; x < c->count; x++) {
        const struct tm__candidate one = {c->similarity[x], c->row[x]};

        out[kept] = one;
        kept += one.similarity >= bar.low;
        if (one.similarity >= bar.high) {
            out[kept - 1] = out[sure];
            out[sure++] = one;
        }
    }
    if (kept <= keep)
        return kept;
    tm__candidates_select(out + sure, kept - sure, keep - sure);
    return keep;
}
