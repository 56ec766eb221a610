#include "cluster/story_reading.h"

#include "base/memory.h"

#include <float.h>
#include <math.h>

enum { CHUNK = 32768 /* rows whose sums are added up together: they stay in the cache */ };
/* What is left of the list of a term, and the term's value in the row that is asked about. */
struct tm__story_list {
    uint64_t from, to;
    float value;
};

static void clear_spread(const struct tm__story_lists *s, struct tm__story_reading *r, size_t which)
{
    const tm_sparse *index = s->index;
    struct tm__story_spread *const spread = &r->spread[which];

    if (spread->term != TM__NO_TERM)
        for (uint64_t p = index->row_start[spread->term]; p < index->row_start[spread->term + 1];
             p++)
            r->spread_out[index->column[p]][which] = 0;
    spread->term = TM__NO_TERM;
    spread->bests = 0;
}

/* Spread the list of a term out; before the second, the first is. */
static void spread_list(const struct tm__story_lists *s, struct tm__story_reading *r, size_t which,
                        uint32_t term)
{
    const tm_sparse *index = s->index;
    struct tm__story_spread *const spread = &r->spread[which];

    clear_spread(s, r, which);
    spread->term = term;
    if (term == TM__NO_TERM)
        return;
    for (uint64_t p = index->row_start[term]; p < index->row_start[term + 1]; p++) {
        const uint32_t row = index->column[p];
        const float value = index->value[p];

        r->spread_out[row][which] = value;
        spread->best[spread->bests] = row;
        spread->bests +=
            (value > 0) & ((value >= s->enough[term]) | (which == 1 && r->spread_out[row][0] > 0));
    }
}

/* Spread out the two longest lists of row i. Most often they are those of the row before. */
static void spread_lists(const struct tm__story_lists *s, struct tm__story_reading *r, size_t i)
{
    const uint32_t first = s->longest[0][i], second = s->longest[1][i];
    const bool is_other = r->spread[0].term != first;

    if (is_other)
        spread_list(s, r, 0, first);
    if (is_other || r->spread[1].term != second)
        spread_list(s, r, 1, second);
    r->spread[0].times = r->spread[1].times = 0;
    r->spread[0].next = r->spread[1].next = 0;
}

/*
 * The lists of the terms of row i that are not frequent, but for those that are spread out. The bar
 * is a product that as many rows as are wanted have by one of all these terms alone.
 */
static size_t find_lists(const struct tm__story_lists *s, struct tm__story_reading *r, size_t i)
{
    const tm_sparse *m = s->rows, *index = s->index;
    size_t lists = 0;

    spread_lists(s, r, i);
    r->bar = FLT_MIN; /* a row that shares nothing is no candidate */
    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint32_t term = m->column[e];
        const uint64_t from = index->row_start[term], to = index->row_start[term + 1];
        const float value = m->value[e];

        if (to - from > s->most || !(value > 0))
            continue;
        r->bar = fmaxf(r->bar, value * s->enough[term]);
        if (term == r->spread[0].term)
            r->spread[0].times = value;
        else if (term == r->spread[1].term)
            r->spread[1].times = value;
        else
            r->list[lists++] = (struct tm__story_list){from, to, value};
    }
    return lists;
}

/* Add the lists up to row `first` + CHUNK to r->sum; those that are met are in r->met. */
static size_t add_lists(const struct tm__story_lists *s, struct tm__story_reading *r, size_t lists,
                        uint32_t first)
{
    const uint32_t *const rows = s->index->column;
    const float *const values = s->index->value;
    float *const sum = r->sum;
    uint32_t *const met = r->met;
    size_t n = 0;

    for (size_t l = 0; l < lists; l++) {
        const uint64_t to = r->list[l].to;
        const float value = r->list[l].value;
        uint64_t p = r->list[l].from;

        for (; p < to && rows[p] - first < CHUNK; p++) {
            const uint32_t row = rows[p] - first;
            const float before = sum[row], after = before + value * values[p];

            met[n] = row; /* overwritten by the next if it is known already */
            n += (before <= 0) & (after > 0);
            sum[row] = after;
        }
        r->list[l].from = p;
    }
    return n;
}

/*
 * Rows up to `first` + CHUNK that no other list has, but which may be among the best by those that
 * are spread out: what is in one of them only has to have as much there as so many as are wanted.
 * In the second are those that both have, so the first is asked for the others.
 */
static void take_best(struct tm__story_reading *r, size_t which, uint32_t first)
{
    struct tm__story_spread *const spread = &r->spread[which];
    const float a_times = r->spread[0].times, b_times = r->spread[1].times, bar = r->bar;
    struct tm__candidates c = r->found;
    size_t x = spread->next;

    for (; x < spread->bests && spread->best[x] - first < CHUNK; x++) {
        const uint32_t row = spread->best[x];
        const float a = r->spread_out[row][0], b = r->spread_out[row][1];
        const float similarity = a_times * a + b_times * b;

        c.similarity[c.count] = similarity;
        c.row[c.count] = row;
        c.count += (r->sum[row - first] <= 0) & (similarity >= bar) & (which == 1 || b <= 0);
    }
    spread->next = x;
    r->found.count = c.count;
}

/* Complete the sums of those that are met, and clear them. */
static void take_met(struct tm__story_reading *r, size_t n, uint32_t first)
{
    float(*const spread_out)[2] = r->spread_out + first;
    const float a_times = r->spread[0].times, b_times = r->spread[1].times, bar = r->bar;
    const uint32_t *const met = r->met;
    struct tm__candidates c = r->found;
    float *const sum = r->sum;

    for (size_t x = 0; x < n; x++) {
        const uint32_t row = met[x];
        const float *const spread = spread_out[row];
        const float similarity = sum[row] + a_times * spread[0] + b_times * spread[1];

        sum[row] = 0;
        c.similarity[c.count] = similarity;
        c.row[c.count] = first + row;
        c.count += similarity >= bar;
    }
    r->found.count = c.count;
}

/* The rows from `first` on. The row itself has a sum that is never met. */
static void read_chunk(const struct tm__story_lists *s, struct tm__story_reading *r, size_t lists,
                       uint32_t i, uint32_t first)
{
    const bool is_in = i - first < CHUNK;
    size_t n;

    if (is_in)
        r->sum[i - first] = INFINITY;
    n = add_lists(s, r, lists, first);
    take_best(r, 0, first);
    take_best(r, 1, first);
    take_met(r, n, first);
    if (is_in)
        r->sum[i - first] = 0;
}

size_t tm__story_lists_read(const struct tm__story_lists *s, struct tm__story_reading *r, size_t i)
{
    const size_t lists = find_lists(s, r, i);

    r->found.count = 0;
    for (size_t first = 0; first < s->rows->rows; first += CHUNK) {
        read_chunk(s, r, lists, (uint32_t)i, (uint32_t)first);
        if (r->found.count > 2 * s->wanted) {
            r->bar = tm__bar_find(r->found.similarity, r->found.count, s->wanted, r->bar).low;
            tm__candidates_drop(&r->found, r->bar);
        }
    }
    return tm__candidates_take(r->candidate, &r->found, s->wanted);
}

bool tm__story_reading_new(struct tm__story_reading *r, const struct tm__story_lists *lists)
{
    const size_t rows = lists->rows->rows;
    bool ok = true;

    *r = (struct tm__story_reading){.list = NULL};
    for (size_t k = 0; k < 2; k++) {
        r->spread[k].term = TM__NO_TERM;
        r->spread[k].best = tm__alloc_array(lists->most + 1, sizeof *r->spread[k].best);
        ok = ok && r->spread[k].best;
    }
    r->spread_out = tm__calloc(rows, sizeof *r->spread_out);
    r->list = tm__alloc_array(lists->rows->cols, sizeof *r->list);
    r->sum = tm__calloc(CHUNK, sizeof *r->sum);
    r->met = tm__alloc_array(CHUNK + 1, sizeof *r->met);
    r->candidate = tm__alloc_array(rows + 1, sizeof *r->candidate);
    r->found.similarity = tm__alloc_array(rows + 1, sizeof *r->found.similarity);
    r->found.row = tm__alloc_array(rows + 1, sizeof *r->found.row);
    return ok && r->spread_out && r->list && r->sum && r->met && r->found.similarity &&
           r->found.row && r->candidate;
}

void tm__story_reading_release(struct tm__story_reading *r)
{
    for (size_t k = 0; k < 2; k++)
        tm__free(r->spread[k].best);
    tm__free(r->spread_out);
    tm__free(r->list);
    tm__free(r->sum);
    tm__free(r->met);
    tm__free(r->candidate);
    tm__free(r->found.similarity);
    tm__free(r->found.row);
    *r = (struct tm__story_reading){.list = NULL};
}
