/* An index, a question and its state, for the tests of the parts of a probe. */
#ifndef PROBE_SAMPLE_H
#define PROBE_SAMPLE_H

#include "cluster_rows.h"
#include "similarity/probe_state.h"

struct probe_sample {
    tm_sparse *m;
    struct tm__inverted index;
    struct tm__question question;
    struct tm__probe probe;
    struct tm__probe_state state; /* of the row, started */
};

/* Takes m over; asks about `row` and leaves it out. */
static inline struct probe_sample *probe_sample_new(tm_sparse *m, size_t row, size_t top,
                                                    float threshold)
{
    struct probe_sample *s = calloc(1, sizeof *s);

    s->m = m;
    cr_assert_eq(tm__inverted_build(&s->index, m, NULL, NULL), TM_OK, "index");
    s->question = (struct tm__question){&s->index, m, top, threshold, TM__OTHERS};
    cr_assert(tm__probe_make(&s->probe, &s->question), "probe");
    s->state.p = &s->probe;
    s->state.q = &s->question;
    s->state.row = row;
    s->state.skip = row;
    s->state.bound = threshold;
    tm__probe_start(&s->state);
    return s;
}

static inline void probe_sample_free(struct probe_sample *s)
{
    tm__probe_release(&s->probe);
    tm__inverted_release(&s->index);
    tm_sparse_free(s->m);
    free(s);
}

/* How many rows are as near to the row as `least`, by definition. */
static inline size_t probe_sample_near(const struct probe_sample *s, float least)
{
    size_t near = 0;

    for (size_t i = 0; i < s->m->rows; i++)
        near += i != s->state.row && (float)tm_cosine(s->m, s->state.row, s->m, i) >= least;
    return near;
}

/* How many of the rows that were found are. */
static inline size_t probe_sample_found(const struct probe_sample *s, float least)
{
    size_t near = 0;

    for (size_t k = 0; k < s->state.found; k++)
        near += tm__answer_similarity((uint32_t)(s->probe.key[k] >> 32)) >= least;
    return near;
}

#endif
