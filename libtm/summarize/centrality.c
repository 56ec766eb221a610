#include "summarize/centrality.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/status.h"
#include "summarize/walk.h"

#include <string.h>

/*
 * With rows u_i of length 1 the matrix of cosines is G = U U', so G z = U (U' z) takes two passes
 * over the entries. A dense G costs n^2 memory and n^2 V time for the same numbers, but where that
 * is no more than a few times the entries, as in an article, a step along its rows is several times
 * as fast. A word of one sentence alone makes it like no other: such entries, the most of a short
 * text, are left out.
 */
struct entry {
    double value;
    size_t term;
};

struct cosines {
    size_t rows, terms;
    uint64_t *start;     /* [rows + 1] */
    struct entry *entry; /* of terms that two rows have */
    double *term;        /* [terms] */
    double *dense;       /* [rows][rows] G with a diagonal of 0, or NULL */
};

enum { CELLS_AN_ENTRY = 16, TOGETHER = 4 };

/* out = (U U' - D) z, where D holds the squared lengths, so that no sentence counts itself. */
static void multiply(double *out, const double *z, void *ctx)
{
    const struct cosines *c = ctx;

    memset(c->term, 0, c->terms * sizeof *c->term);
    for (size_t i = 0; i < c->rows; i++)
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            c->term[c->entry[e].term] += c->entry[e].value * z[i];
    for (size_t i = 0; i < c->rows; i++) {
        double sum = 0;
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++) {
            const double u = c->entry[e].value;
            sum += u * (c->term[c->entry[e].term] - u * z[i]);
        }
        out[i] = sum;
    }
}

/* The same, with G: rows times their z are added up. */
static TM__CLONES void add_rows(double *restrict out, const double *restrict g,
                                const double *restrict z, size_t n)
{
    size_t i = 0;

    for (; i + TOGETHER <= n; i += TOGETHER) {
        const double *const row = g + i * n;
        for (size_t j = 0; j < n; j++)
            out[j] += row[j] * z[i] + row[n + j] * z[i + 1] + row[2 * n + j] * z[i + 2] +
                      row[3 * n + j] * z[i + 3];
    }
    for (; i < n; i++)
        for (size_t j = 0; j < n; j++)
            out[j] += g[i * n + j] * z[i];
}

static void multiply_dense(double *out, const double *z, void *ctx)
{
    const struct cosines *c = ctx;

    memset(out, 0, c->rows * sizeof *out);
    add_rows(out, c->dense, z, c->rows);
}

/* The entry before this one of the same term: 1 + its number, 0 for none; and its row. */
struct link {
    uint64_t before;
    size_t row;
};

/* Every entry times those of its term in rows before. */
static void multiply_out(struct cosines *c, uint64_t *latest, struct link *link)
{
    const size_t n = c->rows;

    for (size_t i = 0; i < n; i++)
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++) {
            uint64_t *const last = &latest[c->entry[e].term];
            link[e] = (struct link){*last, i};
            for (uint64_t b = *last; b > 0; b = link[b - 1].before)
                c->dense[i * n + link[b - 1].row] += c->entry[e].value * c->entry[b - 1].value;
            *last = e + 1;
        }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            c->dense[j * n + i] = c->dense[i * n + j];
}

/* G, if it is small. */
static bool make_dense(struct cosines *c)
{
    const uint64_t entries = c->start[c->rows];
    uint64_t *latest;
    struct link *link;
    bool made;

    if (c->rows > UINT32_MAX || (uint64_t)c->rows * c->rows > CELLS_AN_ENTRY * entries)
        return true;
    c->dense = tm__calloc(c->rows * c->rows, sizeof *c->dense);
    latest = tm__calloc(c->terms, sizeof *latest);
    link = tm__alloc_array(entries, sizeof *link);
    made = c->dense && latest && link;
    if (made)
        multiply_out(c, latest, link);
    tm__free(latest);
    tm__free(link);
    return made;
}

/* Numbers from 1 for the columns that two rows have, 0 for the others. */
static void number_terms(struct cosines *c, size_t *number, const tm_sparse *m)
{
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        number[m->column[e]]++;
    for (size_t k = 0; k < m->cols; k++)
        number[k] = number[k] > 1 ? ++c->terms : 0;
}

static void take_entries(struct cosines *c, const size_t *number, const tm_sparse *m)
{
    uint64_t end = 0;

    for (size_t i = 0; i < m->rows; i++) {
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (number[m->column[e]])
                c->entry[end++] = (struct entry){m->value[e], number[m->column[e]] - 1};
        c->start[i + 1] = end;
    }
}

static bool start(struct cosines *c, const tm_sparse *m)
{
    size_t *number = tm__calloc(m->cols, sizeof *number);

    c->rows = m->rows;
    c->start = tm__calloc(m->rows + 1, sizeof *c->start);
    c->entry = tm__alloc_array(m->row_start[m->rows], sizeof *c->entry);
    if (number && c->start && c->entry) {
        number_terms(c, number, m);
        take_entries(c, number, m);
        c->term = tm__alloc_array(c->terms, sizeof *c->term);
    }
    tm__free(number);
    return c->term != NULL && make_dense(c);
}

tm_status tm__lexrank(double *score, const tm_sparse *m, double damping, const tm_run *run,
                      tm_error *err)
{
    struct cosines c = {0};
    const tm_status status =
        start(&c, m)
            ? tm__walk(score, m->rows, c.dense ? multiply_dense : multiply, &c, damping, run, err)
            : tm__fail_memory(err, "ranking sentences");

    tm__free(c.start);
    tm__free(c.entry);
    tm__free(c.term);
    tm__free(c.dense);
    return status;
}
