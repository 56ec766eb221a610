#include "similarity/probe_state.h"

#include "base/sort.h"

#include <math.h>

enum { TOGETHER = 16 };

float tm__probe_compare(const struct tm__probe_state *s, uint32_t row)
{
    return tm__inverted_cosine(s->q->index, s->p->dense, s->norm, row);
}

static void keep(struct tm__probe_state *s, uint32_t row, float similarity)
{
    tm__keep_largest(s->p->key, &s->found, s->q->top, tm__rank_key(similarity, row));
    /* Only the best `top` count, so the worst of them bounds what can follow. */
    if (s->found == s->q->top)
        s->bound = fmaxf(s->bound, tm__answer_similarity((uint32_t)(s->p->key[0] >> 32)));
}

/* Some at a time, none of which waits for what comes of the one before. */
void tm__probe_compare_all(struct tm__probe_state *s, const uint64_t *candidate, size_t n)
{
    for (size_t at = 0; at < n; at += TOGETHER) {
        const size_t end = at + TOGETHER < n ? at + TOGETHER : n;
        const uint32_t least = tm__probe_mark(s->bound - s->slack);
        uint32_t row[TOGETHER];
        float similarity[TOGETHER];
        size_t count = 0;

        for (size_t t = at; t < end; t++) {
            row[count] = (uint32_t)candidate[t];
            count += candidate[t] >> 32 >= least;
        }
        for (size_t t = 0; t < count; t++)
            similarity[t] = tm__probe_compare(s, row[t]);
        for (size_t t = 0; t < count; t++)
            if (similarity[t] >= s->bound)
                keep(s, row[t], similarity[t]);
    }
}
