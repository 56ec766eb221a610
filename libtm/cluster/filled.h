/*
 * Rows with something in them, in an order of their own: most ways to cluster have nothing to say
 * about others, and many draw rows by number, which must not depend on how the caller ordered them.
 */
#ifndef TM_CLUSTER_FILLED_H
#define TM_CLUSTER_FILLED_H

#include <tm/linalg.h>

struct tm__filled {
    const tm_sparse *m; /* the rows that are not zero */
    uint32_t *row;      /* [m->rows] their numbers among all */
    size_t all;         /* rows there were */
    size_t kinds;       /* different ones among those of m */
    tm_sparse *own;     /* m, if it is not the caller's matrix */
};

/*
 * The order comes from what is in the rows: by a hash of their columns, then by columns and values.
 * Equal rows keep theirs, and lie side by side. Cost O(entries + rows log rows), and a copy of the
 * rows that are not in this order. Errors: TM_ENOMEM.
 */
tm_status tm__filled_find(struct tm__filled *f, const tm_sparse *m, tm_error *err);
void tm__filled_release(struct tm__filled *f);

/* label[m->rows]: a cluster for each kind, 0 .. kinds - 1, so that copies are together. */
void tm__filled_label_kinds(uint32_t *label, const struct tm__filled *f);

/*
 * Spread labels of the filled rows, label[0 .. m->rows), over all rows in place. Others join the
 * largest cluster (ties: the one met first in the order of m), except for the last of them where
 * clusters are missing to make `wanted`. Labels are below m->rows. Errors: TM_ENOMEM.
 */
tm_status tm__filled_spread(uint32_t *label, const struct tm__filled *f, size_t wanted,
                            tm_error *err);

/*
 * The same for *share[m->rows x k], which becomes another array of [all x k]: rows that are zero
 * have zeros. Errors: TM_ENOMEM, *share stays.
 */
tm_status tm__filled_spread_shares(float **share, const struct tm__filled *f, size_t k,
                                   tm_error *err);

#endif
