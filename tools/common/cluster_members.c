#include "cluster_members.h"

#include "bytes.h"

#include <stdlib.h>

int cluster_compare_members(const void *a, const void *b)
{
    const struct cluster_member *const x = a, *const y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->row < y->row ? -1 : 1;
}

void cluster_members(const tm_clustering *clusters, size_t **start, uint32_t **row)
{
    struct cluster_member *const members = cli_alloc(clusters->rows, sizeof *members);
    size_t *const next = cli_alloc(clusters->clusters + 1, sizeof *next);

    *start = cli_alloc(clusters->clusters + 1, sizeof **start);
    *row = cli_alloc(clusters->rows, sizeof **row);
    for (size_t c = 0; c < clusters->clusters; c++)
        next[c + 1] = (*start)[c + 1] = (*start)[c] + clusters->size[c];
    for (size_t i = 0; i < clusters->rows; i++) {
        struct cluster_member *const member = &members[next[clusters->cluster[i]]++];

        member->score = clusters->score[i];
        member->row = (uint32_t)i;
    }
    for (size_t c = 0; c < clusters->clusters; c++)
        qsort(members + (*start)[c], clusters->size[c], sizeof *members, cluster_compare_members);
    for (size_t i = 0; i < clusters->rows; i++)
        (*row)[i] = members[i].row;
    free(members);
    free(next);
}

size_t cluster_loners(const tm_clustering *clusters)
{
    size_t loners = 0;

    while (loners < clusters->clusters && clusters->size[clusters->clusters - 1 - loners] == 1)
        loners++;
    return loners;
}
