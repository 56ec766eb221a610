/* How often each pair of clusters of two partitions meets. */
#ifndef TM_EVALUATE_CONTINGENCY_H
#define TM_EVALUATE_CONTINGENCY_H

#include <tm/base.h>

struct tm__cell {
    uint32_t gold, predicted; /* dense ids */
    uint32_t count;           /* at least 1 */
};

/* Cells rise by (gold, predicted). */
struct tm__contingency {
    size_t rows, gold, predicted, cells;
    struct tm__cell *cell;    /* [cells] */
    uint32_t *gold_size;      /* [gold] */
    uint32_t *predicted_size; /* [predicted] */
};

tm_status tm__contingency_new(struct tm__contingency *out, const uint32_t *gold,
                              const uint32_t *predicted, size_t rows, tm_error *err);
void tm__contingency_release(struct tm__contingency *table);

#endif
