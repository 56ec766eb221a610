#include "base/memory.h"
#include "base/status.h"
#include "summarize/rater.h"
#include "summarize/walk.h"

#include <math.h>
#include <string.h>

static const double k1 = 1.2, b_share = 0.75;

/*
 * One sentence as a query of another: idf(w) for each word of the first, times how much w counts in
 * the second. Both ways together that is X Y' + Y X', so a step of the walk is two passes.
 */
struct bm25 {
    const struct tm__bags *bags;
    double *idf;    /* [terms], which are the rows of X where a sentence has them */
    double *weight; /* [words] the entries of Y */
    double *x, *y;  /* [terms] scratch: X' z, Y' z */
};

static void multiply(double *out, const double *z, void *ctx)
{
    const struct bm25 *m = ctx;
    const struct tm__bags *b = m->bags;

    memset(m->x, 0, b->terms * sizeof *m->x);
    memset(m->y, 0, b->terms * sizeof *m->y);
    for (size_t i = 0; i < b->count; i++)
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++) {
            m->x[b->word[e].term] += m->idf[b->word[e].term] * z[i];
            m->y[b->word[e].term] += m->weight[e] * z[i];
        }
    for (size_t i = 0; i < b->count; i++) {
        double sum = 0;
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++) {
            const uint32_t term = b->word[e].term;
            const double idf = m->idf[term], weight = m->weight[e];
            sum += idf * (m->y[term] - weight * z[i]) + weight * (m->x[term] - idf * z[i]);
        }
        out[i] = sum;
    }
}

static void weigh(struct bm25 *m)
{
    const struct tm__bags *b = m->bags;
    double words = 0;

    for (uint64_t e = 0; e < b->start[b->count]; e++)
        m->idf[b->word[e].term]++;
    for (size_t k = 0; k < b->terms; k++)
        m->idf[k] = log(1 + ((double)b->count - m->idf[k] + 0.5) / (m->idf[k] + 0.5));
    for (size_t i = 0; i < b->count; i++)
        words += b->sentence[i].size;
    for (size_t i = 0; i < b->count; i++) {
        const double length = b->sentence[i].size * (double)b->count / fmax(words, 1);
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++) {
            const double count = b->word[e].count;
            m->weight[e] = count * (k1 + 1) / (count + k1 * (1 - b_share + b_share * length));
        }
    }
}

/* TextRank with BM25 (Barrios et al. 2016). */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const struct tm__bags *b = rating->bags;
    struct bm25 m = {.bags = b, .x = rating->weight, .y = rating->other};
    tm_status status;

    m.idf = tm__calloc(b->terms, sizeof *m.idf);
    m.weight = tm__alloc_array(b->start[b->count], sizeof *m.weight);
    if (m.idf && m.weight) {
        weigh(&m);
        status = tm__walk(rating->score, b->count, multiply, &m, 0.85, run, err);
    } else {
        status = tm__fail_memory(err, "ranking sentences");
    }
    tm__free(m.idf);
    tm__free(m.weight);
    return status;
}

const struct tm__rater tm__rater_textrank_bm25 = {.start = start};
