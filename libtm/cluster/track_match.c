#include "cluster/track_match.h"

#include "base/memory.h"
#include "base/status.h"

#include <stdlib.h>

/* Documents that an old story and a new cluster share. */
struct pair {
    uint32_t story; /* index into `old` */
    uint32_t cluster;
    size_t documents;
};

struct match {
    uint64_t *old; /* [stories] the numbers of the old stories, rising */
    size_t stories;
    struct pair *pair; /* [pairs] */
    size_t pairs;
    uint64_t *number; /* [clusters] 0: none yet */
    bool *kept;       /* [stories] has a cluster its number? */
};

static int by_number(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static int by_place(const void *a, const void *b)
{
    const struct pair *const x = a, *const y = b;

    if (x->story != y->story)
        return x->story < y->story ? -1 : 1;
    return (x->cluster > y->cluster) - (x->cluster < y->cluster);
}

static int by_documents(const void *a, const void *b)
{
    const struct pair *const x = a, *const y = b;

    if (x->documents != y->documents)
        return x->documents > y->documents ? -1 : 1;
    return by_place(a, b);
}

static int by_change(const void *a, const void *b)
{
    const tm_track_event *const x = a, *const y = b;

    if (x->change != y->change)
        return x->change < y->change ? -1 : 1;
    return by_number(&x->story, &y->story);
}

static void find_stories(struct match *m, const uint64_t *story, size_t documents)
{
    size_t kept = 0;

    for (size_t i = 0; i < documents; i++)
        m->old[i] = story[i];
    qsort(m->old, documents, sizeof *m->old, by_number);
    for (size_t i = 0; i < documents; i++)
        if (kept == 0 || m->old[kept - 1] != m->old[i])
            m->old[kept++] = m->old[i];
    m->stories = kept;
}

static uint32_t story_index(const struct match *m, uint64_t number)
{
    const uint64_t *const found = bsearch(&number, m->old, m->stories, sizeof *m->old, by_number);

    return (uint32_t)(found - m->old);
}

static void count_pairs(struct match *m, const uint64_t *story, const uint32_t *cluster,
                        size_t documents)
{
    for (size_t i = 0; i < documents; i++)
        m->pair[i] = (struct pair){story_index(m, story[i]), cluster[i], 1};
    qsort(m->pair, documents, sizeof *m->pair, by_place);
    for (size_t i = 0; i < documents; i++) {
        if (m->pairs > 0 && by_place(&m->pair[m->pairs - 1], &m->pair[i]) == 0)
            m->pair[m->pairs - 1].documents++;
        else
            m->pair[m->pairs++] = m->pair[i];
    }
    qsort(m->pair, m->pairs, sizeof *m->pair, by_documents);
}

static void keep_numbers(struct match *m)
{
    for (size_t i = 0; i < m->pairs; i++) {
        const struct pair *const p = &m->pair[i];

        if (m->number[p->cluster] == 0 && !m->kept[p->story]) {
            m->number[p->cluster] = m->old[p->story];
            m->kept[p->story] = true;
        }
    }
}

tm_status tm__track_event_add(tm_track_review *review, size_t *capacity, tm_track_event event,
                              tm_error *err)
{
    if (!tm__grow(&review->event, capacity, review->events + 1, sizeof *review->event))
        return tm__fail_memory(err, "reviewing stories");
    review->event[review->events++] = event;
    return TM_OK;
}

/* A cluster without a number is a part of the story that it shares most with: a new story. Pairs
 * are sorted, so that comes first. */
static tm_status split(tm_track_review *out, size_t *capacity, struct match *m, uint64_t *highest,
                       tm_error *err)
{
    tm_status status = TM_OK;

    for (size_t i = 0; status == TM_OK && i < m->pairs; i++) {
        const struct pair *const p = &m->pair[i];

        if (m->number[p->cluster] != 0)
            continue;
        m->number[p->cluster] = ++*highest;
        status = tm__track_event_add(
            out, capacity,
            (tm_track_event){TM_TRACK_SPLIT, *highest, m->old[p->story], p->documents}, err);
    }
    return status;
}

/* A story whose number no cluster has went where most of it went. */
static tm_status merge(tm_track_review *out, size_t *capacity, struct match *m, tm_error *err)
{
    tm_status status = TM_OK;

    for (size_t i = 0; status == TM_OK && i < m->pairs; i++) {
        const struct pair *const p = &m->pair[i];

        if (m->kept[p->story])
            continue;
        m->kept[p->story] = true; /* told */
        status = tm__track_event_add(
            out, capacity,
            (tm_track_event){TM_TRACK_MERGE, m->old[p->story], m->number[p->cluster], p->documents},
            err);
    }
    return status;
}

static tm_status match(tm_track_review *out, struct match *m, const uint64_t *story,
                       const uint32_t *cluster, size_t documents, uint64_t *highest, tm_error *err)
{
    size_t capacity = 0;
    tm_status status;

    find_stories(m, story, documents);
    count_pairs(m, story, cluster, documents);
    keep_numbers(m);
    status = split(out, &capacity, m, highest, err);
    if (status == TM_OK)
        status = merge(out, &capacity, m, err);
    if (status != TM_OK)
        return status;
    for (size_t i = 0; i < documents; i++)
        out->story[i] = m->number[cluster[i]];
    if (out->events > 1)
        qsort(out->event, out->events, sizeof *out->event, by_change);
    return TM_OK;
}

tm_status tm__track_match(tm_track_review *out, const uint64_t *story, const uint32_t *cluster,
                          size_t documents, size_t clusters, uint64_t *highest, tm_error *err)
{
    struct match m = {
        .old = tm__alloc_array(documents, sizeof *m.old),
        .pair = tm__alloc_array(documents, sizeof *m.pair),
        .number = tm__calloc(clusters, sizeof *m.number),
        .kept = tm__calloc(documents, sizeof *m.kept),
    };
    const uint64_t before = *highest;
    tm_status status;

    if (m.old && m.pair && m.number && m.kept)
        status = match(out, &m, story, cluster, documents, highest, err);
    else
        status = tm__fail_memory(err, "reviewing stories");
    if (status != TM_OK)
        *highest = before;
    tm__free(m.old);
    tm__free(m.pair);
    tm__free(m.number);
    tm__free(m.kept);
    return status;
}
