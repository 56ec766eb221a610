/* Rows relabelled by naive Bayes, by one thread; several may run at once. */
#ifndef TM_CLUSTER_NAIVE_BAYES_H
#define TM_CLUSTER_NAIVE_BAYES_H

#include <tm/linalg.h>

/* The memory of a run, for k up to what it was made for. */
struct tm__bayes {
    size_t cols, most;
    float *count, *table;          /* [cols * most], k padded is the stride */
    double *words, *total, *prior; /* [most] */
    float *score;                  /* [most] */
    uint32_t *size, *next_size;    /* [most] */
};

/* In the place of a class: a row that teaches nothing. */
#define TM__BAYES_NONE UINT32_MAX

struct tm__bayes_rule {
    double before;   /* how often every word was seen in every class before the first row came */
    bool leave_out;  /* a row does not speak for its own class, unless it is alone there */
    unsigned passes; /* at most */
};

tm_status tm__bayes_new(struct tm__bayes *b, size_t cols, size_t most, tm_error *err);
void tm__bayes_release(struct tm__bayes *b);

/*
 * Counts of words, as far as TF-IDF rows tell them: values without idf (of the rows themselves, as
 * tm_tfidf_fit() takes it), in multiples of the smallest of the row, at most 10. For rows of
 * tm_tfidf_fit() that is 1 + ln tf; longer texts and repeated words then weigh what they should.
 */
tm_status tm__bayes_counts(tm_sparse **out, const tm_sparse *m, tm_error *err);

/*
 * next[rows]: the class of every row that is likeliest for its words, by one pass over rows in the
 * classes label[rows] (below k, or TM__BAYES_NONE). m: rows x words, values are counts. Returns the
 * sum over rows of ln(rows of the class * how likely the words are in it).
 */
double tm__bayes_classify(uint32_t *next, struct tm__bayes *b, const uint32_t *label,
                          const tm_sparse *m, size_t k, const struct tm__bayes_rule *rule);

/*
 * Hard expectation maximisation of multinomial naive Bayes: every row goes to the class that is
 * likeliest for its words, up to `passes` times or until no row moves. A pass that would leave a
 * class without rows is not made, so that k classes stay k.
 * @param label  [rows] in and out, below k
 * @param m      rows x words, values are counts
 * @param next   [rows] scratch
 * Cost O(passes * (entries + cols) * k).
 */
void tm__bayes_relabel(uint32_t *label, struct tm__bayes *b, const tm_sparse *m, size_t k,
                       const struct tm__bayes_rule *rule, uint32_t *next);

#endif
