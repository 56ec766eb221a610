/* The mean directions of the clusters of a partition, as sparse vectors. */
#ifndef TM_CLUSTER_CENTROIDS_H
#define TM_CLUSTER_CENTROIDS_H

#include "cluster/cluster_words.h"
#include "cluster/kmeans_sums.h"

/*
 * Centroid j holds value[e] at column[e], start[j] <= e < end[j], columns in the order of their
 * first use. Sums are taken in double, row by row, so they do not depend on threads.
 */
struct tm__centroids {
    size_t clusters, rows, cols;
    unsigned workers;
    uint64_t *start;  /* [clusters + 1] */
    uint64_t *end;    /* [clusters] */
    uint32_t *column; /* [entries of the rows] */
    double *value;    /* [entries of the rows], length 1 a centroid, or no entries */
    double *norm;     /* [clusters] length of the sum of the cluster's rows */
    uint64_t *first;  /* [clusters + 1] where a cluster's rows start in member */
    uint32_t *member; /* [rows] row numbers, rising within a cluster */
    double *sum;      /* [workers * cols] scratch, all zero between uses */
};

tm_status tm__centroids_new(struct tm__centroids *c, const tm_sparse *m, size_t clusters,
                            const tm_run *run, tm_error *err);
void tm__centroids_release(struct tm__centroids *c);

/*
 * Centroids of the rows by label[rows]; every label is below clusters or TM__NO_CLUSTER. Cost
 * O(entries).
 */
tm_status tm__centroids_update(struct tm__centroids *c, const tm_sparse *m, const uint32_t *label,
                               const tm_run *run, tm_error *err);

enum { TM__POSTING_PARTS = 4 };

/* A column's centroids; what is from part n on has at most 2^-n of the most. */
struct tm__posting_list {
    uint64_t start;
    double most;
    uint32_t end[TM__POSTING_PARTS]; /* of each part, behind the start */
};

/* Centroids by column: it is in centroid cluster[e] with value[e], clusters rising in a part. */
struct tm__postings {
    size_t clusters, cols;
    struct tm__posting_list *list; /* [cols + 1] */
    uint32_t *cluster;
    double *value;
    struct tm__cluster_words place; /* of a cluster's value of a column in its list, + 1 */
    struct tm__pool pool;
};

/* Index the centroids. */
tm_status tm__postings_new(struct tm__postings *p, const struct tm__centroids *c, tm_error *err);
void tm__postings_release(struct tm__postings *p);

struct tm__posting_reader;

/* The clusters that share a column with a row, and the row's product with each. */
struct tm__touched {
    double *product;                   /* [clusters]; zero between rows */
    uint32_t *cluster;                 /* [clusters + 1] touched ones in order of first use */
    struct tm__posting_reader *reader; /* [cols] */
};

/* Scratch of `workers` such sets in one array; NULL if memory is out. */
struct tm__touched *tm__touched_new(const struct tm__postings *p, unsigned workers);
void tm__touched_free(struct tm__touched *t, unsigned workers);

/* Products of a row with the centroid of its own cluster and with the nearest of all others. */
struct tm__nearest {
    double own, other;
};

/* Values are not below 0. */
struct tm__nearest tm__postings_nearest(struct tm__touched *t, const struct tm__postings *p,
                                        const tm_sparse *m, size_t row, uint32_t own);

#endif
