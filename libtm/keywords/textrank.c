#include "keywords/scorers.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ITERATIONS = 100 };
static const double damping = 0.85;

/* Words that stand next to each other, stop words left out; both ways. */
struct graph {
    uint64_t *edge; /* [edges] from << 32 | to, sorted, each as often as it was met */
    size_t edges, capacity;
    double *rank, *next; /* [terms] */
    uint32_t *degree;    /* [terms] */
};

static bool add_edge(struct graph *g, uint32_t from, uint32_t to)
{
    if (!tm__grow(&g->edge, &g->capacity, g->edges + 2, sizeof *g->edge))
        return false;
    g->edge[g->edges++] = (uint64_t)from << 32 | to;
    g->edge[g->edges++] = (uint64_t)to << 32 | from;
    g->degree[from]++;
    g->degree[to]++;
    return true;
}

static bool read_edges(struct graph *g, const struct tm__facts *facts,
                       const struct tm__tokens *tokens)
{
    const uint64_t size = tokens->first[tokens->documents];
    uint64_t before = UINT64_MAX;

    for (uint64_t t = 0; t < size; t++) {
        const struct tm__token *token = &tokens->token[t];
        if (token->flags & TM__TOKEN_STOP || !(token->flags & TM__TOKEN_LETTER))
            continue;
        if (before != UINT64_MAX && facts->sentence[before] == facts->sentence[t] &&
            tokens->token[before].term != token->term &&
            !add_edge(g, tokens->token[before].term, token->term))
            return false;
        before = t;
    }
    return true;
}

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* PageRank on edges weighted by how often they were met; words without any keep 1 - damping. */
static void walk(struct graph *g, size_t terms)
{
    for (size_t i = 0; i < terms; i++)
        g->rank[i] = 1;
    for (int step = 0; step < ITERATIONS; step++) {
        double change = 0;
        for (size_t i = 0; i < terms; i++)
            g->next[i] = 1 - damping;
        for (size_t e = 0; e < g->edges; e++) {
            const uint32_t from = (uint32_t)(g->edge[e] >> 32), to = (uint32_t)g->edge[e];
            g->next[to] += damping * g->rank[from] / g->degree[from];
        }
        for (size_t i = 0; i < terms; i++)
            change = fmax(change, fabs(g->next[i] - g->rank[i]));
        memcpy(g->rank, g->next, terms * sizeof *g->rank);
        if (change < 1e-4)
            return;
    }
}

static void score(struct tm__candidates *candidates, const struct graph *g,
                  const struct tm__tokens *tokens)
{
    for (size_t i = 0; i < candidates->count; i++) {
        struct tm__candidate *c = &candidates->candidate[i];
        c->score = 0;
        for (uint32_t k = 0; k < c->length && tm__candidate_holds(c); k++)
            if (!(tokens->token[c->at + k].flags & TM__TOKEN_STOP))
                c->score += g->rank[tokens->token[c->at + k].term];
    }
}

tm_status tm__score_by_textrank(struct tm__candidates *candidates, const struct tm__facts *facts,
                                const struct tm__tokens *tokens, tm_error *err)
{
    struct graph g = {.edges = 0};
    bool ok;

    g.rank = tm__alloc_array(tokens->terms, sizeof *g.rank);
    g.next = tm__alloc_array(tokens->terms, sizeof *g.next);
    g.degree = tm__calloc(tokens->terms, sizeof *g.degree);
    ok = g.rank && g.next && g.degree && read_edges(&g, facts, tokens);
    if (ok) {
        if (g.edges)
            qsort(g.edge, g.edges, sizeof *g.edge, compare);
        walk(&g, tokens->terms);
        score(candidates, &g, tokens);
    }
    tm__free(g.edge);
    tm__free(g.rank);
    tm__free(g.next);
    tm__free(g.degree);
    return ok ? TM_OK : tm__fail_memory(err, "ranking words");
}
