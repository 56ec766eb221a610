#include "cluster/story_graph.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/rough.h"
#include "cluster/story_lists.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 64,       /* rows a unit of work */
    CANDIDATES = 200, /* rows compared in both spaces */
    NEIGHBOURS = 20,  /* rows that stay */
    AHEAD = 6,        /* candidates whose vectors are on their way */
    ROUGH_AHEAD = 12  /* the same of vectors in bytes */
};

/* What a worker needs. */
struct scratch {
    struct tm__story_reading reading;
    float *spread;               /* [cols] the row that is asked about, all 0 between rows */
    struct tm__candidate *lower; /* [CANDIDATES] bounds of the cosine of a candidate */
    float *upper;                /* [CANDIDATES] the same */
};

struct search {
    const struct tm__blend *rows;
    struct tm__rough rough; /* of the dense vectors, if there are any */
    struct tm__story_lists lists;
    float *rest; /* [rows] length of a row in frequent terms, or somewhat more */
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

/* Bounds of a cosine with row i will be asked for soon. */
static void ask_for_bounds(const struct search *s, uint32_t i)
{
    TM__PREFETCH(s->rest + i);
    if (s->rows->dense)
        tm__rough_prefetch(&s->rough, i);
}

/*
 * Bring those of n candidates to the front that may be among the neighbours of row i, by bounds of
 * their cosines: the products over terms that are not frequent are there, those over frequent ones
 * add no more than the lengths there (Cauchy & Schwarz). Returns how many there are.
 */
static size_t keep_possible(const struct search *s, struct scratch *w, size_t i, size_t n)
{
    struct tm__candidate *const candidate = w->reading.candidate;
    float worst = INFINITY, least = s->least;
    size_t kept = 0;

    if (n <= NEIGHBOURS)
        return n;
    for (size_t x = 0; x < n; x++) {
        const struct tm__candidate c = candidate[x];
        const double by = doubt(s, i, c.row);
        double near = c.similarity;
        if (x + ROUGH_AHEAD < n)
            ask_for_bounds(s, candidate[x + ROUGH_AHEAD].row);
        if (s->rows->dense)
            near += tm__rough_dot(&s->rough, i, c.row);
        w->lower[x] = (struct tm__candidate){(float)(near - by), (uint32_t)x};
        w->upper[x] = (float)(near + by + (double)s->rest[i] * s->rest[c.row]);
    }
    tm__candidates_select(w->lower, n, NEIGHBOURS);
    for (size_t x = 0; x < NEIGHBOURS; x++)
        worst = fminf(worst, w->lower[x].similarity);
    least = fmaxf(least, worst);
    for (size_t x = 0; x < n; x++) {
        candidate[kept] = candidate[x];
        kept += w->upper[x] >= least;
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
        tm__dense_prefetch(s->rows->dense + i * s->rows->width, s->rows->width);
}

static void find_neighbours(const struct search *s, struct scratch *w, size_t i)
{
    struct tm__candidate *const candidate = w->reading.candidate;
    size_t n = tm__story_lists_read(&s->lists, &w->reading, i), kept = 0;

    spread_row(s, w, i, true);
    n = keep_possible(s, w, i, n);
    for (size_t x = 0; x < n; x++) {
        struct tm__candidate c = {0, candidate[x].row};
        if (x + AHEAD < n)
            ask_ahead(s, candidate[x + AHEAD].row);
        c.similarity = (float)cosine(s, w, i, c.row);
        if (c.similarity >= s->least)
            candidate[kept++] = c;
    }
    spread_row(s, w, i, false);
    if (kept > NEIGHBOURS) {
        tm__candidates_select(candidate, kept, NEIGHBOURS);
        kept = NEIGHBOURS;
    }
    if (kept)
        qsort(candidate, kept, sizeof *candidate, by_row);
    memcpy(s->found + i * NEIGHBOURS, candidate, kept * sizeof *candidate);
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
    const tm_sparse *index = s->lists.index;

    for (size_t t = 0; t < index->rows; t++)
        if (index->row_start[t + 1] - index->row_start[t] > s->lists.most)
            for (uint64_t p = index->row_start[t]; p < index->row_start[t + 1]; p++)
                s->rest[index->column[p]] += index->value[p] * index->value[p];
    for (size_t i = 0; i < rows; i++)
        s->rest[i] = sqrtf(s->rest[i]) * 1.001f; /* thousands of terms do not round to that */
}

static bool make_scratch(struct scratch *w, const struct tm__story_lists *lists)
{
    w->spread = tm__calloc(lists->rows->cols, sizeof *w->spread);
    w->lower = tm__alloc_array(CANDIDATES, sizeof *w->lower);
    w->upper = tm__alloc_array(CANDIDATES, sizeof *w->upper);
    return tm__story_reading_new(&w->reading, lists) && w->spread && w->lower && w->upper;
}

static void release_scratch(struct scratch *w)
{
    tm__story_reading_release(&w->reading);
    tm__free(w->spread);
    tm__free(w->lower);
    tm__free(w->upper);
}

static bool make(struct search *s, size_t workers, size_t rows)
{
    s->scratch = tm__calloc(workers, sizeof *s->scratch);
    s->found = tm__alloc_array(rows, NEIGHBOURS * sizeof *s->found);
    s->count = tm__alloc_array(rows, sizeof *s->count);
    s->rest = tm__calloc(rows, sizeof *s->rest);
    for (size_t w = 0; s->scratch && w < workers; w++)
        if (!make_scratch(&s->scratch[w], &s->lists))
            return false;
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
    tm_status status = tm__story_lists_new(&s.lists, rows->terms, CANDIDATES, err);

    *out = NULL;
    if (status != TM_OK)
        return status;
    if (!make(&s, workers, n))
        status = tm__fail_memory(err, "looking for neighbours");
    if (status == TM_OK && rows->dense)
        status = tm__rough_new(&s.rough, rows->dense, n, rows->width, run, err);
    if (status == TM_OK)
        status = tm__parallel_for(blocks, search_block, &s, "neighbours", run, err);
    if (status == TM_OK)
        status = collect(out, &s, err);
    for (size_t w = 0; s.scratch && w < workers; w++)
        release_scratch(&s.scratch[w]);
    tm__story_lists_release(&s.lists);
    tm__rough_release(&s.rough);
    tm__free(s.scratch);
    tm__free(s.found);
    tm__free(s.count);
    tm__free(s.rest);
    return status;
}
