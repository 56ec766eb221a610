/* How much two partitions of the same rows agree. */
#ifndef TM_CLUSTER_AGREEMENT_H
#define TM_CLUSTER_AGREEMENT_H

#include <stddef.h>
#include <stdint.h>

/* Mutual information over the mean of the entropies (NMI), and adjusted Rand index. */
struct tm__agreement {
    double nmi, ari;
};
/* a[rows] is below ka, b[rows] below kb. table: scratch, ka * kb + ka + kb. */
struct tm__agreement tm__agreement(const uint32_t *a, size_t ka, const uint32_t *b, size_t kb,
                                   size_t rows, double *table);

#endif
