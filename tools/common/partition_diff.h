/* Which clusters of two partitions are not the same. */
#ifndef CLI_PARTITION_DIFF_H
#define CLI_PARTITION_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a cluster and one of the other partition share. */
struct partition_part {
    uint32_t cluster, other; /* of a and of b, or of b and of a if merged */
    size_t documents;
};

struct partition_change {
    bool merged;         /* a cluster of b that has several of a; else one of a that b has split */
    size_t documents;    /* of the cluster */
    uint64_t pairs;      /* of its documents that are together in one partition alone */
    size_t first, parts; /* in part; the largest first */
};

struct partition_diff {
    struct partition_part *part;
    struct partition_change *change; /* [changes] most pairs first */
    size_t changes;
    size_t moved; /* documents whose company is another */
};

/* a[rows], b[rows]: clusters numbered from 0. */
void partition_diff_new(struct partition_diff *diff, const uint32_t *a, const uint32_t *b,
                        size_t rows);
void partition_diff_free(struct partition_diff *diff);

#endif
