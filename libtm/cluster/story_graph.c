#include "cluster/story_graph.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/rough.h"
#include "cluster/story_reading.h"
#include "linalg/dense_row.h"

#include <math.h>
#include <string.h>

enum {
    BLOCK = 64,       /* rows a unit of work */
    CANDIDATES = 100, /* rows compared in both spaces */
    NEIGHBOURS = 20,  /* rows that stay */
    AHEAD = 6         /* candidates whose vectors are on their way */
};

/* What rounding to float may add to an error. */
static const double rounding_error = 1e-6;

/* What a worker needs. */
struct scratch {
    struct tm__story_reading reading;
    float *spread;            /* [cols] the row that is asked about, all 0 between rows */
    uint32_t row[CANDIDATES]; /* that is compared */
    struct tm__rough_query query;
    struct tm__rough_dot dense[CANDIDATES];
    double by_terms[CANDIDATES];                /* products */
    float lower[CANDIDATES], upper[CANDIDATES]; /* bounds of the cosine */
};

struct search {
    const struct tm__blend *rows;
    struct tm__rough rough; /* of the dense vectors, without values if there are none */
    struct tm__story_lists lists;
    float least;
    struct scratch *scratch; /* [workers] */
    tm_sparse *graph;        /* room for NEIGHBOURS entries a row */
    uint32_t *count;         /* [rows] */
};

/* By insertion: they are few. */
static void sort_by_row(struct tm__candidate *c, size_t n)
{
    for (size_t x = 1; x < n; x++) {
        const struct tm__candidate one = c[x];
        size_t to = x;

        for (; to > 0 && c[to - 1].row > one.row; to--)
            c[to] = c[to - 1];
        c[to] = one;
    }
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

/* The terms of row i will be asked for soon. */
static void ask_for_terms(const struct search *s, uint32_t i)
{
    const tm_sparse *m = s->rows->terms;

    TM__PREFETCH(m->column + m->row_start[i]);
    TM__PREFETCH(m->value + m->row_start[i]);
}

/* What is known of the dense products of row i and n candidates. */
static void look_at_dense(const struct search *s, struct scratch *w, size_t i, size_t n)
{
    const struct tm__candidate *const candidate = w->reading.candidate;

    for (size_t x = 0; x < n; x++)
        w->row[x] = candidate[x].row;
    tm__rough_ask(&w->query, s->rows->dense + i * s->rows->width, s->rows->width);
    tm__rough_dots(&s->rough, &w->query, w->row, n, w->dense);
}

/*
 * Bring those of n candidates to the front that may be among the best, by bounds of their cosines;
 * returns how many there are.
 */
static size_t keep_possible(const struct search *s, struct scratch *w, size_t n)
{
    const float least = fmaxf(s->least, tm__bar_find(w->lower, n, NEIGHBOURS, -1).low);
    size_t kept = 0;

    for (size_t x = 0; x < n; x++) {
        w->reading.candidate[kept] = w->reading.candidate[x];
        w->dense[kept] = w->dense[x];
        w->by_terms[kept] = w->by_terms[x];
        kept += w->upper[x] >= least;
    }
    return kept;
}

/* What frequent terms may add to a cosine: no more than the lengths there (Cauchy & Schwarz). */
static float rest_of(struct tm__rough_note a, struct tm__rough_note b)
{
    return a.terms & b.terms ? a.length * b.length : 0;
}

/* By what is there already: products over terms that are not frequent, and rounded vectors. */
static size_t keep_by_lists(const struct search *s, struct scratch *w, size_t i, size_t n)
{
    const uint64_t *const start = s->rows->terms->row_start;
    const struct tm__rough_note note = *tm__rough_note(&s->rough, i);
    const double rounding = (double)(start[i + 1] - start[i] + 16) * 0x1p-23;

    look_at_dense(s, w, i, n);
    for (size_t x = 0; x < n; x++) {
        const struct tm__candidate c = w->reading.candidate[x];
        const double near = c.similarity + w->dense[x].dot, by = rounding + w->dense[x].error;

        w->lower[x] = (float)(near - by);
        w->upper[x] = (float)(near + by + rest_of(note, w->dense[x].note));
    }
    return keep_possible(s, w, n);
}

/* The product of the row that is spread out and each of n candidates, by terms. */
static void add_terms(const struct search *s, struct scratch *w, size_t n)
{
    const struct tm__candidate *const candidate = w->reading.candidate;

    for (size_t x = 0; x < n; x++) {
        if (x + AHEAD < n)
            ask_for_terms(s, candidate[x + AHEAD].row);
        w->by_terms[x] = by_terms(s, w, candidate[x].row);
    }
}

/* By all terms and rounded vectors. */
static size_t keep_by_terms(const struct search *s, struct scratch *w, size_t n)
{
    for (size_t x = 0; x < n; x++) {
        const double near = w->by_terms[x] + w->dense[x].dot,
                     by = rounding_error + w->dense[x].error;

        w->lower[x] = (float)(near - by);
        w->upper[x] = (float)(near + by);
    }
    return keep_possible(s, w, n);
}

/* Make n candidates exact, as tm__blend_cosine() has them to the bit; returns how many stay. */
static size_t compare(const struct search *s, struct scratch *w, size_t i, size_t n)
{
    struct tm__candidate *const candidate = w->reading.candidate;
    const float *const dense = s->rows->dense;
    const size_t width = s->rows->width;
    size_t kept = 0;

    for (size_t x = 0; x < n; x++) {
        const uint32_t row = candidate[x].row;
        double cosine = w->by_terms[x];

        if (dense && x + AHEAD < n)
            tm__dense_prefetch(dense + candidate[x + AHEAD].row * width, width);
        if (dense)
            cosine += tm__dense_dot(dense + i * width, dense + row * width, width);
        candidate[kept] = (struct tm__candidate){(float)cosine, row};
        kept += candidate[kept].similarity >= s->least;
    }
    return kept;
}

static void find_neighbours(const struct search *s, struct scratch *w, size_t i)
{
    struct tm__candidate *const candidate = w->reading.candidate;
    size_t n = tm__story_lists_read(&s->lists, &w->reading, i);
    const bool are_many = n > NEIGHBOURS;

    if (are_many)
        n = keep_by_lists(s, w, i, n);
    spread_row(s, w, i, true);
    add_terms(s, w, n);
    spread_row(s, w, i, false);
    if (are_many)
        n = keep_by_terms(s, w, n);
    n = compare(s, w, i, n);
    if (n > NEIGHBOURS) {
        tm__candidates_select(candidate, n, NEIGHBOURS);
        n = NEIGHBOURS;
    }
    sort_by_row(candidate, n);
    for (size_t x = 0; x < n; x++) {
        s->graph->column[i * NEIGHBOURS + x] = candidate[x].row;
        s->graph->value[i * NEIGHBOURS + x] = candidate[x].similarity;
    }
    s->count[i] = (uint32_t)n;
}

static tm_status search_block(void *ctx, size_t block, unsigned worker)
{
    const struct search *s = ctx;
    const size_t rows = s->rows->terms->rows, end = (block + 1) * BLOCK;

    for (size_t x = block * BLOCK; x < end && x < rows; x++)
        find_neighbours(s, &s->scratch[worker], s->lists.order[x]);
    return TM_OK;
}

/* Rows move up to where the row before ends. */
static void close_gaps(const struct search *s)
{
    tm_sparse *graph = s->graph;

    for (size_t i = 0; i < graph->rows; i++) {
        const uint64_t to = graph->row_start[i], from = i * NEIGHBOURS;

        memmove(graph->column + to, graph->column + from, s->count[i] * sizeof *graph->column);
        memmove(graph->value + to, graph->value + from, s->count[i] * sizeof *graph->value);
        graph->row_start[i + 1] = to + s->count[i];
    }
}

/* Note what frequent terms rows have. */
static void note_rest(const struct search *s)
{
    const tm_sparse *index = s->lists.index;
    size_t frequent = 0;

    for (size_t t = 0; t < index->rows; t++) {
        if (index->row_start[t + 1] - index->row_start[t] <= s->lists.most)
            continue;
        for (uint64_t p = index->row_start[t]; p < index->row_start[t + 1]; p++) {
            struct tm__rough_note *const note = tm__rough_note(&s->rough, index->column[p]);

            note->length += index->value[p] * index->value[p];
            note->terms |= UINT32_C(1) << frequent % 32;
        }
        frequent++;
    }
    for (size_t i = 0; i < index->cols; i++) {
        struct tm__rough_note *const note = tm__rough_note(&s->rough, i);
        note->length = sqrtf(note->length) * 1.001f; /* thousands of terms do not round to that */
    }
}

static bool make_scratch(struct scratch *w, const struct search *s)
{
    const bool ok = tm__story_reading_new(&w->reading, &s->lists);

    w->spread = tm__calloc(s->rows->terms->cols, sizeof *w->spread);
    return tm__rough_query_new(&w->query, &s->rough) && ok && w->spread;
}

static void release_scratch(struct scratch *w)
{
    tm__story_reading_release(&w->reading);
    tm__rough_query_release(&w->query);
    tm__free(w->spread);
}

static bool make(struct search *s, size_t workers, size_t rows)
{
    s->scratch = tm__calloc(workers, sizeof *s->scratch);
    s->count = tm__alloc_array(rows, sizeof *s->count);
    for (size_t w = 0; s->scratch && w < workers; w++)
        if (!make_scratch(&s->scratch[w], s))
            return false;
    return s->scratch && s->count;
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
    status = tm__rough_new(&s.rough, rows->dense, n, rows->width, run, err);
    if (status == TM_OK && !make(&s, workers, n))
        status = tm__fail_memory(err, "looking for neighbours");
    if (status == TM_OK)
        status = tm_sparse_new(&s.graph, n, n, n * NEIGHBOURS, err);
    if (status == TM_OK) {
        note_rest(&s);
        status = tm__parallel_for(blocks, search_block, &s, "neighbours", run, err);
    }
    if (status == TM_OK) {
        close_gaps(&s);
        *out = s.graph;
    } else {
        tm_sparse_free(s.graph);
    }
    for (size_t w = 0; s.scratch && w < workers; w++)
        release_scratch(&s.scratch[w]);
    tm__story_lists_release(&s.lists);
    tm__rough_release(&s.rough);
    tm__free(s.scratch);
    tm__free(s.count);
    return status;
}
