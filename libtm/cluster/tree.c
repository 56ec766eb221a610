#include "cluster/tree.h"

#include "base/memory.h"
#include "base/status.h"

void tm_tree_free(tm_tree *tree)
{
    if (!tree)
        return;
    tm__free(tree->part);
    tm__free(tree->similarity);
    tm__free(tree);
}

static void add_merge(tm_tree *tree, uint32_t a, uint32_t b, double similarity)
{
    tree->part[2 * tree->merges] = a < b ? a : b;
    tree->part[2 * tree->merges + 1] = a < b ? b : a;
    tree->similarity[tree->merges++] = similarity;
}

static uint32_t number(const uint32_t *row, size_t i)
{
    return row ? row[i] : (uint32_t)i;
}

/* node[2 * distinct]: where a node of the merges ended up. */
static void fill(tm_tree *tree, const struct tm__distinct *distinct,
                 const struct tm__merges *merges, const uint32_t *row, uint32_t *node)
{
    for (size_t k = 0; k < distinct->count; k++)
        node[k] = number(row, distinct->row[k]);
    for (size_t i = 0; i < distinct->rows; i++) {
        const uint32_t kind = distinct->kind[i];
        if (distinct->row[kind] == i)
            continue;
        add_merge(tree, node[kind], number(row, i), 1);
        node[kind] = (uint32_t)(tree->rows + tree->merges - 1);
    }
    for (size_t x = 0; x < merges->count; x++) {
        const struct tm__merge *merge = &merges->merge[x];
        add_merge(tree, node[merge->a], node[merge->b], merge->height);
        node[distinct->count + x] = (uint32_t)(tree->rows + tree->merges - 1);
    }
}

tm_status tm__tree_new(tm_tree **out, const struct tm__distinct *distinct,
                       const struct tm__merges *merges, const uint32_t *row, size_t rows,
                       tm_error *err)
{
    uint32_t *node = tm__alloc_array(distinct->count, 2 * sizeof *node);
    tm_tree *tree = tm__calloc(1, sizeof *tree);

    *out = NULL;
    if (tree) {
        tree->rows = rows;
        tree->part = tm__alloc_array(rows, 2 * sizeof *tree->part);
        tree->similarity = tm__alloc_array(rows, sizeof *tree->similarity);
    }
    if (!node || !tree || !tree->part || !tree->similarity) {
        tm__free(node);
        tm_tree_free(tree);
        return tm__fail_memory(err, "writing the tree");
    }
    fill(tree, distinct, merges, row, node);
    tm__free(node);
    *out = tree;
    return TM_OK;
}
