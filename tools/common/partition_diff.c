#include "partition_diff.h"

#include "bytes.h"

#include <stdlib.h>

static int compare(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_cluster(const void *a, const void *b)
{
    const struct partition_part *x = a, *y = b;
    const int order = compare(x->cluster, y->cluster);

    return order ? order : compare(x->other, y->other);
}

static int by_size(const void *a, const void *b)
{
    const struct partition_part *x = a, *y = b;
    const int order = compare(y->documents, x->documents);

    return order ? order : compare(x->other, y->other);
}

/* Changes of equal weight stay as they were added, which `first` tells. */
static int by_pairs(const void *a, const void *b)
{
    const struct partition_change *x = a, *y = b;
    const int order = compare(y->pairs, x->pairs);

    return order ? order : compare(x->first, y->first);
}

static uint64_t pairs(size_t n)
{
    return n ? (uint64_t)n * (n - 1) / 2 : 0;
}

/* The parts of every cluster of a, sorted by cluster; their number. */
static size_t count_parts(struct partition_part *part, const uint32_t *a, const uint32_t *b,
                          size_t rows)
{
    size_t parts = 0;

    for (size_t i = 0; i < rows; i++)
        part[i] = (struct partition_part){a[i], b[i], 1};
    qsort(part, rows, sizeof *part, by_cluster);
    for (size_t i = 0; i < rows; i++) {
        if (parts > 0 && by_cluster(&part[parts - 1], &part[i]) == 0)
            part[parts - 1].documents++;
        else
            part[parts++] = part[i];
    }
    return parts;
}

/* The clusters among part[first..end) that have more than one part. */
static void add_changes(struct partition_diff *diff, size_t first, size_t end, bool merged)
{
    for (size_t next; first < end; first = next) {
        struct partition_change change = {.merged = merged, .first = first};

        for (next = first; next < end && diff->part[next].cluster == diff->part[first].cluster;
             next++) {
            change.documents += diff->part[next].documents;
            change.pairs -= pairs(diff->part[next].documents);
        }
        change.pairs += pairs(change.documents);
        change.parts = next - first;
        if (change.parts == 1)
            continue;
        qsort(diff->part + first, change.parts, sizeof *diff->part, by_size);
        diff->change[diff->changes++] = change;
    }
}

/* broken[cluster]: the other partition has it in several parts. */
static void mark(bool *broken, const struct partition_diff *diff, bool merged, size_t rows)
{
    for (size_t i = 0; i < rows; i++)
        broken[i] = false;
    for (size_t c = 0; c < diff->changes; c++)
        if (diff->change[c].merged == merged)
            broken[diff->part[diff->change[c].first].cluster] = true;
}

/* A document keeps its company if neither of its clusters has several parts. */
static size_t count_moved(const struct partition_diff *diff, const uint32_t *a, const uint32_t *b,
                          size_t rows)
{
    bool *const split = cli_alloc(rows, sizeof *split), *const merged =
                                                            cli_alloc(rows, sizeof *merged);
    size_t moved = 0;

    mark(split, diff, false, rows);
    mark(merged, diff, true, rows);
    for (size_t i = 0; i < rows; i++)
        moved += split[a[i]] || merged[b[i]];
    free(split);
    free(merged);
    return moved;
}

void partition_diff_new(struct partition_diff *diff, const uint32_t *a, const uint32_t *b,
                        size_t rows)
{
    size_t split, merged;

    diff->part = cli_alloc(2 * rows + 1, sizeof *diff->part);
    diff->change = cli_alloc(2 * rows + 1, sizeof *diff->change);
    diff->changes = 0;
    split = count_parts(diff->part, a, b, rows);
    merged = count_parts(diff->part + split, b, a, rows);
    add_changes(diff, 0, split, false);
    add_changes(diff, split, split + merged, true);
    diff->moved = count_moved(diff, a, b, rows);
    qsort(diff->change, diff->changes, sizeof *diff->change, by_pairs);
}

void partition_diff_free(struct partition_diff *diff)
{
    free(diff->part);
    free(diff->change);
}
