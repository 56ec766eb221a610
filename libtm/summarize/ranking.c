#include "summarize/ranking.h"

#include "base/memory.h"
#include "base/status.h"
#include "summarize/centrality.h"

#include <math.h>
#include <string.h>

static void find_kind(struct tm__ranking *r, struct tm__passages *passages,
                      const struct tm__concepts *concepts, size_t least)
{
    r->kind = TM__GUARD_CHROME;
    for (size_t i = 0; i < passages->count; i++) {
        struct tm__passage *p = &passages->passage[i];
        if (p->guard == TM__GUARD_SENTENCE && concepts->size[i] < least)
            p->guard = TM__GUARD_FRAGMENT;
        if (p->guard < r->kind)
            r->kind = p->guard;
    }
    for (size_t i = 0; i < passages->count; i++)
        r->candidates += passages->passage[i].guard == r->kind && !passages->passage[i].repeated;
}

/* Chrome resembles the chrome of other pages, and nothing is learned from that. */
static void silence_chrome(const struct tm__passages *passages, enum tm__guard kind,
                           tm_sparse *rows)
{
    for (size_t i = 0; i < passages->count; i++)
        if (passages->passage[i].guard == TM__GUARD_CHROME && kind != TM__GUARD_CHROME)
            for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++)
                rows->value[e] = 0;
}

/* A factor, not a summand: a line that resembles nothing does not become central by standing first.
 */
static void favour_early(double *score, const struct tm__passages *passages, enum tm__guard kind)
{
    const double early = 4;
    double highest = 0;
    size_t before = 0;

    for (size_t i = 0; i < passages->count; i++)
        if (score[i] > highest)
            highest = score[i];
    for (size_t i = 0; i < passages->count; i++) {
        const struct tm__passage *p = &passages->passage[i];
        if (i && p->document != p[-1].document)
            before = 0;
        score[i] = score[i] / highest * (1 + early / (1 + (double)before));
        before += p->guard == kind;
    }
}

static void weigh(struct tm__ranking *r, const struct tm__passages *passages,
                  const struct tm__concepts *c)
{
    double total = 0;

    for (size_t i = 0; i < passages->count; i++) {
        if (passages->passage[i].guard != r->kind)
            continue;
        total += r->score[i];
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            r->weight[c->concept[e]] += r->score[i];
    }
    for (size_t k = 0; k < c->count; k++)
        r->weight[k] *= (c->pair[k] ? 2 : 1) / total;
}

/* The sum, over the content words of a passage that others hold too, of how many hold them. */
static tm_status find_repetition(double *repetition, const tm_sparse *rows)
{
    uint32_t *df = tm__calloc(rows->cols, sizeof *df);

    if (!df)
        return TM_ENOMEM;
    for (uint64_t e = 0; e < rows->row_start[rows->rows]; e++)
        df[rows->column[e]]++;
    for (size_t i = 0; i < rows->rows; i++)
        for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++)
            repetition[i] += df[rows->column[e]] > 1 ? df[rows->column[e]] : 0;
    tm__free(df);
    return TM_OK;
}

tm_status tm__rank(struct tm__ranking *ranking, struct tm__passages *passages,
                   struct tm__concepts *concepts, size_t least, const tm_run *run, tm_error *err)
{
    const double damping = .85;
    const size_t n = passages->count;
    tm_status status;

    if (n == 0)
        return TM_OK;
    find_kind(ranking, passages, concepts, least);
    silence_chrome(passages, ranking->kind, concepts->rows);
    ranking->score = tm__calloc(n, sizeof *ranking->score);
    ranking->weight = tm__calloc(concepts->count, sizeof *ranking->weight);
    ranking->repetition = tm__calloc(n, sizeof *ranking->repetition);
    if (!ranking->score || !ranking->weight || !ranking->repetition ||
        find_repetition(ranking->repetition, concepts->rows) != TM_OK)
        return tm__fail_memory(err, "ranking sentences");
    status = tm__lexrank(ranking->score, concepts->rows, damping, run, err);
    if (status != TM_OK)
        return status;
    favour_early(ranking->score, passages, ranking->kind);
    weigh(ranking, passages, concepts);
    return TM_OK;
}

void tm__ranking_release(struct tm__ranking *ranking)
{
    tm__free(ranking->score);
    tm__free(ranking->weight);
    tm__free(ranking->repetition);
    memset(ranking, 0, sizeof *ranking);
}
