#include "summarize/centrality.h"

#include "base/memory.h"
#include "base/status.h"
#include "summarize/walk.h"

#include <string.h>

/*
 * With rows u_i of length 1 the matrix of cosines is G = U U', so G z = U (U' z) takes two passes
 * over the entries. A dense G costs n^2 memory and n^2 V time for the same numbers. A word of one
 * sentence alone makes it like no other: such entries, the most of a short text, are left out.
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
};

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
    return c->term != NULL;
}

tm_status tm__lexrank(double *score, const tm_sparse *m, double damping, const tm_run *run,
                      tm_error *err)
{
    struct cosines c = {0};
    const tm_status status = start(&c, m)
                                 ? tm__walk(score, m->rows, multiply, &c, damping, run, err)
                                 : tm__fail_memory(err, "ranking sentences");

    tm__free(c.start);
    tm__free(c.entry);
    tm__free(c.term);
    return status;
}
