#include "cluster/kmeans_changes.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

/* Changes are listed if at most one entry in so many is of a row that moves. */
static const uint64_t few = 16;

tm_status tm__kmeans_changes_new(struct tm__kmeans_changes *changes,
                                 const struct tm__kmeans_rows *x, size_t clusters, tm_error *err)
{
    *changes = (struct tm__kmeans_changes){.room = x->start[x->rows] / few};
    changes->posting = tm__alloc_array(changes->room, 2 * sizeof *changes->posting);
    changes->count = tm__alloc_array(x->columns, sizeof *changes->count);
    changes->rest = tm__alloc_array(clusters, sizeof *changes->rest);
    if (changes->posting && changes->count && changes->rest)
        return TM_OK;
    tm__kmeans_changes_release(changes);
    return tm__fail_memory(err, "running k-means");
}

void tm__kmeans_changes_release(struct tm__kmeans_changes *changes)
{
    tm__free(changes->posting);
    tm__free(changes->count);
    tm__free(changes->rest);
    *changes = (struct tm__kmeans_changes){0};
}

void tm__kmeans_changes_begin(struct tm__kmeans_changes *changes, const struct tm__kmeans_rows *x,
                              const struct tm__kmeans_moves *moves)
{
    changes->are_known = moves->entries <= changes->room;
    changes->start = moves->start;
    if (changes->are_known)
        memset(changes->count, 0, x->columns * sizeof *changes->count);
}

void tm__kmeans_changes_column(struct tm__kmeans_changes *changes, size_t column,
                               const struct tm__kmeans_change *change, const float *scale)
{
    struct tm__kmeans_posting *const posting = changes->posting + 2 * changes->start[column];
    uint32_t count = 0;

    for (size_t n = 0; n < change->count; n++) {
        const uint32_t j = change->touched[n];

        if (change->by[j] != 0)
            posting[count++] = (struct tm__kmeans_posting){j, (float)change->by[j] * scale[j]};
    }
    changes->count[column] = count;
}

void tm__kmeans_changes_end(struct tm__kmeans_changes *changes, const struct tm__kmeans_rows *x,
                            size_t clusters)
{
    const uint64_t most = x->start[x->rows] / 2;
    uint64_t work = 0;
    size_t column = x->columns;

    memset(changes->rest, 0, clusters * sizeof *changes->rest);
    while (column > 0 && work <= most) {
        column--;
        work += (uint64_t)changes->count[column] * x->rows_with[column];
    }
    changes->frequent = work > most ? column + 1 : 0;
    for (size_t c = 0; c < changes->frequent; c++) {
        const struct tm__kmeans_posting *const posting = changes->posting + 2 * changes->start[c];

        for (uint32_t n = 0; n < changes->count[c]; n++)
            changes->rest[posting[n].cluster] += (double)posting[n].value * posting[n].value;
        changes->count[c] = 0;
    }
}
