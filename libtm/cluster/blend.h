/*
 * Rows in two spaces at once: their terms, and a dense vector each. The cosine of two rows is the
 * sum of both products, because the two parts of a row share its length of 1.
 */
#ifndef TM_CLUSTER_BLEND_H
#define TM_CLUSTER_BLEND_H

#include <tm/vector.h>

struct tm__blend {
    const tm_sparse *terms; /* the scaled rows */
    const float *dense;     /* [terms->rows x width]; NULL: only terms count */
    size_t width;
    double share;         /* of the dense vectors in a cosine; 0 without them */
    tm_sparse *own_terms; /* what tm__blend_release() frees */
    float *own_dense;
    tm_word_vectors *words; /* of the terms that have a vector */
};

/*
 * Unit rows with document vectors from word vectors that are learnt from them. The vectors make
 * `share` of a cosine; where no word is in two rows there are none. Errors: TM_ENOMEM,
 * TM_ECANCELLED.
 */
tm_status tm__blend_new(struct tm__blend *blend, const tm_sparse *m, double share,
                        const tm_run *run, tm_error *err);
/* The same with other values of the same entries, which say nothing of the vectors of words. */
tm_status tm__blend_again(struct tm__blend *blend, const tm_sparse *m, const tm_run *run,
                          tm_error *err);
void tm__blend_release(struct tm__blend *blend);

/* The cosine of rows i and j. */
double tm__blend_cosine(const struct tm__blend *blend, size_t i, size_t j);

#endif
