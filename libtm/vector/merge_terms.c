#include "vector/merge_terms.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/sort_terms.h"

#include <string.h>

struct merge {
    const struct tm__term_list *const *set;
    size_t *first;                   /* [sets + 1] where the terms of a set start */
    struct tm__ranked *item, *spare; /* [terms of all sets] */
};

static tm_status sort_set(void *ctx, size_t index, unsigned worker)
{
    const struct merge *m = ctx;

    (void)worker;
    tm__sort_terms(m->item + m->first[index], m->spare + m->first[index], m->set, (uint32_t)index);
    return TM_OK;
}

/* Two neighbouring runs become one; equal terms stand in the order of their sets. */
static void merge_two(const struct merge *m, size_t first, size_t middle, size_t last)
{
    size_t a = first, b = middle;

    for (size_t i = first; i < last; i++) {
        const bool from_a =
            b == last || (a < middle && tm__ranked_compare(m->set, &m->item[a], &m->item[b]) <= 0);

        m->spare[i] = m->item[from_a ? a++ : b++];
    }
}

/* Runs of `width` sets are sorted; make them twice as wide. */
static void merge_runs(struct merge *m, size_t sets, size_t width)
{
    struct tm__ranked *const old = m->item;

    for (size_t s = 0; s < sets; s += 2 * width) {
        const size_t middle = s + width < sets ? s + width : sets;
        const size_t last = s + 2 * width < sets ? s + 2 * width : sets;

        merge_two(m, m->first[s], m->first[middle], m->first[last]);
    }
    m->item = m->spare;
    m->spare = old;
}

static bool allocate(struct merge *m, struct tm__merged_terms *out, size_t sets)
{
    uint64_t bytes = 0;

    m->first = tm__alloc_array(sets + 1, sizeof *m->first);
    out->id = tm__calloc(sets, sizeof *out->id);
    if (!m->first || !out->id)
        return false;
    m->first[0] = 0;
    for (size_t s = 0; s < sets; s++) {
        m->first[s + 1] = m->first[s] + m->set[s]->count;
        bytes += m->set[s]->arena.size;
        out->id[s] = tm__alloc_array(m->set[s]->count, sizeof **out->id);
        if (!out->id[s])
            return false;
    }
    out->bytes = tm__malloc(bytes);
    out->offset = tm__alloc_array(m->first[sets] + 1, sizeof *out->offset);
    m->item = tm__alloc_array(m->first[sets], sizeof *m->item);
    m->spare = tm__alloc_array(m->first[sets], sizeof *m->spare);
    if (m->item && m->spare) {
        tm__huge_pages(m->item, m->first[sets] * sizeof *m->item);
        tm__huge_pages(m->spare, m->first[sets] * sizeof *m->spare);
    }
    return out->bytes && out->offset && m->item && m->spare;
}

/* Write every distinct term once; equal terms of several sets stand side by side. */
static void number(struct tm__merged_terms *out, const struct merge *m, size_t total)
{
    uint64_t at = 0;

    for (size_t i = 0; i < total; i++) {
        const struct tm__ranked *const item = &m->item[i];

        if (i == 0 || tm__ranked_compare(m->set, item, item - 1) != 0) {
            const tm_text term = tm__term_list_get(m->set[item->set], item->id);

            out->offset[out->terms++] = at;
            memcpy(out->bytes + at, term.data, term.size);
            at += term.size;
        }
        out->id[item->set][item->id] = (uint32_t)(out->terms - 1);
    }
    out->offset[out->terms] = at;
}

tm_status tm__merge_terms(struct tm__merged_terms *out, const struct tm__term_list *const *set,
                          size_t sets, const tm_run *run, tm_error *err)
{
    struct merge m = {set, NULL, NULL, NULL};
    tm_status status;

    memset(out, 0, sizeof *out);
    status = allocate(&m, out, sets) ? TM_OK : tm__fail_memory(err, "making a vocabulary");
    if (status == TM_OK)
        status = tm__parallel_for(sets, sort_set, &m, "vocabulary", run, err);
    if (status == TM_OK) {
        for (size_t width = 1; width < sets; width *= 2)
            merge_runs(&m, sets, width);
        number(out, &m, m.first[sets]);
    }
    tm__free(m.first);
    tm__free(m.item);
    tm__free(m.spare);
    if (status != TM_OK) {
        tm__free(out->bytes);
        tm__free(out->offset);
        tm__merged_ids_release(out, sets);
    }
    return status;
}

void tm__merged_ids_release(struct tm__merged_terms *merged, size_t sets)
{
    for (size_t s = 0; merged->id && s < sets; s++)
        tm__free(merged->id[s]);
    tm__free(merged->id);
    memset(merged, 0, sizeof *merged);
}
