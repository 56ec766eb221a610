/*
 * Rows are found by the lists of the columns, the rarest first, in one of two ways, whichever costs
 * less by the bounds.
 *
 * Heads: a list is read as far as a row that no list has shown yet can still be good enough (lists
 * are sorted by reach). Every such row is judged at once, by its signature and then in full, so
 * that the bound rises while lists are read.
 * Sums: products are added up, and rows are judged when all lists are read, or when heads have
 * become cheaper. That is for long rows, which have too much in common for their signatures to
 * tell them apart.
 *
 * Every row that may be an answer is compared in full, so the bounds decide what is looked at and
 * never what comes out.
 */
#include "similarity/probe_state.h"

#include "base/memory.h"
#include "base/prefetch.h"
#include "base/sort.h"
#include "linalg/dot.h"

#include <math.h>

/* Costs in products of a list: of judging a row by its signature, of an entry compared in full,
 * and of what is the same for all rows that are. */
#define COST_SIGNATURE 0.75f
#define COST_ENTRY 0.5f
#define COST_FULL 8.0f
/* With so many rows judged a bound that rises is good enough to choose by. */
enum { SEEDS = 2 * TM__PROBE_CHUNK };
/* Sums are looked at for a bound once no more than this is left to reach: before, they are low. */
#define HOPEFUL 0.95f

struct tm__answer tm__probe_answer(const struct tm__probe *probe, size_t k)
{
    return tm__answer_of(probe->key[k]);
}

/* Ask for the beginnings of the lists of the row, and for where heads will be cut. */
static void fetch_lists(const struct tm__probe_state *s)
{
    const struct tm__inverted *x = s->q->index;

    for (size_t k = 0; k < s->entries; k++) {
        const uint64_t start = x->start[tm__probe_rank(s, k)];
        const size_t size = tm__probe_list_size(s, k);

        TM__PREFETCH(x->row + start);
        TM__PREFETCH(x->value + start);
        TM__PREFETCH(x->reach + start);
        TM__PREFETCH(x->reach + start + size / 2);
        TM__PREFETCH(x->reach + start + size / 4);
    }
}

void tm__probe_start(struct tm__probe_state *s)
{
    const tm_sparse *m = s->q->queries;
    const uint64_t first = m->row_start[s->row];
    const size_t stored = (size_t)(m->row_start[s->row + 1] - first);
    double squares = 0, bucket[TM__BUCKETS] = {0};

    s->norm = tm__sparse_norm(m, s->row);
    s->entries = tm__inverted_order(s->q->index, s->p->order, s->p->order + stored, m, s->row);
    fetch_lists(s);
    for (size_t k = s->entries; k-- > 0;) {
        const uint64_t e = first + (uint32_t)s->p->order[k];
        const double value = m->value[e] / s->norm;
        double *const square = &bucket[tm__inverted_bucket(s->q->index, m->column[e])];

        s->p->dense[s->p->order[k] >> 32] = m->value[e];
        squares += value * value;
        s->p->reach[k] = (float)sqrt(squares);
        s->p->head[k] = (struct tm__head){-1, (uint32_t)tm__probe_list_size(s, k)};
        s->p->left[k] = tm__signature_length(*square);
        *square += value * value;
    }
    s->slack = (float)(s->entries + 16) * 0x1p-23f;
    tm__signature_set(&s->signature, bucket);
}

/*
 * What judging a row by itself costs: its signature, and as often as that looks good, all of it.
 * Products of signatures lie around the usual one, and the further the bound is above it the fewer
 * reach it; the fourth power is what was seen on headlines and on articles.
 */
static float cost_of_judging(const struct tm__probe_state *s)
{
    const tm_sparse *m = s->q->index->rows;
    const float entries = (float)m->row_start[m->rows] / (float)m->rows;
    float usual = 0, share;

    for (size_t b = 0; b < TM__BUCKETS; b++)
        usual += (float)s->signature.length[b] * s->q->index->typical[b];
    usual /= TM__SIGNATURE_ONE;
    share = usual < s->bound ? usual / s->bound : 1;
    return COST_SIGNATURE + (COST_FULL + COST_ENTRY * entries) * share * share * share * share;
}

/* Is it cheaper to judge all heads from entry k on than to add up their lists? */
static bool heads_are_cheaper(const struct tm__probe_state *s, size_t k)
{
    const float cost = cost_of_judging(s), least = s->bound - s->slack;
    size_t lists = 0, heads = 0;

    for (size_t i = k; i < s->entries && s->p->reach[i] >= least; i++)
        lists += tm__probe_list_size(s, i);
    for (size_t i = k;
         i < s->entries && s->p->reach[i] >= least && (float)heads * cost < (float)lists; i++)
        heads += tm__probe_head_of(s, i);
    return (float)heads * cost < (float)lists;
}

static bool is_new_level(const struct tm__probe_state *s, size_t k)
{
    const uint8_t *const level = s->q->index->level;

    return k == 0 || level[tm__probe_column(s, k)] != level[tm__probe_column(s, k - 1)];
}

/* Read the lists until no row that was not seen can be an answer. */
static void read_lists(struct tm__probe_state *s)
{
    bool seeding = s->q->top < s->q->index->rows->rows, heads = true;

    for (size_t k = 0; k < s->entries && s->p->reach[k] >= s->bound - s->slack; k++) {
        if (!seeding && is_new_level(s, k)) {
            heads = heads_are_cheaper(s, k);
            if (heads && s->touched > 0)
                tm__probe_settle_sums(s);
        }
        s->signature.length[tm__inverted_bucket(s->q->index, tm__probe_column(s, k))] =
            s->p->left[k];
        if (heads) {
            tm__probe_read_head(s, k);
        } else {
            if (s->q->top < s->touched && s->touched <= tm__probe_list_size(s, k) &&
                s->p->reach[k] < HOPEFUL)
                tm__probe_raise_by_sums(s);
            tm__probe_read_list(s, k);
        }
        s->cut = k + 1;
        if (seeding && s->judged >= SEEDS) {
            seeding = false;
            heads = k + 1 == s->entries || heads_are_cheaper(s, k + 1);
        }
    }
    tm__probe_settle_pending(s);
    if (s->touched > 0)
        tm__probe_settle_sums(s);
}

static void clear(struct tm__probe_state *s)
{
    const tm_sparse *m = s->q->queries;

    for (size_t t = 0; t < s->seen; t++)
        s->p->seen[s->p->noted[t] / 64] = 0;
    for (uint64_t e = m->row_start[s->row]; e < m->row_start[s->row + 1]; e++)
        s->p->dense[s->q->index->rank[m->column[e]]] = 0;
}

size_t tm__probe_row(struct tm__probe *probe, const struct tm__question *question, size_t i,
                     size_t first, size_t skip)
{
    struct tm__probe_state s = {.p = probe, .q = question, .row = i, .first = first, .skip = skip};

    s.bound = question->threshold;
    if (question->top == 0)
        return 0;
    tm__probe_start(&s);
    read_lists(&s);
    clear(&s);
    tm__answers_by_row(probe->key, probe->spare, s.found, question->index->rows->rows);
    return s.found;
}

bool tm__probe_make(struct tm__probe *probe, const struct tm__question *question)
{
    const tm_sparse *rows = question->index->rows, *m = question->queries;
    size_t longest = 0;

    for (size_t i = 0; i < m->rows; i++)
        if (m->row_start[i + 1] - m->row_start[i] > longest)
            longest = (size_t)(m->row_start[i + 1] - m->row_start[i]);
    *probe = (struct tm__probe){
        .sum = tm__calloc(rows->rows, sizeof *probe->sum),
        .touched =
            tm__alloc_array(rows->rows + 1, sizeof *probe->touched), /* one is written ahead */
        .noted = tm__alloc_array(rows->rows + 1, sizeof *probe->noted),
        .seen = tm__calloc(rows->rows / 64 + 1, sizeof *probe->seen),
        .key = tm__alloc_array(rows->rows, sizeof *probe->key),
        .spare = tm__alloc_array(rows->rows, sizeof *probe->spare),
        .dense = tm__calloc(rows->cols, sizeof *probe->dense),
        .order = tm__alloc_array(2 * longest, sizeof *probe->order),
        .reach = tm__alloc_array(longest, sizeof *probe->reach),
        .head = tm__alloc_array(longest, sizeof *probe->head),
        .left = tm__alloc_array(longest, sizeof *probe->left),
    };
    return probe->sum && probe->touched && probe->noted && probe->seen && probe->key &&
           probe->spare && probe->dense && probe->order && probe->reach && probe->head &&
           probe->left;
}

void tm__probe_release(struct tm__probe *probe)
{
    tm__free(probe->sum);
    tm__free(probe->touched);
    tm__free(probe->noted);
    tm__free(probe->seen);
    tm__free(probe->key);
    tm__free(probe->spare);
    tm__free(probe->dense);
    tm__free(probe->order);
    tm__free(probe->reach);
    tm__free(probe->head);
    tm__free(probe->left);
}
