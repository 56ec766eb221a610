#include "cluster/chain.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum { ROWS_PER_BLOCK = 64, MERGES_PER_REPORT = 256 };

struct chain {
    const struct tm__all_cosines *c;
    tm_linkage method;
    size_t rows, alive;
    double *distance; /* below the diagonal: row i from i (i - 1) / 2 on */
    double *size;     /* [rows] rows of a living cluster, copies counted */
    uint32_t *living; /* [alive] the clusters, rising; a cluster has the number of a row in it */
    uint32_t *link;   /* [rows] the chain: each is the nearest to the one before */
    size_t links;
};

static double *at(const struct chain *ch, size_t i, size_t j)
{
    return i > j ? &ch->distance[i * (i - 1) / 2 + j] : &ch->distance[j * (j - 1) / 2 + i];
}

static tm_status fill_block(void *ctx, size_t block, unsigned worker)
{
    struct chain *ch = ctx;
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    (void)worker;
    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < ch->rows; i++) {
        double *const row = ch->distance + (i ? i * (i - 1) / 2 : 0);
        tm__all_cosines_row(row, ch->c, i, i);
        for (size_t j = 0; j < i; j++) {
            row[j] = 1 - row[j];
            /* |a - b|^2 = 2 (1 - cosine); merging sizes a and b adds ab / (a + b) times that. */
            if (ch->method == TM_LINKAGE_WARD)
                row[j] *= 2 * ch->size[i] * ch->size[j] / (ch->size[i] + ch->size[j]);
        }
    }
    return TM_OK;
}

/* Distance of k from the union of a and b (Lance & Williams 1967). */
static double joined(const struct chain *ch, size_t k, size_t a, size_t b, double ab)
{
    const double ka = *at(ch, k, a), kb = *at(ch, k, b);
    const double na = ch->size[a], nb = ch->size[b], nk = ch->size[k];

    if (ch->method == TM_LINKAGE_COMPLETE)
        return ka > kb ? ka : kb;
    if (ch->method == TM_LINKAGE_AVERAGE)
        return (na * ka + nb * kb) / (na + nb);
    return ((na + nk) * ka + (nb + nk) * kb - nk * ab) / (na + nb + nk);
}

/* The nearest to the end of the chain; of equal ones the one before it, then the lowest. */
static uint32_t nearest(const struct chain *ch, double *distance)
{
    const uint32_t end = ch->link[ch->links - 1];
    uint32_t best = ch->links > 1 ? ch->link[ch->links - 2] : UINT32_MAX;

    *distance = best == UINT32_MAX ? INFINITY : *at(ch, end, best);
    for (size_t x = 0; x < ch->alive; x++) {
        const uint32_t j = ch->living[x];
        if (j != end && *at(ch, end, j) < *distance) {
            *distance = *at(ch, end, j);
            best = j;
        }
    }
    return best;
}

/* b joins a. */
static void merge(struct chain *ch, uint32_t a, uint32_t b, double distance)
{
    size_t x = 0;

    while (ch->living[x] != b)
        x++;
    memmove(ch->living + x, ch->living + x + 1, (--ch->alive - x) * sizeof *ch->living);
    for (x = 0; x < ch->alive; x++)
        if (ch->living[x] != a)
            *at(ch, ch->living[x], a) = joined(ch, ch->living[x], a, b, distance);
    ch->size[a] += ch->size[b];
}

static tm_status run_chain(struct tm__edge *edge, struct chain *ch, const tm_run *run,
                           tm_error *err)
{
    size_t merges = 0;
    tm_status status = TM_OK;

    while (status == TM_OK && ch->alive > 1) {
        double distance;
        uint32_t end, next;

        if (!ch->links)
            ch->link[ch->links++] = ch->living[0];
        end = ch->link[ch->links - 1];
        next = nearest(ch, &distance);
        if (ch->links < 2 || next != ch->link[ch->links - 2]) {
            ch->link[ch->links++] = next;
            continue;
        }
        ch->links -= 2;
        edge[merges] =
            (struct tm__edge){end < next ? end : next, end < next ? next : end, distance};
        merge(ch, edge[merges].a, edge[merges].b, distance);
        if (merges++ % MERGES_PER_REPORT == 0)
            status = tm__progress(run, "linkage", merges, ch->rows, err);
    }
    return status;
}

static bool allocate(struct chain *ch, const uint32_t *copies)
{
    const size_t rows = ch->rows;

    ch->distance = tm__alloc_array(rows ? rows * (rows - 1) / 2 : 0, sizeof *ch->distance);
    ch->size = tm__alloc_array(rows, sizeof *ch->size);
    ch->living = tm__alloc_array(rows, sizeof *ch->living);
    ch->link = tm__alloc_array(rows, sizeof *ch->link);
    if (!ch->distance || !ch->size || !ch->living || !ch->link)
        return false;
    for (size_t i = 0; i < rows; i++) {
        ch->size[i] = copies[i];
        ch->living[i] = (uint32_t)i;
    }
    return true;
}

tm_status tm__chain(struct tm__edge *edge, const struct tm__all_cosines *c, const uint32_t *copies,
                    tm_linkage method, const tm_run *run, tm_error *err)
{
    struct chain ch = {.c = c, .method = method, .rows = c->m->rows, .alive = c->m->rows};
    tm_status status = allocate(&ch, copies) ? TM_OK : tm__fail_memory(err, "comparing all rows");

    if (status == TM_OK)
        status = tm__parallel_for((ch.rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK, fill_block, &ch,
                                  "distances", run, err);
    if (status == TM_OK)
        status = run_chain(edge, &ch, run, err);
    tm__free(ch.distance);
    tm__free(ch.size);
    tm__free(ch.living);
    tm__free(ch.link);
    return status;
}
