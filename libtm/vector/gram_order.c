#include "vector/gram_order.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <string.h>

/*
 * Runs are dealt out to ranges by their first word, straight from the tables, and then each range
 * is sorted by itself. The tables are in no order, so the beginnings of them tell how many runs a
 * range is going to have.
 */
enum { SLICE = 1 << 15, RANGE = 1 << 13, MOST_RANGES = 1 << 9, SAMPLE = 8, LISTED = 1 << 9 };

#define UNRANKED UINT32_MAX

/* Slots [first, last) of a set. */
struct slice {
    size_t set, first, last;
};

struct sorting {
    struct tm__gram_order *order;
    unsigned length; /* words of the runs under way */
    size_t runs, listed;
    struct slice *slice;
    size_t *start; /* [slices][ranges] items, then where they go */
    size_t slices;
    uint16_t *range_of; /* [words] */
    uint32_t **rank;    /* [sets][runs of the set] among its length; NULL: all are of two words */
    struct tm__ranked **spare; /* [threads] for the items of a range */
    size_t threads, most;      /* items of a range */
};

static size_t cut_slices(struct slice *slice, const struct tm__gram_order *order)
{
    size_t n = 0;

    for (size_t s = 0; s < order->sets; s++)
        for (size_t first = 0; first < order->grams[s]->slots; first += SLICE, n++) {
            const size_t left = order->grams[s]->slots - first;

            if (slice)
                slice[n] = (struct slice){s, first, first + (left < SLICE ? left : SLICE)};
        }
    return n;
}

/* How many of a sample begin with each word. Returns how many these are. */
static size_t take_sample(uint32_t *times, const struct tm__gram_order *order)
{
    size_t taken = 0;

    for (size_t s = 0; s < order->sets; s++)
        for (size_t i = 0; i < order->grams[s]->slots / SAMPLE; i++) {
            const uint32_t before = (uint32_t)(order->grams[s]->slot[i].key >> 32);

            if (before & TM__GRAM) /* longer, or the slot is free */
                continue;
            times[order->words->id[s][before]]++;
            taken++;
        }
    return taken;
}

/* False if memory is out. */
static bool choose_ranges(struct sorting *s)
{
    struct tm__gram_order *const order = s->order;
    const size_t words = order->words->terms, wanted = s->runs / RANGE;
    uint32_t *const times = tm__calloc(words, sizeof *times);
    size_t each, here = 0;

    s->range_of = tm__alloc_array(words, sizeof *s->range_of);
    order->range = tm__calloc(MOST_RANGES, sizeof *order->range);
    if (!times || !s->range_of || !order->range) {
        tm__free(times);
        return false;
    }
    each = take_sample(times, order) / (wanted ? wanted : 1) + 1;
    order->ranges = 1;
    for (uint32_t w = 0; w < words; w++) {
        struct tm__gram_range *const range = &order->range[order->ranges - 1];

        s->range_of[w] = (uint16_t)(order->ranges - 1);
        range->last = w + 1;
        here += times[w];
        if (here < each || order->ranges == MOST_RANGES || w + 1 == words)
            continue;
        order->range[order->ranges++].first = w + 1;
        here = 0;
    }
    tm__free(times);
    return true;
}

static bool allocate(struct sorting *s, const tm_run *run)
{
    struct tm__gram_order *const order = s->order;

    for (size_t i = 0; i < order->sets; i++)
        s->runs += order->grams[i]->count;
    s->threads = tm__threads(run);
    s->slices = cut_slices(NULL, order);
    s->slice = tm__alloc_array(s->slices, sizeof *s->slice);
    s->spare = tm__calloc(s->threads, sizeof *s->spare);
    if (!s->slice || !s->spare || !choose_ranges(s))
        return false;
    cut_slices(s->slice, order);
    s->start = tm__alloc_array(s->slices, order->ranges * sizeof *s->start);
    order->item = tm__alloc_pages(&order->item_block, s->runs, sizeof *order->item);
    return s->start && order->item;
}

static void release_spare(struct sorting *s)
{
    for (size_t t = 0; s->spare && t < s->threads; t++) {
        tm__free(s->spare[t]);
        s->spare[t] = NULL;
    }
}

static void release(struct sorting *s)
{
    for (size_t i = 0; s->rank && i < s->order->sets; i++)
        tm__free(s->rank[i]);
    release_spare(s);
    tm__free(s->rank);
    tm__free(s->spare);
    tm__free(s->slice);
    tm__free(s->start);
    tm__free(s->range_of);
}

/* What comes before is one word shorter than the runs under way, which get their ranks later. */
static bool is_next_longer(const struct sorting *s, size_t set, const struct tm__gram_slot *slot)
{
    const uint32_t before = (uint32_t)(slot->key >> 32);

    return slot->id != UINT32_MAX && before & TM__GRAM &&
           s->rank[set][before & ~TM__GRAM] != UNRANKED && s->rank[set][slot->id] == UNRANKED;
}

/* Which of the slots hold runs of the length under way. Of two words: no branch on what is as good
 * as chance; free slots look like longer runs. */
static size_t list_runs(uint32_t *list, const struct sorting *s, size_t set, size_t first,
                        size_t last)
{
    const struct tm__gram_slot *const slot = s->order->grams[set]->slot;
    size_t n = 0;

    for (size_t i = first; i < last; i++) {
        list[n] = (uint32_t)i;
        n += s->length == 2 ? !(slot[i].key >> 63) : is_next_longer(s, set, &slot[i]);
    }
    return n;
}

static uint64_t prefix_of(const struct sorting *s, size_t set, uint64_t key)
{
    const uint32_t before = (uint32_t)(key >> 32), last = (uint32_t)key;
    const uint32_t *const word = s->order->words->id[set];
    const uint32_t rank = before & TM__GRAM ? s->rank[set][before & ~TM__GRAM] : word[before];

    return (uint64_t)rank << 32 | word[last];
}

/* Of a run of two words that of the first; otherwise the one that has what comes before. */
static size_t range_of(const struct sorting *s, uint64_t prefix)
{
    const struct tm__gram_range *const range = s->order->range;
    const uint32_t before = (uint32_t)(prefix >> 32);
    size_t low = 0, high = s->order->ranges;

    if (s->length == 2)
        return s->range_of[before];
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;

        *(range[middle].of[s->length - 1].rank <= before ? &low : &high) = middle;
    }
    return low;
}

/* Call it for all slices to count items, and once more to put them where they go. */
static void deal(const struct sorting *s, size_t index, struct tm__ranked *item)
{
    const struct slice *const slice = &s->slice[index];
    const struct tm__grams *const grams = s->order->grams[slice->set];
    size_t *const start = s->start + index * s->order->ranges;
    uint32_t list[LISTED];

    for (size_t first = slice->first; first < slice->last; first += LISTED) {
        const size_t left = slice->last - first;
        const size_t n =
            list_runs(list, s, slice->set, first, first + (left < LISTED ? left : LISTED));

        for (size_t i = 0; i < n; i++) {
            const uint64_t prefix = prefix_of(s, slice->set, grams->slot[list[i]].key);
            const size_t to = start[range_of(s, prefix)]++;

            if (item)
                item[to] = (struct tm__ranked){
                    .prefix = prefix, .id = list[i], .set = (uint32_t)slice->set & TM__MOST_SETS};
        }
    }
}

static tm_status count_slice(void *ctx, size_t index, unsigned worker)
{
    (void)worker;
    deal(ctx, index, NULL);
    return TM_OK;
}

static tm_status deal_slice(void *ctx, size_t index, unsigned worker)
{
    const struct sorting *const s = ctx;

    (void)worker;
    deal(s, index, s->order->item);
    return TM_OK;
}

/* From how many items a slice has for a range to where they go: in order of the slices. */
static void make_starts(struct sorting *s)
{
    struct tm__gram_order *const order = s->order;

    s->most = 0;
    for (size_t r = 0; r < order->ranges; r++) {
        struct tm__gram_share *const share = &order->range[r].of[s->length];

        share->first = s->listed;
        for (size_t i = 0; i < s->slices; i++) {
            size_t *const start = &s->start[i * order->ranges + r];
            const size_t items = *start;

            *start = s->listed;
            s->listed += items;
        }
        share->last = s->listed;
        if (share->last - share->first > s->most)
            s->most = share->last - share->first;
    }
}

static tm_status sort_range(void *ctx, size_t index, unsigned worker)
{
    struct sorting *const s = ctx;
    struct tm__gram_share *const share = &s->order->range[index].of[s->length];
    struct tm__ranked *const item = s->order->item + share->first;
    const size_t n = share->last - share->first;
    size_t runs = n;

    if (!s->spare[worker])
        s->spare[worker] = tm__alloc_array(s->most, sizeof *item);
    if (!s->spare[worker])
        return TM_ENOMEM;
    tm__sort_prefixes(item, s->spare[worker], n);
    for (size_t i = 1; i < n; i++) {
        item[i].again = item[i].prefix == item[i - 1].prefix;
        runs -= item[i].again;
    }
    share->runs = runs;
    return TM_OK;
}

static tm_status rank_range(void *ctx, size_t index, unsigned worker)
{
    const struct sorting *const s = ctx;
    const struct tm__gram_share *const share = &s->order->range[index].of[s->length];
    uint32_t rank = (uint32_t)share->rank - 1;

    (void)worker;
    for (size_t i = share->first; i < share->last; i++) {
        const struct tm__ranked *const item = &s->order->item[i];

        rank += !item->again;
        s->rank[item->set][s->order->grams[item->set]->slot[item->id].id] = rank;
    }
    return TM_OK;
}

/* False if memory is out. */
static bool make_ranks(struct sorting *s)
{
    const struct tm__gram_order *const order = s->order;

    s->rank = tm__calloc(order->sets, sizeof *s->rank);
    for (size_t i = 0; s->rank && i < order->sets; i++) {
        s->rank[i] = tm__alloc_array(order->grams[i]->count, sizeof **s->rank);
        if (!s->rank[i])
            return false;
        memset(s->rank[i], 0xff, order->grams[i]->count * sizeof **s->rank);
    }
    return s->rank != NULL;
}

static void number_ranges(struct sorting *s)
{
    size_t rank = 0;

    for (size_t r = 0; r < s->order->ranges; r++) {
        struct tm__gram_share *const share = &s->order->range[r].of[s->length];

        share->rank = rank;
        rank += share->runs;
    }
}

static tm_status order_length(struct sorting *s, const tm_run *run, tm_error *err)
{
    tm_status status;

    memset(s->start, 0, s->slices * s->order->ranges * sizeof *s->start);
    status = tm__parallel_for(s->slices, count_slice, s, "vocabulary", run, err);
    if (status != TM_OK)
        return status;
    make_starts(s);
    status = tm__parallel_for(s->slices, deal_slice, s, "vocabulary", run, err);
    if (status == TM_OK)
        status = tm__parallel_for(s->order->ranges, sort_range, s, "vocabulary", run, err);
    release_spare(s);
    if (status != TM_OK)
        return status;
    number_ranges(s);
    if (s->listed == s->runs)
        return TM_OK;
    if (!s->rank && !make_ranks(s))
        return tm__fail_memory(err, "making a vocabulary");
    return tm__parallel_for(s->order->ranges, rank_range, s, "vocabulary", run, err);
}

tm_status tm__gram_order_make(struct tm__gram_order *order, const struct tm__merged_terms *words,
                              const struct tm__grams *const *grams, size_t sets, const tm_run *run,
                              tm_error *err)
{
    struct sorting s = {.order = order, .length = 2};
    tm_status status;

    *order = (struct tm__gram_order){.words = words, .grams = grams, .sets = sets};
    status = allocate(&s, run) ? TM_OK : tm__fail_memory(err, "making a vocabulary");
    for (; status == TM_OK && s.listed < s.runs; s.length++)
        status = order_length(&s, run, err);
    release(&s);
    return status;
}

void tm__gram_order_release(struct tm__gram_order *order)
{
    tm__free(order->item_block);
    tm__free(order->range);
    memset(order, 0, sizeof *order);
}
