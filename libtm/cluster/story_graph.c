#include "cluster/story_graph.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/rough.h"
#include "cluster/story_candidates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 64,       /* rows a unit of work */
    CANDIDATES = 200, /* rows compared in both spaces */
    NEIGHBOURS = 20,  /* rows that stay */
    CHUNK = 8192,     /* rows whose sums are added up together */
    AHEAD = 6         /* candidates whose vectors are on their way */
};
/* A term in more rows than both of these brings nobody into question. */
static const size_t frequent = 1000, frequent_share = 50;

/* What is left of the list of a term, and the term's value in the row that is asked about. */
struct list {
    uint64_t from, to;
    float value;
};

struct scratch {
    struct list *list;               /* [cols] */
    float *sum;                      /* [CHUNK] products so far, all 0 between rows */
    uint32_t *met;                   /* [CHUNK + 1] rows that have a sum */
    struct tm__candidate *candidate; /* [rows + 1] */
    float *spread;                   /* [cols] the row that is asked about, all 0 between rows */
    uint32_t *histogram;             /* [TM__CANDIDATE_STEPS + 1] */
};

struct search {
    const struct tm__blend *rows;
    struct tm__rough rough; /* of the dense vectors, if there are any */
    const tm_sparse *index;
    size_t most; /* rows of a term that still counts */
    float *rest; /* [rows] length of a row in the terms that do not, or somewhat more */
    float least;
    struct scratch *scratch;     /* [workers] */
    struct tm__candidate *found; /* [rows * NEIGHBOURS] */
    uint32_t *count;             /* [rows] */
};

static int by_row(const void *a, const void *b)
{
    const struct tm__candidate *x = a, *y = b;

    return x->row < y->row ? -1 : x->row > y->row;
}

/* The lists of the terms of row i that are not frequent; returns how many. */
static size_t find_lists(const struct search *s, struct scratch *w, size_t i)
{
    const tm_sparse *m = s->rows->terms, *index = s->index;
    size_t lists = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint64_t from = index->row_start[m->column[e]];
        const uint64_t to = index->row_start[m->column[e] + 1];
        if (to - from <= s->most && m->value[e] > 0)
            w->list[lists++] = (struct list){from, to, m->value[e]};
    }
    return lists;
}

/* Add the lists up to row `first` + CHUNK to w->sum; those that are met are in w->met. */
static size_t add_lists(const struct search *s, struct scratch *w, size_t lists, uint32_t first)
{
    const tm_sparse *index = s->index;
    size_t n = 0;

    for (size_t l = 0; l < lists; l++) {
        struct list *const list = &w->list[l];
        uint64_t p = list->from;

        for (; p < list->to && index->column[p] - first < CHUNK; p++) {
            const uint32_t row = index->column[p] - first;
            const float product = list->value * index->value[p];
            w->met[n] = row; /* overwritten by the next if it is known already */
            n += (w->sum[row] == 0) & (product > 0);
            w->sum[row] += product;
        }
        list->from = p;
    }
    return n;
}

/*
 * The rows that share a term with row i, but for frequent ones, and their products over these; not
 * those that are too far to be among the best. Rows are taken in chunks, whose sums stay in the
 * first cache.
 */
static size_t gather_candidates(const struct search *s, struct scratch *w, size_t i)
{
    const size_t rows = s->rows->terms->rows, lists = find_lists(s, w, i);
    struct tm__bar bar;
    size_t kept = 0;

    tm__bar_start(&bar, CANDIDATES, w->histogram);
    for (size_t first = 0; first < rows; first += CHUNK) {
        const size_t n = add_lists(s, w, lists, (uint32_t)first);

        for (size_t x = 0; x < n; x++) {
            const float similarity = w->sum[w->met[x]];
            const uint32_t row = (uint32_t)first + w->met[x];
            w->sum[w->met[x]] = 0;
            if (similarity >= bar.least && row != i) {
                w->candidate[kept++] = (struct tm__candidate){similarity, row};
                tm__bar_raise(&bar, similarity);
            }
        }
    }
    return kept;
}

static void spread_row(const struct search *s, struct scratch *w, size_t i, bool is_there)
{
    const tm_sparse *m = s->rows->terms;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        w->spread[m->column[e]] = is_there ? m->value[e] : 0;
}

/* The product of the row that is spread out and another, by terms. */
static double by_terms(const struct search *s, const struct scratch *w, uint32_t row)
{
    const tm_sparse *m = s->rows->terms;
    double sum = 0;

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        sum += (double)w->spread[m->column[e]] * m->value[e];
    return sum;
}

/* tm__blend_cosine() of the row that is spread out and another, bit for bit. */
static double cosine(const struct search *s, const struct scratch *w, size_t i, uint32_t row)
{
    const size_t width = s->rows->width;

    if (!s->rows->dense)
        return by_terms(s, w, row);
    return by_terms(s, w, row) +
           tm__dense_dot(s->rows->dense + i * width, s->rows->dense + row * width, width);
}

/* How far the cosine of rows i and j may be from what is known of it, but for frequent terms. */
static double doubt(const struct search *s, size_t i, uint32_t j)
{
    const uint64_t *const start = s->rows->terms->row_start;
    const double rounding = (double)(start[i + 1] - start[i] + 16) * 0x1p-23;

    return rounding + (s->rows->dense ? tm__rough_error(&s->rough, i, j) : 0);
}

/*
 * Bring those of n candidates to the front that may be among the neighbours of row i, by bounds of
 * their cosines: the products over terms that are not frequent are there, those over frequent ones
 * add no more than the lengths there (Cauchy & Schwarz). Returns how many there are.
 */
static size_t keep_possible(const struct search *s, struct scratch *w, size_t i, size_t n)
{
    float worst = INFINITY, least = s->least;
    size_t kept = 0;

    if (n <= NEIGHBOURS)
        return n;
    for (size_t x = 0; x < n; x++) {
        struct tm__candidate *c = &w->candidate[x];
        double lower = c->similarity - doubt(s, i, c->row);
        if (s->rows->dense && x + AHEAD < n)
            tm__rough_prefetch(&s->rough, w->candidate[x + AHEAD].row);
        if (s->rows->dense)
            lower += tm__rough_dot(&s->rough, i, c->row);
        c->similarity = (float)lower;
    }
    tm__candidates_select(w->candidate, n, NEIGHBOURS);
    for (size_t x = 0; x < NEIGHBOURS; x++)
        worst = fminf(worst, w->candidate[x].similarity);
    least = fmaxf(least, worst);
    for (size_t x = 0; x < n; x++) {
        const struct tm__candidate c = w->candidate[x];
        w->candidate[kept] = c;
        kept +=
            c.similarity + 2 * doubt(s, i, c.row) + (double)s->rest[i] * s->rest[c.row] >= least;
    }
    return kept;
}

/* Row i will be compared soon. */
static void ask_ahead(const struct search *s, uint32_t i)
{
    const tm_sparse *m = s->rows->terms;

    TM__PREFETCH(m->column + m->row_start[i]);
    TM__PREFETCH(m->value + m->row_start[i]);
    if (s->rows->dense)
        TM__PREFETCH(s->rows->dense + i * s->rows->width);
}

static void find_neighbours(const struct search *s, struct scratch *w, size_t i)
{
    size_t n = gather_candidates(s, w, i), kept = 0;

    n = tm__candidates_cut(w->candidate, n, CANDIDATES, w->histogram);
    spread_row(s, w, i, true);
    n = keep_possible(s, w, i, n);
    for (size_t x = 0; x < n; x++) {
        struct tm__candidate c = {0, w->candidate[x].row};
        if (x + AHEAD < n)
            ask_ahead(s, w->candidate[x + AHEAD].row);
        c.similarity = (float)cosine(s, w, i, c.row);
        if (c.similarity >= s->least)
            w->candidate[kept++] = c;
    }
    spread_row(s, w, i, false);
    if (kept > NEIGHBOURS) {
        tm__candidates_select(w->candidate, kept, NEIGHBOURS);
        kept = NEIGHBOURS;
    }
    if (kept)
        qsort(w->candidate, kept, sizeof *w->candidate, by_row);
    memcpy(s->found + i * NEIGHBOURS, w->candidate, kept * sizeof *w->candidate);
    s->count[i] = (uint32_t)kept;
}

static tm_status search_block(void *ctx, size_t block, unsigned worker)
{
    const struct search *s = ctx;
    const size_t rows = s->rows->terms->rows, end = (block + 1) * BLOCK;

    for (size_t i = block * BLOCK; i < end && i < rows; i++)
        find_neighbours(s, &s->scratch[worker], i);
    return TM_OK;
}

static tm_status collect(tm_sparse **out, const struct search *s, tm_error *err)
{
    const size_t rows = s->rows->terms->rows;
    uint64_t entries = 0, at = 0;
    tm_status status;

    for (size_t i = 0; i < rows; i++)
        entries += s->count[i];
    status = tm_sparse_new(out, rows, rows, entries, err);
    if (status != TM_OK)
        return status;
    for (size_t i = 0; i < rows; i++) {
        for (size_t x = 0; x < s->count[i]; x++, at++) {
            (*out)->column[at] = s->found[i * NEIGHBOURS + x].row;
            (*out)->value[at] = s->found[i * NEIGHBOURS + x].similarity;
        }
        (*out)->row_start[i + 1] = at;
    }
    return TM_OK;
}

/* Lengths of rows in frequent terms. */
static void measure_rest(struct search *s, size_t rows)
{
    const tm_sparse *index = s->index;

    for (size_t t = 0; t < index->rows; t++)
        if (index->row_start[t + 1] - index->row_start[t] > s->most)
            for (uint64_t p = index->row_start[t]; p < index->row_start[t + 1]; p++)
                s->rest[index->column[p]] += index->value[p] * index->value[p];
    for (size_t i = 0; i < rows; i++)
        s->rest[i] = sqrtf(s->rest[i]) * 1.001f; /* thousands of terms do not round to that */
}

static bool make_scratch(struct search *s, size_t workers, size_t rows)
{
    s->scratch = tm__calloc(workers, sizeof *s->scratch);
    s->found = tm__alloc_array(rows, NEIGHBOURS * sizeof *s->found);
    s->count = tm__alloc_array(rows, sizeof *s->count);
    s->rest = tm__calloc(rows, sizeof *s->rest);
    for (size_t w = 0; s->scratch && w < workers; w++) {
        s->scratch[w].list = tm__alloc_array(s->rows->terms->cols, sizeof *s->scratch->list);
        s->scratch[w].sum = tm__calloc(CHUNK, sizeof *s->scratch->sum);
        s->scratch[w].met = tm__alloc_array(CHUNK + 1, sizeof *s->scratch->met);
        s->scratch[w].candidate = tm__alloc_array(rows + 1, sizeof *s->scratch->candidate);
        s->scratch[w].spread = tm__calloc(s->rows->terms->cols, sizeof *s->scratch->spread);
        s->scratch[w].histogram =
            tm__alloc_array(TM__CANDIDATE_STEPS + 1, sizeof *s->scratch->histogram);
        if (!s->scratch[w].list || !s->scratch[w].sum || !s->scratch[w].met ||
            !s->scratch[w].candidate || !s->scratch[w].spread || !s->scratch[w].histogram)
            return false;
    }
    if (s->rest)
        measure_rest(s, rows);
    return s->scratch && s->found && s->count && s->rest;
}

tm_status tm__story_graph(tm_sparse **out, const struct tm__blend *rows, double least,
                          const tm_run *run, tm_error *err)
{
    const size_t n = rows->terms->rows, blocks = (n + BLOCK - 1) / BLOCK;
    const size_t workers = tm__threads(run);
    struct search s = {.rows = rows, .least = (float)least};
    tm_sparse *index = NULL;
    tm_status status = tm_sparse_transpose(&index, rows->terms, err);

    *out = NULL;
    if (status != TM_OK)
        return status;
    s.index = index;
    s.most = n / frequent_share > frequent ? n / frequent_share : frequent;
    if (!make_scratch(&s, workers, n))
        status = tm__fail_memory(err, "looking for neighbours");
    if (status == TM_OK && rows->dense)
        status = tm__rough_new(&s.rough, rows->dense, n, rows->width, run, err);
    if (status == TM_OK)
        status = tm__parallel_for(blocks, search_block, &s, "neighbours", run, err);
    if (status == TM_OK)
        status = collect(out, &s, err);
    for (size_t w = 0; s.scratch && w < workers; w++) {
        tm__free(s.scratch[w].list);
        tm__free(s.scratch[w].sum);
        tm__free(s.scratch[w].met);
        tm__free(s.scratch[w].candidate);
        tm__free(s.scratch[w].spread);
        tm__free(s.scratch[w].histogram);
    }
    tm__rough_release(&s.rough);
    tm__free(s.scratch);
    tm__free(s.found);
    tm__free(s.count);
    tm__free(s.rest);
    tm_sparse_free(index);
    return status;
}
