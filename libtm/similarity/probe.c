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
/* Costs in products of a list: of judging a row by its signature, of an entry compared in full,
 * and of what is the same for all rows that are. */
#define COST_SIGNATURE 1.5f
#define COST_ENTRY 0.5f
#define COST_FULL 16.0f
/* Rows that are judged together. */
enum { CHUNK = 64 };
/* With so many rows seen a bound that rises is good enough to choose by. */
enum { SEEDS = 2 * CHUNK };
/* Sums are looked at for a bound once no more than this is left to reach: before, they are low. */
#define HOPEFUL 0.95f

/* The state of one question. */
struct state {
    struct tm__probe *p;
    const struct tm__question *q;
    size_t row, first, skip;
    double norm;
    size_t entries;                 /* of the row */
    size_t touched;                 /* rows with a sum */
    size_t cut;                     /* entries whose lists were read */
    size_t seen;                    /* rows that were judged or cannot be answers */
    size_t found;                   /* keys of rows that may be answers */
    size_t crowded;                 /* with so many found it is time to look for a bound */
    size_t pending;                 /* candidates that wait to be compared in full */
    float bound;                    /* what a row must reach to be an answer */
    float slack;                    /* what rounding may take from sums and bounds */
    struct tm__signature signature; /* of the entries whose lists were not read */
    uint64_t candidate[2 * CHUNK];  /* (a bound on the similarity, row) */
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
    const struct tm__indexed_row *const place = &s->q->index->place[row];
    const uint64_t end = place[1].start;
    double sum = 0;

    for (uint64_t e = place->start; e < end; e++)
        sum += (double)s->p->dense[m->column[e]] * m->value[e];
    return (float)(sum / (s->norm * place->norm));
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
    double squares = 0, bucket[TM__BUCKETS] = {0};

    s->norm = tm__sparse_norm(m, s->row);
    s->entries = tm__inverted_order(s->q->index, s->p->order, s->p->order + stored, m, s->row);
    for (size_t k = s->entries; k-- > 0;) {
        const uint64_t e = first + (uint32_t)s->p->order[k];
        const double value = m->value[e] / s->norm;
        double *const square = &bucket[tm__inverted_bucket(s->q->index, m->column[e])];

        s->p->dense[m->column[e]] = m->value[e];
        squares += value * value;
        s->p->reach[k] = (float)sqrt(squares);
        s->p->left[k] = tm__signature_length(*square);
        *square += value * value;
    }
    s->slack = (float)(s->entries + 16) * 0x1p-23f;
    tm__signature_set(&s->signature, bucket);
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

static inline bool is_wanted(const struct state *s, uint32_t row)
{
    return (row != s->skip) & (row >= s->first);
}

/* Only the best `top` of what was found count, so the worst of them bounds what can follow. */
static void raise_bound(struct state *s)
{
    float worst = 1;

    if (s->found < s->q->top || s->found < s->crowded)
        return;
    s->found = tm__select_largest(s->p->key, s->found, s->q->top);
    for (size_t k = 0; k < s->found; k++) {
        const float similarity = similarity_of((uint32_t)(s->p->key[k] >> 32));

        worst = similarity < worst ? similarity : worst;
    }
    s->bound = worst > s->bound ? worst : s->bound;
    s->crowded = s->found + s->found / 16 + 1;
}

/* Compare rows in full; those that are good enough are found. */
static void compare_all(struct state *s, const uint64_t *candidate, size_t n)
{
    for (size_t t = 0; t < n; t++) {
        const uint32_t row = (uint32_t)candidate[t];
        const float similarity = compare(s, row);

        if (similarity >= s->bound)
            s->p->key[s->found++] = key_of(similarity, row);
    }
    raise_bound(s);
}

/* A bound on a similarity as a whole number that keeps the order, rounded up. */
static uint32_t mark_of(float bound)
{
    return bound > 0 ? (uint32_t)(bound * 0x1p20f) + 1 : 0;
}

/* Ask for a row before it is compared: rows lie far apart, and the way to memory is long. */
static void fetch_rows(const struct state *s, const uint64_t *candidate, size_t n)
{
    const tm_sparse *m = s->q->index->rows;

    for (size_t t = 0; t < n; t++) {
        const uint64_t e = s->q->index->place[(uint32_t)candidate[t]].start;

        TM__PREFETCH(&m->column[e]);
        TM__PREFETCH(&m->value[e]);
    }
}

/* Compare what waits in full, what looks best first: it can raise the bound for the rest. */
static void settle_pending(struct state *s)
{
    uint64_t *candidate = s->candidate;
    size_t n = s->pending;

    while (n > 0) {
        const size_t best = tm__select_largest(candidate, n, s->q->top), all = n - best;
        uint32_t least;

        fetch_rows(s, candidate, best);
        compare_all(s, candidate, best);
        candidate += best;
        least = mark_of(s->bound - s->slack);
        n = 0;
        for (size_t t = 0; t < all; t++) {
            const uint64_t other = candidate[t];

            candidate[n] = other;
            n += other >> 32 >= least;
        }
    }
    s->pending = 0;
}

/* New rows, and what the list that shows them adds to the similarity, for settle_new(). */
struct fresh {
    uint32_t row[CHUNK];
    float product[CHUNK];
    size_t count;
};

/* Those that can be good enough by their signatures wait to be compared; were any compared? */
static bool settle_new(struct state *s, const struct fresh *f)
{
    const float least = s->bound - s->slack;

    for (size_t t = 0; t < f->count; t++) {
        const uint32_t row = f->row[t];
        const float bound =
            f->product[t] + (float)tm__signature_product(
                                &s->signature, s->q->index->signature + (size_t)row * TM__BUCKETS) /
                                TM__SIGNATURE_ONE;

        if (bound >= least) {
            s->candidate[s->pending++] = (uint64_t)mark_of(bound) << 32 | row;
            TM__PREFETCH(&s->q->index->place[row]);
        }
    }
    if (s->pending < CHUNK)
        return false;
    settle_pending(s);
    return true;
}

/* Note a row unless it was seen or is not wanted; is it noted? */
static inline bool note_new(struct state *s, uint32_t row)
{
    uint64_t *const word = &s->p->seen[row / 64];
    const bool fresh = is_wanted(s, row) & !(*word >> row % 64 & 1);

    *word |= (uint64_t)fresh << row % 64;
    s->p->noted[s->seen] = row;
    s->seen += fresh;
    return fresh;
}

/* Settle the rows of the head of a list that no list has shown yet. */
static void read_head(struct state *s, size_t k)
{
    const struct tm__inverted *x = s->q->index;
    const uint64_t start = x->start[column_at(s, k)];
    const float value = value_at(s, k);
    size_t head = head_of(s, k);

    for (size_t at = 0; at < head; at += CHUNK) {
        const size_t end = at + CHUNK < head ? at + CHUNK : head;
        struct fresh f;

        f.count = 0;
        for (uint64_t p = start + at; p < start + end; p++) {
            const uint32_t row = x->row[p];

            /* No branches: half of them would be guessed wrong. */
            TM__PREFETCH(x->signature + (size_t)row * TM__BUCKETS);
            f.row[f.count] = row;
            f.product[f.count] = value * x->value[p];
            f.count += note_new(s, row);
        }
        if (settle_new(s, &f)) /* the bound may have risen */
            head = head_of(s, k);
    }
}

/* The best rows by what was added up so far, compared in full, give a bound for all others. */
static void raise_by_sums(struct state *s)
{
    uint64_t *const key = s->p->spare;
    size_t n = 0;
    float worst = 1;

    for (size_t t = 0; t < s->touched; t++) {
        const uint32_t row = s->p->touched[t];

        if (is_wanted(s, row))
            key[n++] = key_of(s->p->sum[row], row);
    }
    if (n < s->q->top)
        return;
    n = tm__select_largest(key, n, s->q->top);
    for (size_t k = 0; k < n; k++) {
        const float similarity = compare(s, (uint32_t)~key[k]);

        worst = similarity < worst ? similarity : worst;
    }
    s->bound = worst > s->bound ? worst : s->bound;
}

/* Compare in full the rows with sums that may be answers, and clear the sums. */
static void settle_sums(struct state *s)
{
    const struct tm__inverted *x = s->q->index;
    const bool rest = s->cut < s->entries;
    const float behind = rest ? s->p->reach[s->cut] : 0;
    const uint8_t *const reach =
        rest ? x->rest + (size_t)x->level[column_at(s, s->cut)] * x->rows->rows : x->rest;
    uint64_t candidate[CHUNK];
    size_t n = 0;

    if (s->touched > s->q->top)
        raise_by_sums(s);
    for (size_t t = 0; t < s->touched; t++) {
        const uint32_t row = s->p->touched[t];
        const float least = s->bound - s->slack, sum = s->p->sum[row];

        s->p->sum[row] = 0;
        if (!note_new(s, row) || sum + behind < least ||
            sum + behind * (float)reach[row] / TM__REACH_STEPS < least ||
            (rest && sum + (float)tm__signature_product(&s->signature,
                                                        x->signature + (size_t)row * TM__BUCKETS) /
                                 TM__SIGNATURE_ONE <
                         least))
            continue;
        candidate[n++] = row;
        TM__PREFETCH(&x->place[row]);
        if (n == CHUNK) {
            compare_all(s, candidate, n);
            n = 0;
        }
    }
    compare_all(s, candidate, n);
    s->touched = 0;
}

/*
 * What judging a row by itself costs: its signature, and as often as that looks good, all of it.
 * Products of signatures lie around the usual one, and the further the bound is above it the fewer
 * reach it; the fourth power is what was seen on headlines and on articles.
 */
static float cost_of_judging(const struct state *s)
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
static bool heads_are_cheaper(const struct state *s, size_t k)
{
    const float cost = cost_of_judging(s), least = s->bound - s->slack;
    size_t lists = 0, heads = 0;

    for (size_t i = k; i < s->entries && s->p->reach[i] >= least; i++)
        lists += list_size(s, i);
    for (size_t i = k;
         i < s->entries && s->p->reach[i] >= least && (float)heads * cost < (float)lists; i++)
        heads += head_of(s, i);
    return (float)heads * cost < (float)lists;
}

static bool is_new_level(const struct state *s, size_t k)
{
    const uint8_t *const level = s->q->index->level;

    return k == 0 || level[column_at(s, k)] != level[column_at(s, k - 1)];
}

/* Read the lists until no row that was not seen can be an answer. */
static void read_lists(struct state *s)
{
    bool seeding = s->q->top < s->q->index->rows->rows, heads = true;

    for (size_t k = 0; k < s->entries && s->p->reach[k] >= s->bound - s->slack; k++) {
        if (!seeding && is_new_level(s, k)) {
            heads = heads_are_cheaper(s, k);
            if (heads && s->touched > 0)
                settle_sums(s);
        }
        s->signature.length[tm__inverted_bucket(s->q->index, column_at(s, k))] = s->p->left[k];
        if (heads) {
            read_head(s, k);
        } else {
            if (s->q->top < s->touched && s->touched <= list_size(s, k) && s->p->reach[k] < HOPEFUL)
                raise_by_sums(s);
            read_list(s, k);
        }
        s->cut = k + 1;
        if (seeding && s->seen >= SEEDS) {
            seeding = false;
            heads = k + 1 == s->entries || heads_are_cheaper(s, k + 1);
        }
    }
    settle_pending(s);
    if (s->touched > 0)
        settle_sums(s);
}

static void clear(struct state *s)
{
    const tm_sparse *m = s->q->queries;

    for (size_t t = 0; t < s->seen; t++)
        s->p->seen[s->p->noted[t] / 64] = 0;
    for (uint64_t e = m->row_start[s->row]; e < m->row_start[s->row + 1]; e++)
        s->p->dense[m->column[e]] = 0;
}

size_t tm__probe_row(struct tm__probe *probe, const struct tm__question *question, size_t i,
                     size_t first, size_t skip)
{
    struct state s = {.p = probe, .q = question, .row = i, .first = first, .skip = skip};
    const size_t rows = question->index->rows->rows;
    unsigned bits = 0;
    size_t n;

    s.bound = question->threshold;
    if (question->top == 0)
        return 0;
    start(&s);
    read_lists(&s);
    clear(&s);
    n = tm__select_largest(probe->key, s.found, question->top);
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
        .noted = tm__alloc_array(rows->rows + 1, sizeof *probe->noted),
        .seen = tm__calloc(rows->rows / 64 + 1, sizeof *probe->seen),
        .key = tm__alloc_array(rows->rows, sizeof *probe->key),
        .spare = tm__alloc_array(rows->rows, sizeof *probe->spare),
        .dense = tm__calloc(rows->cols, sizeof *probe->dense),
        .order = tm__alloc_array(2 * longest, sizeof *probe->order),
        .reach = tm__alloc_array(longest, sizeof *probe->reach),
        .left = tm__alloc_array(longest, sizeof *probe->left),
    };
    return probe->sum && probe->touched && probe->noted && probe->seen && probe->key &&
           probe->spare && probe->dense && probe->order && probe->reach && probe->left;
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
    tm__free(probe->left);
}
