/* An index, a question and a batch of all rows, for the tests of the parts of a batch. */
#ifndef BATCH_SAMPLE_H
#define BATCH_SAMPLE_H

#include "cluster_rows.h"
#include "similarity/batch_state.h"

struct batch_sample {
    tm_sparse *m;
    struct tm__inverted index;
    struct tm__question question;
    struct tm__batch *batch; /* started */
    size_t keys;
};

/* Takes m over. */
static inline struct batch_sample *batch_sample_new(tm_sparse *m, size_t top, float threshold)
{
    struct batch_sample *s = calloc(1, sizeof *s);

    s->m = m;
    cr_assert_eq(tm__inverted_build(&s->index, m, NULL, NULL), TM_OK, "index");
    s->question = (struct tm__question){&s->index, m, top, threshold, TM__OTHERS};
    s->batch = tm__batch_new(&s->question);
    cr_assert(s->batch && tm__batch_start(s->batch, 0, m->rows, &s->keys), "batch");
    return s;
}

static inline void batch_sample_free(struct batch_sample *s)
{
    tm__batch_free(s->batch);
    tm__inverted_release(&s->index);
    tm_sparse_free(s->m);
    free(s);
}

/* What two rows have in common from the column of a rank on, by definition. */
static inline double batch_sample_common(const struct batch_sample *s, size_t i, size_t j,
                                         size_t rank)
{
    const tm_sparse *m = s->m;
    double sum = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        for (uint64_t f = m->row_start[j]; f < m->row_start[j + 1]; f++)
            if (m->column[e] == m->column[f] && s->index.rank[m->column[e]] >= rank)
                sum += (double)m->value[e] * m->value[f];
    return sum;
}

#endif
