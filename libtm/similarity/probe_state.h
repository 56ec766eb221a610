/* One question on its way to an answer: what the parts of a probe share. */
#ifndef TM_SIMILARITY_PROBE_STATE_H
#define TM_SIMILARITY_PROBE_STATE_H

#include "similarity/answer.h"
#include "similarity/probe.h"

/* Rows that are judged together. */
enum { TM__PROBE_CHUNK = 64 };

/* A bound on a similarity as a whole number that keeps the order, rounded up. */
static inline uint32_t tm__probe_mark(float bound)
{
    return (uint32_t)((bound > 0 ? bound : 0) * 0x1p20f) + 1;
}

/* The state of one question. */
struct tm__probe_state {
    struct tm__probe *p;
    const struct tm__question *q;
    size_t row, first, skip;
    double norm;
    size_t entries;                          /* of the row */
    size_t touched;                          /* rows with a sum */
    size_t cut;                              /* entries whose lists were read */
    size_t judged;                           /* rows by their signatures, some twice */
    size_t seen;                             /* rows that were good enough by them, or have sums */
    size_t found;                            /* keys of the best rows so far, at most q->top */
    size_t pending;                          /* candidates that wait to be compared in full */
    float bound;                             /* what a row must reach to be an answer */
    float slack;                             /* what rounding may take from sums and bounds */
    struct tm__signature signature;          /* of the entries whose lists were not read */
    uint64_t candidate[2 * TM__PROBE_CHUNK]; /* (mark of a bound, row) */
};

/* Entry k of the row, in the order of its columns. */
static inline uint32_t tm__probe_column(const struct tm__probe_state *s, size_t k)
{
    const tm_sparse *m = s->q->queries;

    return m->column[m->row_start[s->row] + (uint32_t)s->p->order[k]];
}

static inline size_t tm__probe_rank(const struct tm__probe_state *s, size_t k)
{
    return (size_t)(s->p->order[k] >> 32);
}

static inline float tm__probe_value(const struct tm__probe_state *s, size_t k)
{
    const tm_sparse *m = s->q->queries;

    return (float)(m->value[m->row_start[s->row] + (uint32_t)s->p->order[k]] / s->norm);
}

static inline size_t tm__probe_list_size(const struct tm__probe_state *s, size_t k)
{
    const uint64_t *start = s->q->index->start + tm__probe_rank(s, k);

    return (size_t)(start[1] - start[0]);
}

static inline bool tm__probe_is_wanted(const struct tm__probe_state *s, uint32_t row)
{
    return (row != s->skip) & (row >= s->first);
}

/* Note a row unless it was seen or is not wanted; is it noted? */
static inline bool tm__probe_note_new(struct tm__probe_state *s, uint32_t row)
{
    uint64_t *const word = &s->p->seen[row / 64];
    const bool fresh = tm__probe_is_wanted(s, row) & !(*word >> row % 64 & 1);

    *word |= (uint64_t)fresh << row % 64;
    s->p->noted[s->seen] = row;
    s->seen += fresh;
    return fresh;
}

/* Order the row that is asked about, spread it out, and find its reaches (probe.c). */
void tm__probe_start(struct tm__probe_state *s);

/* Judging (probe_judge.c): tm_cosine() of the row and another, bit for bit. */
float tm__probe_compare(const struct tm__probe_state *s, uint32_t row);
/*
 * Compare rows in full, but for those whose mark says that they are not good enough; those that are
 * are found, and raise the bound.
 */
void tm__probe_compare_all(struct tm__probe_state *s, const uint64_t *candidate, size_t n);

/* Heads (probe_heads.c): how many of a list can be answers if this is their first common column. */
size_t tm__probe_head_of(const struct tm__probe_state *s, size_t k);
/* Settle the rows of the head of a list that no list has shown yet; some may wait. */
void tm__probe_read_head(struct tm__probe_state *s, size_t k);
/* Compare in full what waits. */
void tm__probe_settle_pending(struct tm__probe_state *s);

/* Sums (probe_sums.c): add the products of a whole list. */
void tm__probe_read_list(struct tm__probe_state *s, size_t k);
/* The best rows by what was added up so far, compared in full, give a bound for all others. */
void tm__probe_raise_by_sums(struct tm__probe_state *s);
/* Compare in full the rows with sums that may be answers, and clear the sums. */
void tm__probe_settle_sums(struct tm__probe_state *s);

#endif
