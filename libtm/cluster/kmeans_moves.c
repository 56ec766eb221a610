#include "cluster/kmeans_moves.h"

#include "base/memory.h"
#include "cluster/kmeans_sums.h"

#include <string.h>

struct tm__kmeans_moves *tm__kmeans_moves_new(const struct tm__kmeans_rows *x, size_t clusters,
                                              unsigned workers)
{
    struct tm__kmeans_moves *moves = tm__calloc(1, sizeof *moves);
    bool ok;

    if (!moves)
        return NULL;
    moves->clusters = clusters;
    moves->workers = workers;
    moves->start = tm__alloc_array(x->columns + 1, sizeof *moves->start);
    moves->move = tm__alloc_array(x->start[x->rows], sizeof *moves->move);
    moves->change = tm__calloc(workers, sizeof *moves->change);
    moves->along = tm__alloc_array(clusters, TM__MOVE_BLOCKS * sizeof *moves->along);
    moves->apart = tm__alloc_array(clusters, TM__MOVE_BLOCKS * sizeof *moves->apart);
    ok = moves->start && moves->move && moves->change && moves->along && moves->apart;
    for (unsigned w = 0; ok && w < workers; w++) {
        struct tm__kmeans_change *change = &moves->change[w];

        change->by = tm__calloc(clusters, sizeof *change->by);
        change->is_touched = tm__calloc(clusters, sizeof *change->is_touched);
        change->touched = tm__alloc_array(clusters, sizeof *change->touched);
        ok = change->by && change->is_touched && change->touched;
    }
    if (ok)
        return moves;
    tm__kmeans_moves_free(moves);
    return NULL;
}

void tm__kmeans_moves_free(struct tm__kmeans_moves *moves)
{
    if (!moves)
        return;
    for (unsigned w = 0; moves->change && w < moves->workers; w++) {
        tm__free(moves->change[w].by);
        tm__free(moves->change[w].is_touched);
        tm__free(moves->change[w].touched);
    }
    tm__free(moves->start);
    tm__free(moves->move);
    tm__free(moves->change);
    tm__free(moves->along);
    tm__free(moves->apart);
    tm__free(moves);
}

void tm__kmeans_moves_find(struct tm__kmeans_moves *moves, const struct tm__kmeans_rows *x,
                           const uint32_t *before, const uint32_t *after)
{
    uint64_t *const start = moves->start;

    memset(start, 0, (x->columns + 1) * sizeof *start);
    for (size_t i = 0; i < x->rows; i++)
        if (before[i] != after[i])
            for (uint64_t e = x->start[i]; e < x->start[i + 1]; e++)
                start[x->column[e] + 1]++;
    for (size_t c = 0; c < x->columns; c++)
        start[c + 1] += start[c];
    for (size_t i = 0; i < x->rows; i++)
        if (before[i] != after[i])
            for (uint64_t e = x->start[i]; e < x->start[i + 1]; e++)
                moves->move[start[x->column[e]]++] =
                    (struct tm__kmeans_move){(uint32_t)i, x->value[e]};
    memmove(start + 1, start, x->columns * sizeof *start);
    start[0] = 0;
}

static void add(struct tm__kmeans_change *change, uint32_t cluster, double by)
{
    if (cluster == TM__NO_CLUSTER)
        return;
    if (!change->is_touched[cluster]) {
        change->is_touched[cluster] = true;
        change->touched[change->count++] = cluster;
    }
    change->by[cluster] += by;
}

void tm__kmeans_moves_column(struct tm__kmeans_change *change, const struct tm__kmeans_moves *moves,
                             size_t column, const uint32_t *before, const uint32_t *after)
{
    change->count = 0;
    for (uint64_t e = moves->start[column]; e < moves->start[column + 1]; e++) {
        const struct tm__kmeans_move *const move = &moves->move[e];

        add(change, before[move->row], -(double)move->value);
        add(change, after[move->row], move->value);
    }
}
