#include "similarity/probe_state.h"

#include "base/prefetch.h"
#include "base/sort.h"

/* Asked for again and again while the bound stays, and a bound that rises only makes it shorter. */
size_t tm__probe_head_of(const struct tm__probe_state *s, size_t k)
{
    const struct tm__inverted *x = s->q->index;
    struct tm__head *const head = &s->p->head[k];
    const uint8_t *const reach = x->reach + x->start[tm__probe_rank(s, k)];
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

/*
 * Compare what waits in full; as long as there is no bound but the threshold, what looks best
 * first: it raises the bound for the rest.
 */
void tm__probe_settle_pending(struct tm__probe_state *s)
{
    const size_t best =
        s->found < s->q->top ? tm__select_largest(s->candidate, s->pending, s->q->top) : 0;
    size_t n = best;
    uint32_t least;

    tm__probe_compare_all(s, s->candidate, best);
    least = tm__probe_mark(s->bound - s->slack);
    for (size_t t = best; t < s->pending; t++) {
        const uint64_t other = s->candidate[t];

        s->candidate[n] = other;
        n += other >> 32 >= least;
    }
    tm__probe_compare_all(s, s->candidate + best, n - best);
    s->pending = 0;
}

/* Rows of a list, and what that list adds to the similarity, for settle(). */
struct part {
    uint32_t row[TM__PROBE_CHUNK];
    float product[TM__PROBE_CHUNK];
    size_t count;
};

/*
 * Those that can be good enough by their signatures, and did not wait before, wait to be compared;
 * were any compared? A row that was not good enough in another list is judged again, which costs
 * less than to remember all that were.
 */
static bool settle(struct tm__probe_state *s, const struct part *part)
{
    const float least = s->bound - s->slack;
    int32_t product[TM__PROBE_CHUNK];
    uint64_t good[TM__PROBE_CHUNK];
    size_t n = 0;

    tm__signature_products(product, &s->signature, s->q->index->signature, part->row, part->count);
    s->judged += part->count;
    for (size_t t = 0; t < part->count; t++) { /* No branches: many would be guessed wrong. */
        const float bound = part->product[t] + (float)product[t] * (1.0f / TM__SIGNATURE_ONE);

        good[n] = (uint64_t)tm__probe_mark(bound) << 32 | part->row[t];
        n += bound >= least;
    }
    for (size_t t = 0; t < n; t++) {
        const uint32_t row = (uint32_t)good[t];

        tm__inverted_fetch(s->q->index, row);
        s->candidate[s->pending] = good[t];
        s->pending += tm__probe_note_new(s, row);
    }
    if (s->pending < TM__PROBE_CHUNK)
        return false;
    tm__probe_settle_pending(s);
    return true;
}

static size_t end_of_part(size_t at, size_t head)
{
    return at + TM__PROBE_CHUNK < head ? at + TM__PROBE_CHUNK : head;
}

/* Ask for what is judged next: the part of list k at `at`, or the first of the next list. */
static void fetch_part(const struct tm__probe_state *s, size_t k, size_t at, size_t head)
{
    const struct tm__inverted *x = s->q->index;
    uint64_t start;

    if (at >= head) {
        if (++k == s->entries || s->p->reach[k] < s->bound - s->slack)
            return;
        at = 0;
        head = tm__probe_head_of(s, k);
    }
    start = x->start[tm__probe_rank(s, k)];
    for (uint64_t p = start + at; p < start + end_of_part(at, head); p++)
        TM__PREFETCH(x->signature + (size_t)x->row[p] * TM__BUCKETS);
}

void tm__probe_read_head(struct tm__probe_state *s, size_t k)
{
    const struct tm__inverted *x = s->q->index;
    const uint64_t start = x->start[tm__probe_rank(s, k)];
    const float value = tm__probe_value(s, k);
    size_t head = tm__probe_head_of(s, k);

    if (head == 0)
        fetch_part(s, k, 0, 0);
    for (size_t at = 0; at < head; at += TM__PROBE_CHUNK) {
        const size_t end = end_of_part(at, head);
        struct part part;

        fetch_part(s, k, end, head);
        part.count = 0;
        for (uint64_t p = start + at; p < start + end; p++) {
            part.row[part.count] = x->row[p];
            part.product[part.count] = value * x->value[p];
            part.count += x->row[p] >= s->first;
        }
        if (settle(s, &part)) /* the bound may have risen */
            head = tm__probe_head_of(s, k);
    }
}
