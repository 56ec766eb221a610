#include "cluster/cluster_words.h"

#include "base/memory.h"

#include <string.h>

enum {
    FEWEST_BITS = 3, /* of a table: a line */
    MOST_BITS = 32   /* of a hash */
};

static size_t size_of(uint32_t bits)
{
    return sizeof(struct tm__word_count) << bits;
}

static bool make(struct tm__word_table *t, uint32_t bits, struct tm__pool *pool)
{
    *t = (struct tm__word_table){NULL, 0, bits};
    if (bits <= MOST_BITS)
        t->cell = tm__pool_take(pool, size_of(bits));
    if (t->cell)
        memset(t->cell, 0, size_of(bits));
    return t->cell != NULL;
}

/* Words that have left are left out. */
static bool grow(struct tm__word_table *t, struct tm__pool *pool)
{
    struct tm__word_table twice;

    if (!make(&twice, t->bits + 1, pool))
        return false;
    for (const struct tm__word_count *c = t->cell; c < t->cell + ((size_t)1 << t->bits); c++)
        if (c->count > 0) {
            *tm__word_find(&twice, c->word - 1) = *c;
            twice.used++;
        }
    tm__pool_give(pool, t->cell, size_of(t->bits));
    *t = twice;
    return true;
}

bool tm__cluster_words_new(struct tm__cluster_words *x, size_t clusters)
{
    bool ok;

    *x = (struct tm__cluster_words){.clusters = clusters};
    x->of = tm__alloc_array(clusters, sizeof *x->of);
    ok = x->of != NULL;
    for (size_t k = 0; ok && k < clusters; k++)
        ok = make(&x->of[k], FEWEST_BITS, &x->pool);
    return ok;
}

void tm__cluster_words_release(struct tm__cluster_words *x)
{
    tm__free(x->of);
    tm__pool_release(&x->pool);
}

bool tm__cluster_words_add(struct tm__cluster_words *x, uint32_t cluster, uint32_t word,
                           uint32_t count)
{
    struct tm__word_table *const t = &x->of[cluster];
    struct tm__word_count *cell = tm__word_find(t, word);

    if (!cell->word) {
        if (t->used >= (size_t)1 << (t->bits - 1)) {
            if (!grow(t, &x->pool))
                return false;
            cell = tm__word_find(t, word);
        }
        cell->word = word + 1;
        t->used++;
    }
    cell->count += count;
    return true;
}
