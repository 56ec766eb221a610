#include "cluster/word_table.h"

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

bool tm__word_table_new(struct tm__word_table *t, struct tm__pool *pool)
{
    return make(t, FEWEST_BITS, pool);
}

void tm__word_table_give(struct tm__word_table *t, struct tm__pool *pool)
{
    tm__pool_give(pool, t->cell, size_of(t->bits));
    t->cell = NULL;
}

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
    tm__word_table_give(t, pool);
    *t = twice;
    return true;
}

struct tm__word_count *tm__word_claim(struct tm__word_table *t, struct tm__pool *pool,
                                      uint32_t word)
{
    struct tm__word_count *cell = tm__word_find(t, word);

    if (cell->word)
        return cell;
    if (t->used >= (size_t)1 << (t->bits - 1)) {
        if (!grow(t, pool))
            return NULL;
        cell = tm__word_find(t, word);
    }
    cell->word = word + 1;
    t->used++;
    return cell;
}
