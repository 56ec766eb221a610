#include "cluster/kmeans_sums.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/kmeans_moves.h"

#include <math.h>
#include <string.h>

static size_t cells(const struct tm__kmeans_sums *s)
{
    return s->x->dense * s->width;
}

/* Where the lists begin; none gets longer than its column has rows. */
static void place_lists(struct tm__kmeans_sums *s)
{
    const struct tm__kmeans_rows *x = s->x;

    s->list[0] = 0;
    for (size_t l = 0; l < s->lists; l++) {
        const size_t rows = x->rows_with[x->dense + l];

        s->list[l + 1] = s->list[l] + (rows < s->clusters ? rows : s->clusters);
    }
}

tm_status tm__kmeans_sums_new(struct tm__kmeans_sums *s, const struct tm__kmeans_rows *x,
                              size_t clusters, const tm_run *run, tm_error *err)
{
    const size_t lists = x->first ? 0 : x->columns - x->dense;
    bool ok;

    *s = (struct tm__kmeans_sums){.x = x, .clusters = clusters, .lists = lists};
    s->width = (clusters + TM__LANES - 1) / TM__LANES * TM__LANES;
    s->table = tm__alloc_lines(&s->table_block, cells(s), sizeof *s->table);
    s->cell = tm__alloc_array(x->dense, clusters * sizeof *s->cell);
    s->list = tm__alloc_array(lists + 1, sizeof *s->list);
    s->length = tm__alloc_array(lists, sizeof *s->length);
    s->square = tm__alloc_array(clusters, sizeof *s->square);
    s->scale = tm__calloc(s->width, sizeof *s->scale);
    s->turn = tm__alloc_array(clusters, sizeof *s->turn);
    s->shrink = tm__alloc_array(clusters, sizeof *s->shrink);
    s->along = tm__alloc_array(clusters, TM__MOVE_BLOCKS * sizeof *s->along);
    s->apart = tm__alloc_array(clusters, TM__MOVE_BLOCKS * sizeof *s->apart);
    if (x->first)
        s->flows = tm__kmeans_flows_new(x, clusters, tm__threads(run));
    else
        s->moves = tm__kmeans_moves_new(x, clusters, tm__threads(run));
    if (s->list) {
        place_lists(s);
        s->posting = tm__alloc_array(s->list[lists], sizeof *s->posting);
        s->sum = tm__alloc_array(s->list[lists], sizeof *s->sum);
    }
    ok = s->table && s->cell && s->list && s->length && s->square && s->scale && s->turn &&
         s->shrink && s->along && s->apart && (s->flows || s->moves) && s->posting && s->sum;
    if (!ok) {
        tm__kmeans_sums_release(s);
        return tm__fail_memory(err, "adding up clusters");
    }
    tm__huge_pages(s->table, cells(s) * sizeof *s->table);
    tm__kmeans_sums_clear(s);
    return TM_OK;
}

void tm__kmeans_sums_release(struct tm__kmeans_sums *s)
{
    tm__free(s->table_block);
    tm__free(s->cell);
    tm__free(s->list);
    tm__free(s->length);
    tm__free(s->posting);
    tm__free(s->sum);
    tm__free(s->square);
    tm__free(s->scale);
    tm__free(s->turn);
    tm__free(s->shrink);
    tm__free(s->along);
    tm__free(s->apart);
    tm__kmeans_moves_free(s->moves);
    tm__kmeans_flows_free(s->flows);
    *s = (struct tm__kmeans_sums){0};
}

void tm__kmeans_sums_clear(struct tm__kmeans_sums *s)
{
    memset(s->table, 0, cells(s) * sizeof *s->table);
    memset(s->length, 0, s->lists * sizeof *s->length);
    memset(s->scale, 0, s->width * sizeof *s->scale);
    for (size_t e = 0; e < s->x->dense * s->clusters; e++)
        s->cell[e] = 0;
    for (size_t j = 0; j < s->clusters; j++)
        s->square[j] = s->turn[j] = s->shrink[j] = 0;
}

/* With fewer entries to move, waking threads takes longer than moving. */
static const uint64_t worth_threads = 20000;

/* One move of rows, and the part of a block of columns in it. */
struct step {
    struct tm__kmeans_sums *s;
    const uint32_t *before, *after;
    double *along, *apart; /* [clusters] of the block */
};

static void change_cells(const struct step *step, struct tm__kmeans_change *change, size_t column)
{
    const struct tm__kmeans_sums *s = step->s;

    for (size_t n = 0; n < change->count; n++) {
        const uint32_t j = change->touched[n];
        double *const cell = &s->cell[column * s->clusters + j];
        const double by = change->by[j];
        size_t width;
        float *const strip = tm__kmeans_strip(s, j / TM__STRIP, &width);

        step->along[j] += *cell * by;
        step->apart[j] += by * by;
        *cell += by;
        strip[column * width + j % TM__STRIP] = (float)*cell;
        change->by[j] = 0;
        change->is_touched[j] = false;
    }
}

/* Entries of the list that change; those that come to nothing go. */
static void change_list(const struct step *step, struct tm__kmeans_change *change, size_t list)
{
    struct tm__kmeans_posting *const posting = step->s->posting + step->s->list[list];
    double *const sum = step->s->sum + step->s->list[list];
    size_t length = step->s->length[list];

    for (size_t p = 0; p < length;) {
        const uint32_t j = posting[p].cluster;
        const double by = change->by[j];

        step->along[j] += sum[p] * by;
        step->apart[j] += by * by;
        sum[p] += by;
        posting[p].value = (float)sum[p];
        change->by[j] = 0;
        if (sum[p] == 0) {
            sum[p] = sum[--length];
            posting[p] = posting[length];
        } else {
            p++;
        }
    }
    for (size_t n = 0; n < change->count; n++) {
        const uint32_t j = change->touched[n];
        const double by = change->by[j];

        if (by != 0) {
            step->apart[j] += by * by;
            sum[length] = by;
            posting[length++] = (struct tm__kmeans_posting){j, (float)by};
        }
        change->by[j] = 0;
        change->is_touched[j] = false;
    }
    step->s->length[list] = (uint32_t)length;
}

/* The first of the columns with moves whose moves begin at `least` or behind. */
static size_t first_column(const struct tm__kmeans_moves *moves, uint64_t least)
{
    size_t low = 0, high = moves->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (tm__kmeans_moves_at(moves, middle) < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static tm_status move_block(void *ctx, size_t block, unsigned worker)
{
    struct step step = *(const struct step *)ctx;
    const struct tm__kmeans_moves *moves = step.s->moves;
    const uint64_t from = moves->entries * block / TM__MOVE_BLOCKS,
                   to = moves->entries * (block + 1) / TM__MOVE_BLOCKS;
    struct tm__kmeans_change *change = &moves->change[worker];

    step.along += block * step.s->clusters;
    step.apart += block * step.s->clusters;
    memset(step.along, 0, step.s->clusters * sizeof *step.along);
    memset(step.apart, 0, step.s->clusters * sizeof *step.apart);
    /* A column belongs to the block where its entries begin. */
    for (size_t n = first_column(moves, from); tm__kmeans_moves_at(moves, n) < to; n++) {
        const uint32_t c = moves->column[n];

        tm__kmeans_moves_column(change, moves, n, step.before, step.after);
        if (step.s->changes && step.s->changes->are_known)
            tm__kmeans_changes_column(step.s->changes, c, change, step.s->scale);
        if (c < step.s->x->dense)
            change_cells(&step, change, c);
        else
            change_list(&step, change, c - step.s->x->dense);
    }
    return TM_OK;
}

/* Columns of one row only are in no block. */
static void move_own(struct step *step)
{
    const double *const own = step->s->x->own;

    for (size_t i = 0; i < step->s->x->rows; i++) {
        const uint32_t before = step->before[i], after = step->after[i];

        if (before == after)
            continue;
        if (before != TM__NO_CLUSTER) {
            step->along[before] -= own[i];
            step->apart[before] += own[i];
        }
        if (after != TM__NO_CLUSTER)
            step->apart[after] += own[i];
    }
}

/* The turn of a cluster that changed is less than 1, however it is rounded. */
static const double nearly = 1 - 0x1p-53;

/* Lengths and turns, from the products of all blocks in their order. */
static void measure(struct tm__kmeans_sums *s)
{
    for (size_t j = 0; j < s->clusters; j++) {
        const double old = s->square[j];
        double along = 0, apart = 0, squares;

        for (size_t b = 0; b < TM__MOVE_BLOCKS; b++) {
            along += s->along[b * s->clusters + j];
            apart += s->apart[b * s->clusters + j];
        }
        s->turn[j] = s->shrink[j] = 1;
        if (along == 0 && apart == 0)
            continue;
        s->square[j] = old + 2 * along + apart;
        /* What is left of a cluster without rows is rounding; one row alone has length 1. */
        if (s->square[j] < .5)
            s->square[j] = 0;
        squares = sqrt(old) * sqrt(s->square[j]);
        s->turn[j] = squares > 0 ? fmin((old + along) / squares, nearly) : 0;
        if (s->changes && old == 0) /* and in shares of that there is no change */
            s->changes->are_known = false;
        s->shrink[j] = s->square[j] > 0 ? sqrt(old) / sqrt(s->square[j]) : 0;
        s->scale[j] = s->square[j] > 0 ? (float)(1 / sqrt(s->square[j])) : 0;
    }
}

/* Squares of the sums of a column, added up. */
static void add_squares(double *square, const struct tm__kmeans_sums *s, size_t column)
{
    if (column < s->x->dense) {
        const double *const cell = s->cell + column * s->clusters;

        for (size_t j = 0; j < s->clusters; j++)
            square[j] += cell[j] * cell[j];
    } else {
        const size_t list = column - s->x->dense;
        const struct tm__kmeans_posting *const posting = s->posting + s->list[list];
        const double *const sum = s->sum + s->list[list];

        for (size_t p = 0; p < s->length[list]; p++)
            square[posting[p].cluster] += sum[p] * sum[p];
    }
}

void tm__kmeans_sums_settle(struct tm__kmeans_sums *s, const uint32_t *label)
{
    const struct tm__kmeans_rows *x = s->x;
    const uint64_t entries = x->start[x->rows];
    uint64_t before = 0; /* entries of the columns before */
    size_t block = 0;

    memset(s->square, 0, s->clusters * sizeof *s->square);
    memset(s->along, 0, TM__MOVE_BLOCKS * s->clusters * sizeof *s->along);
    memset(s->apart, 0, TM__MOVE_BLOCKS * s->clusters * sizeof *s->apart);
    for (size_t c = 0; c < x->dense + s->lists; c++) {
        while (before >= entries * (block + 1) / TM__MOVE_BLOCKS)
            block++;
        add_squares(s->apart + block * s->clusters, s, c);
        before += x->rows_with[c];
    }
    for (size_t i = 0; i < x->rows; i++) {
        s->apart[label[i]] += x->own[i];
        for (uint64_t e = x->first ? x->first[i] : 0; x->first && e < x->first[i + 1]; e++)
            s->apart[label[i]] += label[x->edge[e].row] == label[i] ? x->edge[e].product : 0;
    }
    measure(s);
}

/* Column by column, lists and what changes in them. */
static tm_status move_columns(struct step *step, const tm_run *run, tm_error *err)
{
    struct tm__kmeans_sums *const s = step->s;
    tm_run how = run ? *run : (tm_run)TM_RUN_INIT;
    const tm_status status =
        tm__kmeans_moves_find(s->moves, s->x, step->before, step->after, run, err);

    if (status != TM_OK)
        return status;
    if (s->changes)
        tm__kmeans_changes_begin(s->changes, s->x, s->moves);
    if (s->moves->entries < worth_threads)
        how.threads = 1;
    return tm__parallel_for(TM__MOVE_BLOCKS, move_block, step, "centroids", &how, err);
}

tm_status tm__kmeans_sums_move(struct tm__kmeans_sums *s, const uint32_t *before,
                               const uint32_t *after, const tm_run *run, tm_error *err)
{
    struct step step = {s, before, after, s->along, s->apart};
    const tm_status status = s->flows ? tm__kmeans_flows_move(s, before, after, run, err)
                                      : move_columns(&step, run, err);

    if (status != TM_OK)
        return status;
    move_own(&step);
    measure(s);
    if (s->changes && s->changes->are_known)
        tm__kmeans_changes_end(s->changes, s->x, s->clusters);
    return TM_OK;
}
