/*
 * Rows are found by the lists of the columns, the rarest first. While lists are short their
 * products are added up. As soon as a row that no list has shown yet can only be good enough if it
 * reaches far, the rest of the lists are read only as far as that (they are sorted by reach).
 * Every row that may be an answer is then compared in full, so the bounds decide what is looked at
 * and never what comes out.
 */
#include "similarity/probe.h"

#include "base/memory.h"
#include "base/sort.h"
#include "linalg/dot.h"

#include <math.h>
#include <string.h>

#ifdef __GNUC__
#define TM__PREFETCH(address) __builtin_prefetch(address)
#else
#define TM__PREFETCH(address) ((void)(address))
#endif
/*
 * What comparing two rows in full costs, in products of a list. With a bound that rises it pays to
 * know the sums of most rows first.
 */
enum { FULL_COST = 20, FULL_COST_TOP = 300 };
/* So many comparisons ahead a row is asked for. */
enum { AHEAD = 8 };
/* Sums are looked at for a bound once no more than this is left to reach: before, they are low. */
#define HOPEFUL 0.95f

/* The state of one question. */
struct state {
    struct tm__probe *p;
    const struct tm__question *q;
    size_t row, first, skip;
    double norm;
    size_t entries; /* of the row */
    size_t touched; /* rows with a sum */
    size_t summed;  /* the first so many of them have complete sums up to `cut` */
    size_t cut;     /* entries whose lists were read in full */
    size_t left;    /* postings in the lists from here on */
    float bound;    /* what a row must reach to be an answer */
    float slack;    /* what rounding may take from sums and bounds */
};

/* Best first, lower row first is the order of (bits of the similarity, complement of the row). */
static uint64_t key_of(float similarity, uint32_t row)
{
    uint32_t bits;

    memcpy(&bits, &similarity, sizeof bits);
    return (uint64_t)bits << 32 | (uint32_t)~row;
}

/* The same with the row above and the similarity below. */
static uint64_t turn(uint64_t key)
{
    return (uint64_t)(uint32_t)~key << 32 | key >> 32;
}

static float similarity_of(uint32_t bits)
{
    float similarity;

    memcpy(&similarity, &bits, sizeof similarity);
    return similarity;
}

struct tm__answer tm__probe_answer(const struct tm__probe *probe, size_t k)
{
    return (struct tm__answer){(uint32_t)(probe->key[k] >> 32),
                               similarity_of((uint32_t)probe->key[k])};
}

/* tm_cosine() of the row and another, bit for bit: the columns that are not common add 0. */
static float compare(const struct state *s, uint32_t row)
{
    const tm_sparse *m = s->q->index->rows;
    const uint64_t end = m->row_start[row + 1];
    double sum = 0;

    for (uint64_t e = m->row_start[row]; e < end; e++)
        sum += (double)s->p->dense[m->column[e]] * m->value[e];
    return (float)(sum / (s->norm * s->q->index->norm[row]));
}

static uint32_t column_at(const struct state *s, size_t k)
{
    const tm_sparse *m = s->q->queries;

    return m->column[m->row_start[s->row] + (uint32_t)s->p->order[k]];
}

static float value_at(const struct state *s, size_t k)
{
    const tm_sparse *m = s->q->queries;

    return (float)(m->value[m->row_start[s->row] + (uint32_t)s->p->order[k]] / s->norm);
}

static size_t list_size(const struct state *s, size_t k)
{
    const uint64_t *start = s->q->index->start + column_at(s, k);

    return (size_t)(start[1] - start[0]);
}

/* Order the row, spread it out, and find its reaches. */
static void start(struct state *s)
{
    const tm_sparse *m = s->q->queries;
    const uint64_t first = m->row_start[s->row];
    const size_t stored = (size_t)(m->row_start[s->row + 1] - first);
    double squares = 0;

    s->norm = tm__sparse_norm(m, s->row);
    s->entries = tm__inverted_order(s->q->index, s->p->order, s->p->order + stored, m, s->row);
    for (size_t k = s->entries; k-- > 0;) {
        const uint64_t e = first + (uint32_t)s->p->order[k];
        const double value = m->value[e] / s->norm;

        s->p->dense[m->column[e]] = m->value[e];
        squares += value * value;
        s->p->reach[k] = (float)sqrt(squares);
        s->left += list_size(s, k);
    }
    s->slack = (float)(s->entries + 16) * 0x1p-23f;
}

/* Add the products of a whole list. */
static void read_list(struct state *s, size_t k)
{
    const struct tm__inverted *x = s->q->index;
    const uint32_t column = column_at(s, k);
    const float value = value_at(s, k);
    float *const sum = s->p->sum;
    uint32_t *const touched = s->p->touched;
    size_t n = s->touched;

    for (uint64_t p = x->start[column]; p < x->start[column + 1]; p++) {
        const uint32_t row = x->row[p];
        const float before = sum[row], after = before + value * x->value[p];

        touched[n] = row;
        n += (before == 0) & (after > 0);
        sum[row] = after;
    }
    s->touched = n;
}

/* How many of a list reach far enough to be answers if this is their first common column. */
static size_t head_of(const struct state *s, size_t k)
{
    const struct tm__inverted *x = s->q->index;
    const uint32_t column = column_at(s, k);
    const float least = (s->bound - s->slack) / s->p->reach[k] * TM__REACH_STEPS;
    uint64_t low = x->start[column], high = x->start[column + 1];

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;

        if ((float)x->reach[middle] >= least)
            low = middle + 1;
        else
            high = middle;
    }
    return (size_t)(low - x->start[column]);
}

/* Note the rows of the head of a list that no list has shown yet and that may be answers. */
static void read_head(struct state *s, size_t k, size_t head)
{
    const struct tm__inverted *x = s->q->index;
    const uint64_t first = x->start[column_at(s, k)];
    const float value = value_at(s, k), least = s->bound - s->slack,
                behind = k + 1 < s->entries ? s->p->reach[k + 1] : 0;

    for (uint64_t p = first; p < first + head; p++) {
        const float reach = (float)x->reach[p] / TM__REACH_STEPS, y = x->value[p],
                    need = least - value * y, square = reach * reach - y * y;

        if (s->p->sum[x->row[p]] == 0 && (need <= 0 || behind * behind * square >= need * need)) {
            s->p->sum[x->row[p]] = 1;
            s->p->touched[s->touched++] = x->row[p];
        }
    }
}

/* The best rows by what was added up so far, compared in full, give a bound for all others. */
static void raise_bound(struct state *s)
{
    size_t n = 0;
    float worst = 1;

    for (size_t t = 0; t < s->touched; t++) {
        const uint32_t row = s->p->touched[t];

        if (row != s->skip && row >= s->first)
            s->p->key[n++] = key_of(s->p->sum[row], row);
    }
    if (n < s->q->top)
        return;
    n = tm__select_largest(s->p->key, n, s->q->top);
    for (size_t k = 0; k < n; k++) {
        const float similarity = compare(s, (uint32_t)~s->p->key[k]);

        worst = similarity < worst ? similarity : worst;
    }
    s->bound = worst > s->bound ? worst : s->bound;
}

/* Is it cheaper to compare all heads from entry k on in full than to read their lists? */
static bool heads_are_cheaper(const struct state *s, size_t k)
{
    const size_t cost = s->q->top == SIZE_MAX ? FULL_COST : FULL_COST_TOP;
    size_t heads = 0;

    for (size_t i = s->entries; i-- > k && heads * cost < s->left;)
        if (s->p->reach[i] >= s->bound - s->slack)
            heads += head_of(s, i);
    return heads * cost < s->left;
}

static bool is_new_level(const struct state *s, size_t k)
{
    const uint8_t *const level = s->q->index->level;

    return k == 0 || level[column_at(s, k)] != level[column_at(s, k - 1)];
}

/* Read the lists until no row that was not seen can be an answer. */
static void read_lists(struct state *s)
{
    bool heads = false;

    for (size_t k = 0; k < s->entries; k++) {
        const size_t size = list_size(s, k);

        if (!heads && s->q->top < s->touched && s->touched <= size && s->p->reach[k] < HOPEFUL)
            raise_bound(s);
        if (s->p->reach[k] < s->bound - s->slack)
            break;
        heads = heads || (is_new_level(s, k) && heads_are_cheaper(s, k));
        if (heads) {
            read_head(s, k, head_of(s, k));
        } else {
            read_list(s, k);
            s->summed = s->touched;
            s->cut = k + 1;
        }
        s->left -= size;
    }
}

/* Keep the touched rows that may be answers, and clear the sums. Returns how many there are. */
static size_t sift(struct state *s)
{
    const struct tm__inverted *x = s->q->index;
    const bool rest = s->cut < s->entries;
    const float behind = rest ? s->p->reach[s->cut] / TM__REACH_STEPS : 0,
                least = s->bound - s->slack;
    const uint8_t *const reach =
        rest ? x->rest + (size_t)x->level[column_at(s, s->cut)] * x->rows->rows : x->rest;
    size_t n = 0;

    for (size_t t = 0; t < s->touched; t++) {
        const uint32_t row = s->p->touched[t];
        const float sum = s->p->sum[row];

        s->p->sum[row] = 0;
        if (t < s->summed && sum + behind * (float)reach[row] < least)
            continue;
        if (row != s->skip && row >= s->first)
            s->p->touched[n++] = row;
    }
    return n;
}

/* Ask for a row that will be compared: rows lie far apart, and the way to memory is long. */
static void fetch_ahead(const struct state *s, size_t t, size_t n)
{
    const tm_sparse *m = s->q->index->rows;

    if (t + 2 * AHEAD < n)
        TM__PREFETCH(&m->row_start[s->p->touched[t + 2 * AHEAD]]);
    if (t + AHEAD < n) {
        const uint64_t e = m->row_start[s->p->touched[t + AHEAD]];

        TM__PREFETCH(&m->column[e]);
        TM__PREFETCH(&m->value[e]);
    }
}

/* Compare in full what may be an answer. */
static size_t settle(struct state *s)
{
    const size_t candidates = sift(s);
    size_t n = 0;

    for (size_t t = 0; t < candidates; t++) {
        const uint32_t row = s->p->touched[t];
        float similarity;

        fetch_ahead(s, t, candidates);
        similarity = compare(s, row);
        if (similarity >= s->q->threshold)
            s->p->key[n++] = key_of(similarity, row);
    }
    return n;
}

size_t tm__probe_row(struct tm__probe *probe, const struct tm__question *question, size_t i,
                     size_t first, size_t skip)
{
    struct state s = {.p = probe, .q = question, .row = i, .first = first, .skip = skip};
    const tm_sparse *m = question->queries;
    const size_t rows = question->index->rows->rows;
    unsigned bits = 0;
    size_t n;

    s.bound = question->threshold;
    if (question->top == 0)
        return 0;
    start(&s);
    read_lists(&s);
    if (s.summed == s.touched && question->top < s.touched)
        raise_bound(&s);
    n = tm__select_largest(probe->key, settle(&s), question->top);
    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        probe->dense[m->column[e]] = 0;
    for (size_t k = 0; k < n; k++)
        probe->key[k] = turn(probe->key[k]);
    while (rows >> bits)
        bits++;
    tm__sort_upper(probe->key, probe->spare, n, bits);
    return n;
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
        .key = tm__alloc_array(rows->rows, sizeof *probe->key),
        .spare = tm__alloc_array(rows->rows, sizeof *probe->spare),
        .dense = tm__calloc(rows->cols, sizeof *probe->dense),
        .order = tm__alloc_array(2 * longest, sizeof *probe->order),
        .reach = tm__alloc_array(longest, sizeof *probe->reach),
    };
    return probe->sum && probe->touched && probe->key && probe->spare && probe->dense &&
           probe->order && probe->reach;
}

void tm__probe_release(struct tm__probe *probe)
{
    tm__free(probe->sum);
    tm__free(probe->touched);
    tm__free(probe->key);
    tm__free(probe->spare);
    tm__free(probe->dense);
    tm__free(probe->order);
    tm__free(probe->reach);
}
