#include "cluster/story_graph.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 64,       /* rows a unit of work */
    CANDIDATES = 200, /* rows compared in both spaces */
    NEIGHBOURS = 20,  /* rows that stay */
    STEPS = 512       /* of a histogram of similarities */
};
/* A term in more rows than both of these brings nobody into question. */
static const size_t frequent = 1000, frequent_share = 50;

struct candidate {
    float similarity;
    uint32_t row;
};

struct scratch {
    float *sum;                  /* [rows] products so far, all 0 between rows */
    struct candidate *candidate; /* [rows] */
    float *spread;               /* [cols] the row that is asked about, all 0 between rows */
    uint32_t *histogram;         /* [STEPS + 1] */
};

struct search {
    const struct tm__blend *rows;
    const tm_sparse *index;
    size_t most; /* rows of a term that still counts */
    float least;
    struct scratch *scratch; /* [workers] */
    struct candidate *found; /* [rows * NEIGHBOURS] */
    uint32_t *count;         /* [rows] */
};

static bool better(struct candidate a, struct candidate b)
{
    return a.similarity > b.similarity || (a.similarity == b.similarity && a.row < b.row);
}

/* Bring the best `keep` of c[0..n) to the front, in no order (Hoare's selection). */
static void select_best(struct candidate *c, size_t n, size_t keep)
{
    size_t low = 0, high = n;

    while (high - low > 1 && keep > low && keep < high) {
        const struct candidate pivot = c[low + (high - low - 1) / 2]; /* never the last */
        size_t i = low, j = high - 1;
        for (;;) {
            while (better(c[i], pivot))
                i++;
            while (better(pivot, c[j]))
                j--;
            if (i >= j)
                break;
            const struct candidate swap = c[i];
            c[i++] = c[j];
            c[j--] = swap;
        }
        /* [low, j] is at least as good as [j + 1, high) */
        if (keep <= j + 1)
            high = j + 1;
        else
            low = j + 1;
    }
}

static int by_row(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    return x->row < y->row ? -1 : x->row > y->row;
}

/* The rows that share a term with row i, but for frequent ones, and their products over these. */
static size_t gather_candidates(const struct search *s, struct scratch *w, size_t i)
{
    const tm_sparse *m = s->rows->terms, *index = s->index;
    size_t n = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint64_t from = index->row_start[m->column[e]];
        const uint64_t to = index->row_start[m->column[e] + 1];
        const float x = m->value[e];
        if (to - from > s->most || x <= 0)
            continue;
        for (uint64_t p = from; p < to; p++) {
            const uint32_t row = index->column[p];
            if (w->sum[row] == 0)
                w->candidate[n++].row = row;
            w->sum[row] += x * index->value[p];
        }
    }
    return n;
}

static size_t step_of(float similarity)
{
    return similarity < 1 ? (size_t)(similarity * STEPS) : STEPS;
}

/*
 * Move the best `keep` of n candidates to the front, in no order; returns how many there are. Most
 * are far below the others, and a histogram tells where these begin.
 */
static size_t keep_best(struct scratch *w, size_t n, size_t keep)
{
    size_t least = STEPS, above = 0, kept = 0;

    if (n <= keep)
        return n;
    memset(w->histogram, 0, (STEPS + 1) * sizeof *w->histogram);
    for (size_t x = 0; x < n; x++)
        w->histogram[step_of(w->candidate[x].similarity)]++;
    while ((above += w->histogram[least]) < keep)
        least--;
    for (size_t x = 0; x < n; x++) {
        const struct candidate c = w->candidate[x];

        w->candidate[kept] = c;
        kept += step_of(c.similarity) >= least;
    }
    select_best(w->candidate, kept, keep);
    return keep;
}

/* tm__blend_cosine() of the row that is spread out and another, bit for bit. */
static double cosine(const struct search *s, const struct scratch *w, size_t i, uint32_t row)
{
    const tm_sparse *m = s->rows->terms;
    const size_t width = s->rows->width;
    double sum = 0;

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        sum += (double)w->spread[m->column[e]] * m->value[e];
    if (!s->rows->dense)
        return sum;
    return sum + tm__dense_dot(s->rows->dense + i * width, s->rows->dense + row * width, width);
}

static void spread_row(const struct search *s, struct scratch *w, size_t i, bool is_there)
{
    const tm_sparse *m = s->rows->terms;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        w->spread[m->column[e]] = is_there ? m->value[e] : 0;
}

static void find_neighbours(const struct search *s, struct scratch *w, size_t i)
{
    size_t n = gather_candidates(s, w, i), kept = 0;

    for (size_t x = 0; x < n; x++) {
        const uint32_t row = w->candidate[x].row;
        w->candidate[x].similarity = w->sum[row];
        w->sum[row] = 0;
    }
    n = keep_best(w, n, CANDIDATES + 1); /* row i is among them */
    spread_row(s, w, i, true);
    for (size_t x = 0; x < n; x++) {
        struct candidate c = {0, w->candidate[x].row};
        if (c.row == i)
            continue;
        c.similarity = (float)cosine(s, w, i, c.row);
        if (c.similarity >= s->least)
            w->candidate[kept++] = c;
    }
    spread_row(s, w, i, false);
    if (kept > NEIGHBOURS) {
        select_best(w->candidate, kept, NEIGHBOURS);
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

static bool make_scratch(struct search *s, size_t workers, size_t rows)
{
    s->scratch = tm__calloc(workers, sizeof *s->scratch);
    s->found = tm__alloc_array(rows, NEIGHBOURS * sizeof *s->found);
    s->count = tm__alloc_array(rows, sizeof *s->count);
    for (size_t w = 0; s->scratch && w < workers; w++) {
        s->scratch[w].sum = tm__calloc(rows, sizeof *s->scratch->sum);
        s->scratch[w].candidate = tm__alloc_array(rows, sizeof *s->scratch->candidate);
        s->scratch[w].spread = tm__calloc(s->rows->terms->cols, sizeof *s->scratch->spread);
        s->scratch[w].histogram = tm__alloc_array(STEPS + 1, sizeof *s->scratch->histogram);
        if (!s->scratch[w].sum || !s->scratch[w].candidate || !s->scratch[w].spread ||
            !s->scratch[w].histogram)
            return false;
    }
    return s->scratch && s->found && s->count;
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
    if (make_scratch(&s, workers, n))
        status = tm__parallel_for(blocks, search_block, &s, "neighbours", run, err);
    else
        status = tm__fail_memory(err, "looking for neighbours");
    if (status == TM_OK)
        status = collect(out, &s, err);
    for (size_t w = 0; s.scratch && w < workers; w++) {
        tm__free(s.scratch[w].sum);
        tm__free(s.scratch[w].candidate);
        tm__free(s.scratch[w].spread);
        tm__free(s.scratch[w].histogram);
    }
    tm__free(s.scratch);
    tm__free(s.found);
    tm__free(s.count);
    tm_sparse_free(index);
    return status;
}
