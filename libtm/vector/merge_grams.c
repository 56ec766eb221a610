#include "vector/merge_grams.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "vector/gram_order.h"

#include <string.h>

/* Where the vocabulary of a range of words starts. */
struct start {
    size_t term;
    uint64_t at;
};

struct merge {
    const struct tm__gram_order *order;
    const size_t *words; /* [sets] */
    struct start *start; /* [ranges] */
    struct tm__merged_terms out;
    uint32_t *word; /* [words] merged id */
};

/* On the way through a range: every word, and behind it the runs that begin with it. */
struct walk {
    const struct merge *m;
    const struct tm__gram_range *range;
    size_t next[TM__MOST_WORDS + 2]; /* item, by length */
    size_t rank[TM__MOST_WORDS + 2]; /* of its run among its length */
    struct start here;
};

static struct walk start_walk(const struct merge *m, size_t index)
{
    struct walk w = {.m = m, .range = &m->order->range[index], .here = m->start[index]};

    for (size_t length = 2; length <= TM__MOST_WORDS; length++) {
        w.next[length] = w.range->of[length].first;
        w.rank[length] = w.range->of[length].rank;
    }
    return w;
}

static tm_text word_of(const struct merge *m, uint32_t rank)
{
    const struct tm__merged_terms *const words = m->order->words;
    const uint64_t start = words->offset[rank];
    const tm_text word = {words->bytes + start, (size_t)(words->offset[rank + 1] - start)};

    return word;
}

static bool begins(const struct walk *w, size_t length, size_t before)
{
    return length <= TM__MOST_WORDS && w->next[length] < w->range->of[length].last &&
           w->m->order->item[w->next[length]].prefix >> 32 == before;
}

/* Pass over a run as often as it is there; the rank of its last word. */
static uint32_t pass(struct walk *w, size_t length)
{
    const struct tm__ranked *const item = w->m->order->item;
    const size_t last = w->range->of[length].last;
    const uint32_t word = (uint32_t)item[w->next[length]++].prefix;

    while (w->next[length] < last && item[w->next[length]].again)
        w->next[length]++;
    w->rank[length]++;
    return word;
}

/* How long the runs behind another are, which has so many bytes. */
static void measure_runs(struct walk *w, size_t length, size_t before, uint64_t size)
{
    while (begins(w, length, before)) {
        const size_t rank = w->rank[length];
        const uint64_t whole = size + 1 + word_of(w->m, pass(w, length)).size;

        w->here.at += whole;
        measure_runs(w, length + 1, rank, whole);
    }
}

static tm_status measure_range(void *ctx, size_t index, unsigned worker)
{
    struct merge *const m = ctx;
    struct walk w = start_walk(m, index);

    (void)worker;
    for (uint32_t rank = w.range->first; rank < w.range->last; rank++) {
        const tm_text word = word_of(m, rank);

        w.here.at += word.size;
        measure_runs(&w, 2, rank, word.size);
    }
    m->start[index].at = w.here.at;
    return TM_OK;
}

/* From how much there is in a range to where it starts. */
static void make_starts(struct merge *m)
{
    uint64_t at = 0;
    size_t terms = 0;

    for (size_t r = 0; r < m->order->ranges; r++) {
        const struct tm__gram_range *const range = &m->order->range[r];
        const uint64_t bytes = m->start[r].at;

        m->start[r] = (struct start){terms, at};
        at += bytes;
        terms += range->last - range->first;
        for (size_t length = 2; length <= TM__MOST_WORDS; length++)
            terms += range->of[length].runs;
    }
    m->start[m->order->ranges] = (struct start){terms, at};
}

static const struct tm__gram_slot *slot_of(const struct merge *m, const struct tm__ranked *item)
{
    return &m->order->grams[item->set]->slot[item->id];
}

/*
 * Runs that are near in order came far from each other, and their words lie anywhere: first the
 * slot is asked for and where the word starts, then what these tell.
 */
static void ask(const struct walk *w, size_t length)
{
    enum { FAR = 24, NEAR = 12 };
    const struct merge *const m = w->m;
    const size_t next = w->next[length], end = w->range->of[length].last - 1;
    const struct tm__ranked *const far = &m->order->item[next + FAR < end ? next + FAR : end];
    const struct tm__ranked *const near = &m->order->item[next + NEAR < end ? next + NEAR : end];

    TM__PREFETCH(slot_of(m, far));
    TM__PREFETCH(&m->order->words->offset[(uint32_t)far->prefix]);
    TM__PREFETCH(&m->out.id[near->set][m->words[near->set] + slot_of(m, near)->id]);
    TM__PREFETCH(word_of(m, (uint32_t)near->prefix).data);
}

/* Number a run in every set that has it. Returns the rank of its last word. */
static uint32_t number_run(struct walk *w, size_t length, uint32_t id)
{
    const struct merge *const m = w->m;
    const struct tm__ranked *const item = m->order->item;
    const size_t first = w->next[length];
    const uint32_t word = pass(w, length);

    m->out.df[id] = 0;
    for (size_t i = first; i < w->next[length]; i++) {
        const struct tm__gram_slot *const slot = slot_of(m, &item[i]);

        m->out.id[item[i].set][m->words[item[i].set] + slot->id] = id;
        m->out.df[id] += slot->df;
    }
    return word;
}

/* Room for the next term. */
static char *put_term(struct walk *w, uint64_t size)
{
    char *const to = w->m->out.bytes + w->here.at;

    w->m->out.offset[w->here.term++] = w->here.at;
    w->here.at += size;
    return to;
}

/* The runs behind another, or behind a word: its text stands where it was written. */
static void write_runs(struct walk *w, size_t length, size_t before, tm_text text)
{
    while (begins(w, length, before)) {
        const size_t rank = w->rank[length];
        tm_text last, whole;
        char *to;

        ask(w, length);
        last = word_of(w->m, number_run(w, length, (uint32_t)w->here.term));
        whole.size = text.size + 1 + last.size;
        whole.data = to = put_term(w, whole.size);
        memcpy(to, text.data, text.size);
        to[text.size] = ' ';
        memcpy(to + text.size + 1, last.data, last.size);
        write_runs(w, length + 1, rank, whole);
    }
}

static tm_status write_range(void *ctx, size_t index, unsigned worker)
{
    const struct merge *const m = ctx;
    struct walk w = start_walk(m, index);

    (void)worker;
    for (uint32_t rank = w.range->first; rank < w.range->last; rank++) {
        const tm_text word = word_of(m, rank);

        m->word[rank] = (uint32_t)w.here.term;
        m->out.df[w.here.term] = 0;
        memcpy(put_term(&w, word.size), word.data, word.size);
        write_runs(&w, 2, rank, word);
    }
    return TM_OK;
}

/* Room for the runs behind the words in every set's ids; these stay valid if memory is out. */
static bool widen_ids(struct merge *m)
{
    for (size_t s = 0; s < m->order->sets; s++) {
        const size_t ids = m->words[s] + m->order->grams[s]->count;
        uint32_t *const id = tm__realloc(m->out.id[s], ids * sizeof *id);

        if (!id)
            return false;
        tm__huge_pages(id, ids * sizeof *id);
        m->out.id[s] = id;
    }
    return true;
}

static bool allocate(struct merge *m)
{
    struct tm__merged_terms *const out = &m->out;
    const struct start end = m->start[m->order->ranges];

    out->terms = end.term;
    out->bytes = tm__malloc(end.at);
    out->offset = tm__alloc_array(end.term + 1, sizeof *out->offset);
    out->df = tm__alloc_array(end.term, sizeof *out->df);
    m->word = tm__alloc_array(m->order->words->terms, sizeof *m->word);
    if (!out->bytes || !out->offset || !out->df || !m->word || !widen_ids(m))
        return false;
    tm__huge_pages(out->bytes, end.at);
    tm__huge_pages(out->offset, end.term * sizeof *out->offset);
    tm__huge_pages(out->df, end.term * sizeof *out->df);
    out->offset[end.term] = end.at;
    return true;
}

static tm_status number_words(void *ctx, size_t set, unsigned worker)
{
    const struct merge *const m = ctx;

    (void)worker;
    for (size_t t = 0; t < m->words[set]; t++)
        m->out.id[set][t] = m->word[m->out.id[set][t]];
    return TM_OK;
}

static tm_status merge(struct merge *m, const tm_run *run, tm_error *err)
{
    const size_t ranges = m->order->ranges;
    tm_status status;

    m->start = tm__calloc(ranges + 1, sizeof *m->start);
    if (!m->start)
        return tm__fail_memory(err, "making a vocabulary");
    status = tm__parallel_for(ranges, measure_range, m, "vocabulary", run, err);
    if (status != TM_OK)
        return status;
    make_starts(m);
    if (m->start[ranges].term >= UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu terms are more than 32-bit ids can name",
                        m->start[ranges].term);
    if (!allocate(m))
        return tm__fail_memory(err, "making a vocabulary");
    status = tm__parallel_for(ranges, write_range, m, "vocabulary", run, err);
    return status == TM_OK
               ? tm__parallel_for(m->order->sets, number_words, m, "vocabulary", run, err)
               : status;
}

tm_status tm__merge_grams(struct tm__merged_terms *merged, const size_t *words,
                          const struct tm__grams *const *grams, size_t sets, const tm_run *run,
                          tm_error *err)
{
    struct tm__gram_order order;
    struct merge m = {.order = &order, .words = words, .out = {.id = merged->id}};
    tm_status status = tm__gram_order_make(&order, merged, grams, sets, run, err);

    if (status == TM_OK)
        status = merge(&m, run, err);
    tm__gram_order_release(&order);
    tm__free(m.start);
    tm__free(m.word);
    if (status != TM_OK) {
        tm__free(m.out.bytes);
        tm__free(m.out.offset);
        tm__free(m.out.df);
        return status;
    }
    tm__free(merged->bytes);
    tm__free(merged->offset);
    *merged = m.out;
    return TM_OK;
}
