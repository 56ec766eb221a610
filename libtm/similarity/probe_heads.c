#include "similarity/probe_state.h"

#include "base/prefetch.h"
#include "base/sort.h"

/* Asked for again and again while the bound stays, and a bound that rises only makes it shorter. */
size_t tm__probe_head_of(const struct tm__probe_state *s, size_t k)
{
    const struct tm__inverted *x = s->q->index;
    struct tm__head *const head = &s->p->head[k];
    const uint8_t *const reach = x->reach + x->start[tm__probe_column(s, k)];
    const float least = (s->bound - s->slack) / s->p->reach[k] * TM__REACH_STEPS;
    uint32_t low = 0, high = head->size;

    if (head->bound == s->bound)
        return head->size;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if ((float)reach[middle] >= least)
            low = middle + 1;
        else
            high = middle;
    }
    *head = (struct tm__head){s->bound, low};
    return low;
}

/* Ask for a row before it is compared: rows lie far apart, and the way to memory is long. */
static void fetch_rows(const struct tm__probe_state *s, const uint64_t *candidate, size_t n)
{
    const tm_sparse *m = s->q->index->rows;

    for (size_t t = 0; t < n; t++) {
        const uint64_t e = s->q->index->place[(uint32_t)candidate[t]].start;

        TM__PREFETCH(&m->column[e]);
        TM__PREFETCH(&m->value[e]);
    }
}

/* Compare what waits in full, what looks best first: it can raise the bound for the rest. */
void tm__probe_settle_pending(struct tm__probe_state *s)
{
    const size_t best = tm__select_largest(s->candidate, s->pending, s->q->top);
    size_t n = best;
    uint32_t least;

    fetch_rows(s, s->candidate, best);
    tm__probe_compare_all(s, s->candidate, best);
    least = tm__probe_mark(s->bound - s->slack);
    for (size_t t = best; t < s->pending; t++) {
        const uint64_t other = s->candidate[t];

        s->candidate[n] = other;
        n += other >> 32 >= least;
    }
    fetch_rows(s, s->candidate + best, n - best);
    tm__probe_compare_all(s, s->candidate + best, n - best);
    s->pending = 0;
}

/* New rows, and what the list that shows them adds to the similarity, for settle_new(). */
struct fresh {
    uint32_t row[TM__PROBE_CHUNK];
    float product[TM__PROBE_CHUNK];
    size_t count;
};

/* Those that can be good enough by their signatures wait to be compared; were any compared? */
static bool settle_new(struct tm__probe_state *s, const struct fresh *f)
{
    const float least = s->bound - s->slack;
    int32_t product[TM__PROBE_CHUNK];

    tm__signature_products(product, &s->signature, s->q->index->signature, f->row, f->count);
    for (size_t t = 0; t < f->count; t++) {
        const uint32_t row = f->row[t];
        const float bound = f->product[t] + (float)product[t] / TM__SIGNATURE_ONE;

        if (bound >= least) {
            s->candidate[s->pending++] = (uint64_t)tm__probe_mark(bound) << 32 | row;
            TM__PREFETCH(&s->q->index->place[row]);
        }
    }
    if (s->pending < TM__PROBE_CHUNK)
        return false;
    tm__probe_settle_pending(s);
    return true;
}

void tm__probe_read_head(struct tm__probe_state *s, size_t k)
{
    const struct tm__inverted *x = s->q->index;
    const uint64_t start = x->start[tm__probe_column(s, k)];
    const float value = tm__probe_value(s, k);
    size_t head = tm__probe_head_of(s, k);

    for (size_t at = 0; at < head; at += TM__PROBE_CHUNK) {
        const size_t end = at + TM__PROBE_CHUNK < head ? at + TM__PROBE_CHUNK : head;
        struct fresh f;

        f.count = 0;
        for (uint64_t p = start + at; p < start + end; p++) {
            const uint32_t row = x->row[p];

            /* No branches: half of them would be guessed wrong. */
            TM__PREFETCH(x->signature + (size_t)row * TM__BUCKETS);
            f.row[f.count] = row;
            f.product[f.count] = value * x->value[p];
            f.count += tm__probe_note_new(s, row);
        }
        if (settle_new(s, &f)) /* the bound may have risen */
            head = tm__probe_head_of(s, k);
    }
}
