#include "cluster/kmeans_moves.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "cluster/kmeans_sums.h"

#include <string.h>

/* With fewer entries to move than one to so many columns, no pass over all columns is made. */
static const size_t few = 2;

struct tm__kmeans_moves *tm__kmeans_moves_new(const struct tm__kmeans_rows *x, size_t clusters,
                                              unsigned workers)
{
    struct tm__kmeans_moves *moves = tm__calloc(1, sizeof *moves);
    bool ok;

    if (!moves)
        return NULL;
    moves->clusters = clusters;
    moves->workers = workers;
    moves->column = tm__alloc_array(x->columns, sizeof *moves->column);
    moves->start = tm__alloc_array(x->columns, sizeof *moves->start);
    moves->seen = tm__calloc(x->columns, sizeof *moves->seen);
    moves->place = tm__alloc_array(x->columns, workers * sizeof *moves->place);
    moves->move = tm__alloc_array(x->start[x->rows], sizeof *moves->move);
    moves->change = tm__calloc(workers, sizeof *moves->change);
    ok = moves->column && moves->start && moves->seen && moves->place && moves->move &&
         moves->change;
    for (unsigned w = 0; ok && w < workers; w++) {
        struct tm__kmeans_change *change = &moves->change[w];

        change->by = tm__calloc(clusters, sizeof *change->by);
        change->is_touched = tm__calloc(clusters, sizeof *change->is_touched);
        change->touched = tm__alloc_array(clusters, sizeof *change->touched);
        ok = change->by && change->is_touched && change->touched;
    }
    if (ok) {
        tm__huge_pages(moves->move, x->start[x->rows] * sizeof *moves->move);
        return moves;
    }
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
    tm__free(moves->column);
    tm__free(moves->start);
    tm__free(moves->seen);
    tm__free(moves->place);
    tm__free(moves->move);
    tm__free(moves->change);
    tm__free(moves);
}

/* Rows cut into as many parts as there are workers, each with places of its own. */
struct finding {
    struct tm__kmeans_moves *moves;
    const struct tm__kmeans_rows *x;
    const uint32_t *before, *after;
    size_t parts;
};

static size_t part_start(const struct finding *f, size_t part)
{
    return f->x->rows * part / f->parts;
}

static tm_status count_part(void *ctx, size_t part, unsigned worker)
{
    const struct finding *f = ctx;
    const struct tm__kmeans_rows *x = f->x;
    uint64_t *const count = f->moves->place + part * x->columns;

    (void)worker;
    memset(count, 0, x->columns * sizeof *count);
    for (size_t i = part_start(f, part); i < part_start(f, part + 1); i++)
        if (f->before[i] != f->after[i])
            for (uint64_t e = x->start[i]; e < x->start[i + 1]; e++)
                count[x->column[e]]++;
    return TM_OK;
}

/* By column, then by row: the parts follow each other in every column. */
static void place_parts(const struct finding *f)
{
    const size_t columns = f->x->columns;
    uint64_t sum = 0;

    f->moves->count = 0;
    for (size_t c = 0; c < columns; c++) {
        const uint64_t start = sum;

        f->moves->start[c] = sum;
        for (size_t part = 0; part < f->parts; part++) {
            uint64_t *const place = f->moves->place + part * columns + c;
            const uint64_t count = *place;

            *place = sum;
            sum += count;
        }
        if (sum > start)
            f->moves->column[f->moves->count++] = (uint32_t)c;
    }
}

static tm_status list_part(void *ctx, size_t part, unsigned worker)
{
    const struct finding *f = ctx;
    const struct tm__kmeans_rows *x = f->x;
    uint64_t *const place = f->moves->place + part * x->columns;

    (void)worker;
    for (size_t i = part_start(f, part); i < part_start(f, part + 1); i++)
        if (f->before[i] != f->after[i])
            for (uint64_t e = x->start[i]; e < x->start[i + 1]; e++)
                f->moves->move[place[x->column[e]]++] =
                    (struct tm__kmeans_move){(uint32_t)i, x->value[e]};
    return TM_OK;
}

static uint64_t count_entries(const struct finding *f)
{
    uint64_t entries = 0;

    for (size_t i = 0; i < f->x->rows; i++)
        if (f->before[i] != f->after[i])
            entries += f->x->start[i + 1] - f->x->start[i];
    return entries;
}

/* Columns in the order in which they are met, so that no other is looked at. */
static void find_few(const struct finding *f)
{
    const struct tm__kmeans_rows *x = f->x;
    struct tm__kmeans_moves *const moves = f->moves;
    uint64_t sum = 0;

    moves->count = 0;
    for (size_t i = 0; i < x->rows; i++)
        if (f->before[i] != f->after[i])
            for (uint64_t e = x->start[i]; e < x->start[i + 1]; e++)
                if (moves->seen[x->column[e]]++ == 0)
                    moves->column[moves->count++] = x->column[e];
    for (size_t n = 0; n < moves->count; n++) {
        const uint32_t c = moves->column[n];

        moves->start[c] = moves->place[c] = sum;
        sum += moves->seen[c];
        moves->seen[c] = 0;
    }
}

tm_status tm__kmeans_moves_find(struct tm__kmeans_moves *moves, const struct tm__kmeans_rows *x,
                                const uint32_t *before, const uint32_t *after, const tm_run *run,
                                tm_error *err)
{
    struct finding f = {moves, x, before, after, 1};
    tm_status status = TM_OK;

    moves->entries = count_entries(&f);
    if (moves->entries < x->columns / few) {
        find_few(&f);
    } else {
        if (moves->entries > moves->workers * (uint64_t)x->columns) /* worth the beginning */
            f.parts = moves->workers;
        status = tm__parallel_for(f.parts, count_part, &f, "centroids", run, err);
        if (status == TM_OK)
            place_parts(&f);
    }
    if (status != TM_OK)
        return status;
    return tm__parallel_for(f.parts, list_part, &f, "centroids", run, err);
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
                             size_t n, const uint32_t *before, const uint32_t *after)
{
    change->count = 0;
    for (uint64_t e = tm__kmeans_moves_at(moves, n); e < tm__kmeans_moves_at(moves, n + 1); e++) {
        const struct tm__kmeans_move *const move = &moves->move[e];

        add(change, before[move->row], -(double)move->value);
        add(change, after[move->row], move->value);
    }
}
