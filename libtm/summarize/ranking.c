#include "summarize/ranking.h"

#include "base/memory.h"
#include "base/status.h"
#include "summarize/centrality.h"

#include <math.h>
#include <string.h>

static void find_kind(struct tm__ranking *r, struct tm__passages *passages, const uint32_t *size,
                      size_t least)
{
    r->kind = TM__GUARD_CHROME;
    for (size_t i = 0; i < passages->count; i++) {
        struct tm__passage *p = &passages->passage[i];
        if (p->guard == TM__GUARD_SENTENCE && size[i] < least)
            p->guard = TM__GUARD_FRAGMENT;
        if (p->guard < r->kind)
            r->kind = p->guard;
    }
    for (size_t i = 0; i < passages->count; i++)
        r->candidates += passages->passage[i].guard == r->kind && !passages->passage[i].repeated;
}

/* Chrome resembles the chrome of other pages, and nothing is learned from that; what is set aside
 * is for others to look at, so its rows stay. */
static void silence_chrome(const struct tm__passages *passages, enum tm__guard kind,
                           tm_sparse *rows)
{
    for (size_t i = 0; i < passages->count; i++)
        if (passages->passage[i].guard == TM__GUARD_CHROME && kind != TM__GUARD_CHROME)
            for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++)
                rows->value[e] = 0;
}

tm_status tm__describe(struct tm__features *features, const struct tm__passages *passages,
                       struct tm__concepts *concepts, const tm_text *documents, const tm_run *run,
                       tm_error *err)
{
    const double damping = .85;
    enum tm__guard kind = TM__GUARD_CHROME;
    tm_sparse own = *concepts->rows; /* without what is set aside */
    double *lexrank = tm__alloc_array(passages->own, sizeof *lexrank);
    tm_status status = lexrank ? TM_OK : tm__fail_memory(err, "ranking sentences");

    own.rows = passages->own;
    for (size_t i = 0; i < passages->own; i++)
        kind = passages->passage[i].guard < kind ? passages->passage[i].guard : kind;
    silence_chrome(passages, kind, concepts->rows);
    if (status == TM_OK)
        status = tm__lexrank(lexrank, &own, damping, run, err);
    if (status == TM_OK)
        status = tm__features_start(features, passages, concepts, documents, lexrank, kind, err);
    tm__free(lexrank);
    return status;
}

static void weigh(struct tm__ranking *r, const struct tm__concepts *c)
{
    enum { READER = 20 }; /* words a reader grants a sentence, so that "Yes." is not the best */

    for (size_t k = 0; k < c->count; k++)
        r->weight[k] *= c->of[k].pair ? 2 : 1;
    for (size_t i = 0; i < c->passages; i++) {
        double sum = 0;
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            sum += r->weight[c->occurrence[e].concept];
        r->score[i] = sum / (READER + (double)c->size[i]);
    }
}

tm_status tm__rank_repetition(struct tm__ranking *ranking, const tm_sparse *rows, tm_error *err)
{
    uint32_t *df = tm__calloc(rows->cols, sizeof *df);

    if (!ranking->repetition)
        ranking->repetition = tm__alloc_array(rows->rows, sizeof *ranking->repetition);
    if (!df || !ranking->repetition) {
        tm__free(df);
        return tm__fail_memory(err, "ranking sentences");
    }
    for (uint64_t e = 0; e < rows->row_start[rows->rows]; e++)
        df[rows->column[e]]++;
    for (size_t i = 0; i < rows->rows; i++) {
        uint64_t sum = 0;
        for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++)
            sum += df[rows->column[e]] > 1 ? df[rows->column[e]] : 0;
        ranking->repetition[i] = (double)sum;
    }
    tm__free(df);
    return TM_OK;
}

tm_status tm__rank(struct tm__ranking *ranking, struct tm__passages *passages,
                   struct tm__concepts *concepts, const tm_text *documents,
                   const tm_summary_model *model, size_t least, const tm_run *run, tm_error *err)
{
    const size_t n = passages->count;
    struct tm__features features = {0};
    tm_status status;

    if (n == 0)
        return TM_OK;
    ranking->score = tm__calloc(n, sizeof *ranking->score);
    ranking->weight = tm__calloc(concepts->count, sizeof *ranking->weight);
    if (ranking->score && ranking->weight)
        status = tm__describe(&features, passages, concepts, documents, run, err);
    else
        status = tm__fail_memory(err, "ranking sentences");
    if (status == TM_OK) {
        find_kind(ranking, passages, concepts->size, least);
        tm__summary_model_apply(ranking->weight, model, &features);
        weigh(ranking, concepts);
    }
    tm__features_release(&features);
    return status;
}

tm_status tm__rank_kinds(struct tm__ranking *ranking, struct tm__passages *passages,
                         const struct tm__reading *reading, size_t least, tm_error *err)
{
    const size_t n = passages->count;
    uint32_t *size = tm__alloc_array(n, sizeof *size);
    tm_status status = TM_OK;

    ranking->score = tm__calloc(n, sizeof *ranking->score);
    if (size && ranking->score) {
        for (size_t i = 0; i < n; i++)
            size[i] = (uint32_t)tm__reading_size(reading, i);
        find_kind(ranking, passages, size, least);
    } else {
        status = tm__fail_memory(err, "ranking sentences");
    }
    tm__free(size);
    return status;
}

void tm__ranking_release(struct tm__ranking *ranking)
{
    tm__free(ranking->score);
    tm__free(ranking->weight);
    tm__free(ranking->repetition);
    memset(ranking, 0, sizeof *ranking);
}
