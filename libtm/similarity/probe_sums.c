#include "similarity/probe_state.h"

#include "base/prefetch.h"
#include "base/sort.h"

void tm__probe_read_list(struct tm__probe_state *s, size_t k)
{
    const struct tm__inverted *x = s->q->index;
    const uint64_t *const start = x->start + tm__probe_rank(s, k);
    const float value = tm__probe_value(s, k);
    float *const sum = s->p->sum;
    uint32_t *const touched = s->p->touched;
    size_t n = s->touched;

    for (uint64_t p = start[0]; p < start[1]; p++) {
        const uint32_t row = x->row[p];
        const float before = sum[row], after = before + value * x->value[p];

        touched[n] = row;
        n += (before == 0) & (after > 0);
        sum[row] = after;
    }
    s->touched = n;
}

void tm__probe_raise_by_sums(struct tm__probe_state *s)
{
    uint64_t *const key = s->p->spare;
    size_t n = 0;
    float worst = 1;

    for (size_t t = 0; t < s->touched; t++) {
        const uint32_t row = s->p->touched[t];

        if (tm__probe_is_wanted(s, row))
            key[n++] = tm__rank_key(s->p->sum[row], row);
    }
    if (n < s->q->top)
        return;
    n = tm__select_largest(key, n, s->q->top);
    for (size_t k = 0; k < n; k++) {
        const float similarity = tm__probe_compare(s, (uint32_t)~key[k]);

        worst = similarity < worst ? similarity : worst;
    }
    s->bound = worst > s->bound ? worst : s->bound;
}

void tm__probe_settle_sums(struct tm__probe_state *s)
{
    const struct tm__inverted *x = s->q->index;
    const bool rest = s->cut < s->entries;
    const float behind = rest ? s->p->reach[s->cut] : 0;
    const uint8_t *const reach =
        rest ? x->rest + (size_t)x->level[tm__probe_column(s, s->cut)] * x->rows->rows : x->rest;
    uint64_t candidate[TM__PROBE_CHUNK];
    size_t n = 0;

    if (s->touched > s->q->top)
        tm__probe_raise_by_sums(s);
    for (size_t t = 0; t < s->touched; t++) {
        const uint32_t row = s->p->touched[t];
        const float least = s->bound - s->slack, sum = s->p->sum[row];

        s->p->sum[row] = 0;
        if (!tm__probe_note_new(s, row) || sum + behind < least ||
            sum + behind * (float)reach[row] / TM__REACH_STEPS < least ||
            (rest && sum + (float)tm__signature_product(&s->signature,
                                                        x->signature + (size_t)row * TM__BUCKETS) /
                                 TM__SIGNATURE_ONE <
                         least))
            continue;
        candidate[n++] = (uint64_t)UINT32_MAX << 32 | row; /* good enough for any bound */
        TM__PREFETCH(tm__inverted_row(x, row));
        if (n == TM__PROBE_CHUNK) {
            tm__probe_compare_all(s, candidate, n);
            n = 0;
        }
    }
    tm__probe_compare_all(s, candidate, n);
    s->touched = 0;
}
