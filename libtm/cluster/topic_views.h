/* What members look through: document vectors in several spaces. */
#ifndef TM_CLUSTER_TOPIC_VIEWS_H
#define TM_CLUSTER_TOPIC_VIEWS_H

#include <tm/vector.h>

enum {
    TM__VIEW_SPACES = 16, /* as topic_members.h tells */
    TM__VIEW_WIDTH = 220  /* the most numbers a row has in any */
};

struct tm__views {
    float *words[3]; /* [rows * width] by the words of the rows, context power .75 and 1, and by */
    size_t width[3]; /* those of the background; a width of 0: there is none */
    float *lsa;      /* [rows * lsa_width] */
    size_t lsa_width;
};

/*
 * @param background  a vector for each column of m; NULL: there is none
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
tm_status tm__views_new(struct tm__views *v, const tm_sparse *m, const tm_word_vectors *background,
                        const tm_run *run, tm_error *err);
void tm__views_release(struct tm__views *v);

/*
 * Rows row[0..count) in a space below TM__VIEW_SPACES, with vectors of the background in the place
 * of the rows' own if there is one and it is asked for. Returns their width.
 * x: [count * TM__VIEW_WIDTH]
 */
size_t tm__views_space(float *x, const struct tm__views *v, const uint32_t *row, size_t count,
                       size_t space, bool background);

/* All that is seen of all rows, side by side. x: [rows * tm__views_width()] */
size_t tm__views_width(const struct tm__views *v);
void tm__views_all(float *x, const struct tm__views *v, size_t rows);

/*
 * Vectors of all rows by words (context power .75, or the background's), without their mean.
 * @param[out] out  [rows * *width], for tm__free()
 * Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__views_centred(float **out, size_t *width, const struct tm__views *v, size_t rows,
                            bool background, const tm_run *run, tm_error *err);

#endif
