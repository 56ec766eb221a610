#include "vector/term_union.h"

#include "base/memory.h"
#include "base/status.h"
#include "vector/choose_terms.h"

#include <string.h>

void tm__term_union_release(struct tm__term_union *u)
{
    tm__free(u->bytes);
    tm__free(u->offset);
    tm__free(u->df);
    tm__free(u->id);
    memset(u, 0, sizeof *u);
}

struct tm__vocabulary tm__term_union_vocabulary(const struct tm__term_union *u)
{
    const struct tm__vocabulary v = {u->terms, u->bytes, u->offset, u->df, NULL};

    return v;
}

static bool allocate(struct tm__term_union *u, size_t terms, uint64_t bytes)
{
    u->bytes = tm__malloc(bytes);
    u->offset = tm__alloc_array(terms + 1, sizeof *u->offset);
    u->df = tm__alloc_array(terms, sizeof *u->df);
    u->id = tm__alloc_array(terms, sizeof *u->id);
    return u->bytes && u->offset && u->df && u->id;
}

/* The first count: its arrays are the union. */
static tm_status take(struct tm__term_union *u, struct tm__counts *counts, uint32_t *id,
                      tm_error *err)
{
    const size_t terms = counts->vocabulary.terms;
    uint32_t *const ids = tm__alloc_array(terms, sizeof *ids);

    if (!ids)
        return tm__fail_memory(err, "making a vocabulary");
    for (size_t t = 0; t < terms; t++)
        ids[t] = id[t] = (uint32_t)t;
    *u = (struct tm__term_union){terms, counts->own_bytes, counts->own_offset, counts->own_df, ids};
    counts->own_bytes = NULL;
    counts->own_offset = NULL;
    counts->own_df = NULL;
    return TM_OK;
}

static void put(struct tm__term_union *out, tm_text term, uint32_t df, uint32_t id)
{
    const uint64_t at = out->offset[out->terms];

    if (term.size)
        memcpy(out->bytes + at, term.data, term.size);
    out->df[out->terms] = df;
    out->id[out->terms++] = id;
    out->offset[out->terms] = at + term.size;
}

/* Old terms keep their ids, new ones get the next. */
static void merge(struct tm__term_union *out, const struct tm__term_union *u,
                  const struct tm__vocabulary *more, uint32_t *id)
{
    const struct tm__vocabulary old = tm__term_union_vocabulary(u);
    uint32_t a = 0, b = 0, next = (uint32_t)u->terms;

    out->offset[0] = 0;
    while (a < old.terms || b < more->terms) {
        const tm_text x = tm__vocabulary_term(&old, a), y = tm__vocabulary_term(more, b);
        const int order = b == more->terms ? -1 : a == old.terms ? 1 : tm__text_compare(x, y);

        if (order >= 0)
            id[b] = order ? next++ : u->id[a];
        put(out, order > 0 ? y : x, (order <= 0 ? old.df[a] : 0) + (order >= 0 ? more->df[b] : 0),
            order > 0 ? id[b] : u->id[a]);
        a += order <= 0;
        b += order >= 0;
    }
}

/* Terms of a count that the union does not have. */
static size_t count_new(const struct tm__term_union *u, const struct tm__vocabulary *more)
{
    const struct tm__vocabulary old = tm__term_union_vocabulary(u);
    size_t fresh = 0;

    for (uint32_t a = 0, b = 0; b < more->terms;) {
        const int order = a == old.terms ? 1
                                         : tm__text_compare(tm__vocabulary_term(&old, a),
                                                            tm__vocabulary_term(more, b));

        fresh += order > 0;
        a += order <= 0;
        b += order >= 0;
    }
    return fresh;
}

tm_status tm__term_union_add(struct tm__term_union *u, struct tm__counts *counts, uint32_t *id,
                             tm_error *err)
{
    const struct tm__vocabulary *const more = &counts->vocabulary;
    struct tm__term_union both = {0};
    size_t fresh;

    if (!u->offset)
        return take(u, counts, id, err);
    fresh = count_new(u, more);
    if (u->terms + fresh >= TM__NO_TERM)
        return tm__fail(err, TM_EOVERFLOW, "more terms than 32-bit ids can name");
    if (!allocate(&both, u->terms + fresh, u->offset[u->terms] + more->offset[more->terms])) {
        tm__term_union_release(&both);
        return tm__fail_memory(err, "making a vocabulary");
    }
    merge(&both, u, more, id);
    tm__term_union_release(u);
    *u = both;
    return TM_OK;
}
