#include "similarity/probe_state.h"

#include "base/sort.h"

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

/* Only the best `top` of what was found count, so the worst of them bounds what can follow. */
static void raise_bound(struct tm__probe_state *s)
{
    float worst = 1;

    if (s->found < s->q->top || s->found < s->crowded)
        return;
    s->found = tm__select_largest(s->p->key, s->found, s->q->top);
    for (size_t k = 0; k < s->found; k++) {
        const float similarity = tm__probe_similarity((uint32_t)(s->p->key[k] >> 32));

        worst = similarity < worst ? similarity : worst;
    }
    s->bound = worst > s->bound ? worst : s->bound;
    s->crowded = s->found + s->found / 16 + 1;
}

void tm__probe_compare_all(struct tm__probe_state *s, const uint64_t *candidate, size_t n)
{
    for (size_t t = 0; t < n; t++) {
        const uint32_t row = (uint32_t)candidate[t];
        const float similarity = tm__probe_compare(s, row);

        if (similarity >= s->bound)
            s->p->key[s->found++] = tm__probe_key(similarity, row);
    }
    raise_bound(s);
}
