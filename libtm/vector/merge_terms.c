#include "vector/merge_terms.h"

#include "base/memory.h"
#include "base/status.h"
#include "vector/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* A term of one set. */
struct origin {
    tm_text term;
    uint32_t set, id;
};

static int by_term(const void *a, const void *b)
{
    const struct origin *x = a, *y = b;
    const int order = tm__text_compare(x->term, y->term);

    if (order)
        return order;
    return x->set < y->set ? -1 : x->set > y->set;
}

static struct origin *collect(const struct tm__strings *const *set, size_t sets, size_t *total,
                              uint64_t *bytes)
{
    struct origin *origin;
    size_t at = 0;

    *total = 0;
    *bytes = 0;
    for (size_t s = 0; s < sets; s++) {
        *total += set[s]->count;
        *bytes += set[s]->arena.size;
    }
    origin = tm__alloc_array(*total, sizeof *origin);
    if (!origin)
        return NULL;
    for (size_t s = 0; s < sets; s++)
        for (uint32_t id = 0; id < set[s]->count; id++, at++) {
            origin[at].term = tm__strings_get(set[s], id);
            origin[at].set = (uint32_t)s;
            origin[at].id = id;
        }
    return origin;
}

static bool allocate(struct tm__merged_terms *out, const struct tm__strings *const *set,
                     size_t sets, size_t total, uint64_t bytes)
{
    out->bytes = tm__malloc(bytes);
    out->offset = tm__alloc_array(total + 1, sizeof *out->offset);
    out->id = tm__calloc(sets, sizeof *out->id);
    if (!out->bytes || !out->offset || !out->id)
        return false;
    for (size_t s = 0; s < sets; s++) {
        out->id[s] = tm__alloc_array(set[s]->count, sizeof **out->id);
        if (!out->id[s])
            return false;
    }
    return true;
}

/* Write every distinct term once; equal terms of several sets stand side by side. */
static void number(struct tm__merged_terms *out, const struct origin *origin, size_t total)
{
    uint64_t at = 0;

    for (size_t i = 0; i < total; i++) {
        if (i == 0 || tm__text_compare(origin[i].term, origin[i - 1].term) != 0) {
            out->offset[out->terms++] = at;
            memcpy(out->bytes + at, origin[i].term.data, origin[i].term.size);
            at += origin[i].term.size;
        }
        out->id[origin[i].set][origin[i].id] = (uint32_t)(out->terms - 1);
    }
    out->offset[out->terms] = at;
}

tm_status tm__merge_terms(struct tm__merged_terms *out, const struct tm__strings *const *set,
                          size_t sets, tm_error *err)
{
    size_t total;
    uint64_t bytes;
    struct origin *origin = collect(set, sets, &total, &bytes);

    memset(out, 0, sizeof *out);
    if (!origin || !allocate(out, set, sets, total, bytes)) {
        tm__free(origin);
        tm__free(out->bytes);
        tm__free(out->offset);
        tm__merged_ids_release(out, sets);
        return tm__fail_memory(err, "making a vocabulary");
    }
    if (total)
        qsort(origin, total, sizeof *origin, by_term);
    number(out, origin, total);
    tm__free(origin);
    return TM_OK;
}

void tm__merged_ids_release(struct tm__merged_terms *merged, size_t sets)
{
    for (size_t s = 0; merged->id && s < sets; s++)
        tm__free(merged->id[s]);
    tm__free(merged->id);
    memset(merged, 0, sizeof *merged);
}
