#include "cluster/cluster_words.h"

#include "base/memory.h"

bool tm__cluster_words_new(struct tm__cluster_words *x, size_t clusters, struct tm__pool *pool)
{
    bool ok;

    *x = (struct tm__cluster_words){.clusters = clusters};
    x->of = tm__alloc_array(clusters, sizeof *x->of);
    ok = x->of != NULL;
    for (size_t k = 0; ok && k < clusters; k++)
        ok = tm__word_table_new(&x->of[k], pool);
    return ok;
}

void tm__cluster_words_release(struct tm__cluster_words *x)
{
    tm__free(x->of);
}

bool tm__cluster_words_add(const struct tm__cluster_words *x, struct tm__pool *pool,
                           uint32_t cluster, uint32_t word, uint32_t count)
{
    struct tm__word_count *const cell = tm__word_claim(&x->of[cluster], pool, word);

    if (cell)
        cell->count += count;
    return cell != NULL;
}
