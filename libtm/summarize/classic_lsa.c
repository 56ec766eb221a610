#include "base/memory.h"
#include "base/status.h"
#include "summarize/rater.h"

#include <math.h>

/* Topics beyond these, or with less than half of the strongest one's singular value, are left out.
 */
enum { TOPICS = 20 };

/* The length of a sentence in the space of topics, each stretched by its singular value. */
static double reach(const tm_svd *svd, size_t sentence)
{
    double squares = 0;

    for (size_t k = 0; k < svd->components && 2 * svd->sigma[k] >= svd->sigma[0]; k++) {
        const double x = svd->left[sentence * svd->components + k] * svd->sigma[k];
        squares += x * x;
    }
    return sqrt(squares);
}

/* Steinberger & Jezek 2004, where a sentence has a word or has not. */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    tm_sparse m = *rating->bags->rows;
    const uint64_t entries = m.row_start[m.rows];
    tm_svd_options options = TM_SVD_INIT;
    tm_run one = TM_RUN_INIT; /* starting threads would take longer than the work */
    tm_svd *svd;
    tm_status status;

    if (!entries)
        return TM_OK;
    if (run)
        one = *run;
    one.threads = 1;
    m.value = tm__alloc_array(entries, sizeof *m.value);
    if (!m.value)
        return tm__fail_memory(err, "rating sentences");
    for (uint64_t e = 0; e < entries; e++)
        m.value[e] = 1;
    options.components = TOPICS;
    status = tm_svd_new(&svd, &m, &options, &one, err);
    tm__free(m.value);
    if (status != TM_OK)
        return status;
    for (size_t i = 0; i < m.rows; i++)
        rating->score[i] = reach(svd, i);
    tm_svd_free(svd);
    return TM_OK;
}

const struct tm__rater tm__rater_lsa = {.start = start};
