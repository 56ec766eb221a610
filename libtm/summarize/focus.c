#include "base/memory.h"
#include "base/status.h"
#include "linalg/dot.h"
#include "summarize/summary_work.h"

#include <math.h>

size_t tm__query_start(const struct tm__summary_work *w)
{
    size_t i = w->passages.own;

    while (i < w->passages.count && w->passages.passage[i].text < w->count + w->background)
        i++;
    return i;
}

void tm__forget_known(struct tm__summary_work *w)
{
    const struct tm__concepts *c = &w->concepts;
    const size_t end = tm__query_start(w);

    for (size_t i = w->passages.own; i < end; i++)
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            w->ranking.weight[c->occurrence[e].concept] = 0;
}

/* The highest cosine of each own passage to a passage of the query. */
static double find_relevance(double *relevance, const struct tm__summary_work *w)
{
    double highest = 0;

    for (size_t q = tm__query_start(w); q < w->passages.count; q++)
        for (size_t i = 0; i < w->passages.own; i++) {
            const double cosine = tm__sparse_dot(w->concepts.rows, i, w->concepts.rows, q);
            relevance[i] = fmax(relevance[i], cosine);
        }
    for (size_t i = 0; i < w->passages.own; i++)
        if (w->passages.passage[i].guard == w->ranking.kind)
            highest = fmax(highest, relevance[i]);
    return highest;
}

/*
 * A concept keeps the share of its weight that its most relevant sentence has of the relevance
 * there is, and a tenth at least: what is not asked for may fill the rest.
 */
static void weigh(const struct tm__summary_work *w, const double *relevance, double highest,
                  double *share)
{
    const struct tm__concepts *c = &w->concepts;
    const double least = .1;

    for (size_t i = 0; i < w->passages.own; i++)
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            share[c->occurrence[e].concept] =
                fmax(share[c->occurrence[e].concept], relevance[i] / highest);
    for (size_t k = 0; k < c->count; k++)
        w->ranking.weight[k] *= least + (1 - least) * fmin(share[k], 1);
}

tm_status tm__focus(struct tm__summary_work *w, tm_error *err)
{
    double *relevance, *share, highest;

    if (w->queries == 0 || w->passages.own == 0)
        return TM_OK;
    relevance = tm__calloc(w->passages.own, sizeof *relevance);
    share = tm__calloc(w->concepts.count, sizeof *share);
    if (relevance && share) {
        highest = find_relevance(relevance, w);
        w->ranking.asked = highest > 0;
        for (size_t i = 0; i < w->passages.own; i++)
            w->passages.passage[i].answers = relevance[i] > 0;
        if (highest > 0)
            weigh(w, relevance, highest, share);
    }
    tm__free(relevance);
    tm__free(share);
    return relevance && share ? TM_OK : tm__fail_memory(err, "reading a query");
}
