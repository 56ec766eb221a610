/*
 * Many rows asked at once, column by column, where rows are short.
 *
 * A probe looks at the signatures of the head of a list for one row, each in a line of the cache
 * that lies anywhere. Here all rows of a batch that have a column are asked about the head of its
 * list together: it is turned over for all of them (batch_tile.h). Columns come in the order of the
 * index, so that every row sees its rarest first and its bound rises as in a probe.
 */
#ifndef TM_SIMILARITY_BATCH_H
#define TM_SIMILARITY_BATCH_H

#include "similarity/answer.h"
#include "similarity/inverted.h"
#include "similarity/probe.h"

/* Is this the cheaper way? */
bool tm__batch_suits(const struct tm__question *question);

struct tm__batch; /* what one worker needs */

/* NULL when memory is out. */
struct tm__batch *tm__batch_new(const struct tm__question *question);
void tm__batch_free(struct tm__batch *batch);

/* Ask about rows first <= i < end of the queries; false when memory is out. */
bool tm__batch_ask(struct tm__batch *batch, size_t first, size_t end);

/*
 * The *n answers for row first + i, those of tm__probe_row(), in the form of tm__answer_of(); once
 * for each row. False when memory is out.
 */
bool tm__batch_answers(struct tm__batch *batch, size_t i, const uint64_t **key, size_t *n);

#endif
