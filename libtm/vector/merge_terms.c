#include "vector/merge_terms.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/sort.h"
#include "base/status.h"
#include "vector/sort_terms.h"

#include <string.h>

/*
 * Terms are dealt out to ranges of the byte order by their first two bytes; then each range is
 * sorted, numbered and written by itself, in the cache and in parallel. A sample tells where ranges
 * end, which changes how long a merge takes and nothing of what comes out.
 */
enum { SLICE = 1 << 14, RANGE = 1 << 11, MOST_RANGES = 1 << 8, SAMPLE = 32 };
enum { KEYS = 1 << 16, KEY_SHIFT = 48 };

/* Terms [first, last) of a set, and where their items start. */
struct slice {
    uint32_t set, first, last;
    size_t item;
};

/* Items [first, last) and the different terms of them. */
struct range {
    size_t first, last, terms;
    uint64_t bytes;
    size_t rank; /* of the first term */
    uint64_t at; /* where its bytes start */
};

struct merge {
    const struct tm__term_list *const *set;
    struct tm__merged_terms *out;
    size_t sets, total;
    struct slice *slice;
    struct range *range;
    size_t *start;   /* [slices][ranges] items, then where they go */
    uint64_t *bytes; /* [slices][ranges] of the terms */
    size_t slices, ranges;
    uint8_t *range_of;               /* [KEYS] by the first two bytes */
    struct tm__ranked *item, *spare; /* [total] */
    void *item_block, *room;         /* where both are: a block of ours, or the caller's room */
    size_t room_size;
};

static size_t count_slices(const struct merge *m)
{
    size_t slices = 0;

    for (size_t s = 0; s < m->sets; s++)
        slices += (m->set[s]->count + SLICE - 1) / SLICE;
    return slices;
}

static void cut_slices(struct merge *m)
{
    size_t item = 0, n = 0;

    for (size_t s = 0; s < m->sets; s++)
        for (size_t first = 0; first < m->set[s]->count; first += SLICE) {
            const size_t left = m->set[s]->count - first, terms = left < SLICE ? left : SLICE;

            m->slice[n++] =
                (struct slice){(uint32_t)s, (uint32_t)first, (uint32_t)(first + terms), item};
            item += terms;
        }
}

static size_t key_of(const struct tm__ranked *item)
{
    return (size_t)(item->prefix >> KEY_SHIFT);
}

/* The first two bytes of every so manyeth term, in order. Returns how many these are. */
static size_t take_sample(uint64_t *key, size_t room, const struct merge *m)
{
    const size_t step = m->total / (room - m->sets) + 1;
    size_t taken = 0;

    for (size_t s = 0; s < m->sets; s++)
        for (size_t id = 0; id < m->set[s]->count; id += step) {
            const struct tm__ranked item = tm__ranked_term(m->set[s], s, (uint32_t)id);

            key[taken++] = (uint64_t)key_of(&item) << 32;
        }
    tm__sort_upper(key, key + room, taken, 16);
    return taken;
}

/* Ranges end where so many of the sample have come, behind those that are alike. */
static void cut_ranges(struct merge *m, const uint64_t *key, size_t taken, size_t each)
{
    size_t first = 0, end = 0;

    for (size_t i = 0, here = 1; i + 1 < taken; i++, here++) {
        if (here < each || key[i] == key[i + 1] || m->ranges == MOST_RANGES)
            continue;
        end = (size_t)(key[i] >> 32) + 1;
        memset(m->range_of + first, (int)m->ranges++ - 1, end - first);
        first = end;
        here = 0;
    }
    memset(m->range_of + first, (int)m->ranges - 1, KEYS - first);
}

/* False if memory is out. */
static bool choose_ranges(struct merge *m)
{
    const size_t wanted = m->total / RANGE < MOST_RANGES ? m->total / RANGE : MOST_RANGES;
    const size_t room = wanted * SAMPLE + m->sets;
    uint64_t *key = NULL;
    size_t taken = 0;

    m->ranges = 1;
    m->range_of = tm__malloc(KEYS * sizeof *m->range_of);
    if (m->range_of && wanted > 1)
        key = tm__alloc_array(room, 2 * sizeof *key);
    if (!m->range_of || (wanted > 1 && !key))
        return false;
    if (key)
        taken = take_sample(key, room, m);
    cut_ranges(m, key, taken, taken / (wanted ? wanted : 1) + 1);
    tm__free(key);
    return true;
}

static bool allocate(struct merge *m)
{
    m->slices = count_slices(m);
    m->out->id = tm__calloc(m->sets, sizeof *m->out->id);
    for (size_t s = 0; m->out->id && s < m->sets; s++) {
        m->out->id[s] = tm__alloc_array(m->set[s]->count, sizeof **m->out->id);
        if (!m->out->id[s])
            return false;
        m->total += m->set[s]->count;
    }
    m->slice = tm__alloc_array(m->slices, sizeof *m->slice);
    if (!m->out->id || !m->slice || !choose_ranges(m))
        return false;
    cut_slices(m);
    m->range = tm__calloc(m->ranges, sizeof *m->range);
    m->start = tm__calloc(m->slices * m->ranges, sizeof *m->start);
    m->bytes = tm__calloc(m->slices * m->ranges, sizeof *m->bytes);
    m->item = m->room && m->total <= m->room_size / sizeof *m->item / 2
                  ? m->room
                  : tm__alloc_pages(&m->item_block, m->total, 2 * sizeof *m->item);
    m->spare = m->item ? m->item + m->total : NULL;
    return m->range && m->start && m->bytes && m->item;
}

static void release(struct merge *m)
{
    tm__free(m->slice);
    tm__free(m->range);
    tm__free(m->start);
    tm__free(m->bytes);
    tm__free(m->range_of);
    tm__free(m->item_block);
}

static tm_status rank_slice(void *ctx, size_t index, unsigned worker)
{
    const struct merge *const m = ctx;
    const struct slice *const s = &m->slice[index];
    const struct tm__term_list *const list = m->set[s->set];
    struct tm__ranked *item = m->item + s->item;

    (void)worker;
    for (uint32_t id = s->first; id < s->last; id++, item++) {
        size_t to;

        *item = tm__ranked_term(list, s->set, id);
        to = index * m->ranges + m->range_of[key_of(item)];
        m->start[to]++;
        m->bytes[to] += list->start[id + 1] - list->start[id];
    }
    return TM_OK;
}

/* From how many items a slice has for a range to where they go: in order of the slices. */
static void make_starts(struct merge *m)
{
    size_t sum = 0;

    for (size_t r = 0; r < m->ranges; r++) {
        m->range[r].first = sum;
        for (size_t s = 0; s < m->slices; s++) {
            size_t *const start = &m->start[s * m->ranges + r];
            const size_t items = *start;

            *start = sum;
            sum += items;
            m->range[r].bytes += m->bytes[s * m->ranges + r];
        }
        m->range[r].last = sum;
    }
}

static tm_status deal_slice(void *ctx, size_t index, unsigned worker)
{
    const struct merge *const m = ctx;
    const struct slice *const s = &m->slice[index];
    size_t *const start = m->start + index * m->ranges;
    const struct tm__ranked *const item = m->item + s->item;

    (void)worker;
    for (size_t i = 0; i < s->last - s->first; i++)
        m->spare[start[m->range_of[key_of(&item[i])]]++] = item[i];
    return TM_OK;
}

/* Items were dealt out to `spare`; their old places are spare now. */
static tm_status sort_range(void *ctx, size_t index, unsigned worker)
{
    const struct merge *const m = ctx;
    struct range r = m->range[index]; /* neighbours are in one cache line: written once */
    struct tm__ranked *const item = m->spare + r.first;

    (void)worker;
    r.terms = r.last - r.first;
    tm__sort_terms(item, m->item + r.first, r.terms, m->set);
    for (size_t i = 1; i < r.last - r.first; i++)
        if (item[i].set != item[i - 1].set &&
            tm__ranked_compare(m->set, &item[i], &item[i - 1]) == 0) {
            r.terms--;
            r.bytes -= tm__term_list_get(m->set[item[i].set], item[i].id).size;
            item[i].again = true;
        }
    m->range[index] = r;
    return TM_OK;
}

/* Where the terms of each range start, and room for all. False if memory is out. */
static bool make_room(struct merge *m)
{
    uint64_t bytes = 0;

    for (size_t r = 0; r < m->ranges; r++) {
        m->range[r].rank = m->out->terms;
        m->range[r].at = bytes;
        m->out->terms += m->range[r].terms;
        bytes += m->range[r].bytes;
    }
    m->out->bytes = tm__malloc(bytes);
    m->out->offset = tm__alloc_array(m->out->terms + 1, sizeof *m->out->offset);
    if (!m->out->bytes || !m->out->offset)
        return false;
    tm__huge_pages(m->out->bytes, bytes);
    tm__huge_pages(m->out->offset, m->out->terms * sizeof *m->out->offset);
    m->out->offset[m->out->terms] = bytes;
    return true;
}

/* Terms that are near in order came far from each other. */
static void ask(const struct merge *m, const struct tm__ranked *item)
{
    TM__PREFETCH(&m->set[item->set]->start[item->id]);
    TM__PREFETCH(&m->out->id[item->set][item->id]);
}

/* Write every term of a range once, and number it. */
static tm_status number_range(void *ctx, size_t index, unsigned worker)
{
    enum { AHEAD = 12 };
    const struct merge *const m = ctx;
    const struct range *const r = &m->range[index];
    uint64_t at = r->at;
    size_t rank = r->rank;

    (void)worker;
    for (size_t i = r->first; i < r->last; i++) {
        const struct tm__ranked *const item = &m->spare[i];

        ask(m, &m->spare[i + AHEAD < r->last ? i + AHEAD : i]);
        if (!item->again) {
            const tm_text term = tm__term_list_get(m->set[item->set], item->id);

            m->out->offset[rank++] = at;
            memcpy(m->out->bytes + at, term.data, term.size);
            at += term.size;
        }
        m->out->id[item->set][item->id] = (uint32_t)(rank - 1);
    }
    return TM_OK;
}

static tm_status merge(struct merge *m, const tm_run *run, tm_error *err)
{
    tm_status status = allocate(m) ? TM_OK : tm__fail_memory(err, "making a vocabulary");

    if (status == TM_OK)
        status = tm__parallel_for(m->slices, rank_slice, m, "vocabulary", run, err);
    if (status == TM_OK) {
        make_starts(m);
        status = tm__parallel_for(m->slices, deal_slice, m, "vocabulary", run, err);
    }
    if (status == TM_OK)
        status = tm__parallel_for(m->ranges, sort_range, m, "vocabulary", run, err);
    if (status == TM_OK && !make_room(m))
        status = tm__fail_memory(err, "making a vocabulary");
    return status == TM_OK ? tm__parallel_for(m->ranges, number_range, m, "vocabulary", run, err)
                           : status;
}

tm_status tm__merge_terms(struct tm__merged_terms *out, const struct tm__term_list *const *set,
                          size_t sets, void *room, size_t size, const tm_run *run, tm_error *err)
{
    struct merge m = {.set = set, .out = out, .sets = sets, .room = room, .room_size = size};
    tm_status status;

    memset(out, 0, sizeof *out);
    status = merge(&m, run, err);
    release(&m);
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
