#include "similarity/probe_state.h"

#include "base/sort.h"

#include <math.h>

/* Bit for bit, as the columns that are not common add 0. */
float tm__probe_compare(const struct tm__probe_state *s, uint32_t row)
{
    const tm_sparse *m = s->q->index->rows;
    const struct tm__indexed_row *const place = &s->q->index->place[row];
    const uint64_t end = place[1].start;
    double sum = 0;

    for (uint64_t e = place->start; e < end; e++)
        sum += (double)s->p->dense[m->column[e]] * m->value[e];
    return (float)(sum / (s->norm * place->norm));
}

void tm__probe_compare_all(struct tm__probe_state *s, const uint64_t *candidate, size_t n)
{
    for (size_t t = 0; t < n; t++) {
        const uint32_t row = (uint32_t)candidate[t];
        float similarity;

        if (candidate[t] >> 32 < tm__probe_mark(s->bound - s->slack))
            continue;
        similarity = tm__probe_compare(s, row);
        if (similarity < s->bound)
            continue;
        tm__keep_largest(s->p->key, &s->found, s->q->top, tm__probe_key(similarity, row));
        /* Only the best `top` count, so the worst of them bounds what can follow. */
        if (s->found == s->q->top)
            s->bound = fmaxf(s->bound, tm__probe_similarity((uint32_t)(s->p->key[0] >> 32)));
    }
}
