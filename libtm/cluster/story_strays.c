#include "cluster/story_strays.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/member_list.h"
#include "cluster/story_evidence.h"
#include "cluster/word_stories.h"

#include <math.h>

enum { CLUSTERS_PER_BLOCK = 64 };
static const double large = 5; /* rows of a cluster that strays may join, and is no stray itself */
/* A logarithm a row: so much likelier told by the story than by all, and than by the next. */
static const double likelier = 2.5, ahead = 1.5;
static const double few_words = 5; /* rows of more are asked for as much more */

struct strays {
    const tm_sparse *m;
    const uint32_t *copies, *label;
    size_t clusters;
    double *prior;        /* [cols] */
    uint32_t *member;     /* [rows] cluster after cluster */
    size_t *first;        /* [clusters + 1] */
    double *size, *words; /* [clusters] with copies */
    double *length;       /* [clusters] what a word says against a story with so many */
    double *score;        /* [workers * clusters] of the stray a worker asks about; 0 elsewhere */
    uint32_t *story;      /* [workers * (clusters + 1)] that have a score */
    double *says;         /* [stories.used] what a word says for a story that has it */
    uint32_t *home;       /* [clusters] where its rows go */
    struct tm__word_stories stories; /* of a word: the large clusters that have it */
};

/* Of the stray that a worker asks about. */
struct scores {
    double *score;
    uint32_t *story;
    size_t count; /* stories that have a score */
};

static bool has(const struct strays *s, uint64_t e)
{
    return s->m->value[e] > 0 && s->prior[s->m->column[e]] > 0;
}

/* Count the words of a cluster; false: no memory. */
static bool count_words(struct strays *s, uint32_t k)
{
    for (size_t p = s->first[k]; p < s->first[k + 1]; p++) {
        const uint32_t i = s->member[p];

        for (uint64_t e = s->m->row_start[i]; e < s->m->row_start[i + 1]; e++) {
            if (!has(s, e))
                continue;
            s->words[k] += s->copies[i];
            if (s->size[k] < large)
                continue;
            if (!tm__word_stories_reserve(&s->stories, s->m->column[e]))
                return false;
            tm__word_stories_add(&s->stories, s->m->column[e], k, s->copies[i]);
        }
    }
    return true;
}

/* What the words of the stories say: each is asked for by many strays. */
static void weigh_words(struct strays *s)
{
    for (size_t w = 0; w < s->m->cols; w++) {
        const struct tm__story_list *const list = &s->stories.list[w];

        for (size_t p = list->first; p < list->first + list->count; p++)
            s->says[p] = log1p(s->stories.pool[p].count / s->prior[w]);
    }
    for (size_t k = 0; k < s->clusters; k++)
        s->length[k] = log1p(s->words[k] / TM__PRIOR_WORDS);
}

/* What a word says for the stories that have it, beside what it says for those that do not. */
static void add_word(const struct strays *s, struct scores *to, uint32_t word, double times)
{
    const struct tm__story_list *const list = &s->stories.list[word];

    for (size_t p = list->first; p < list->first + list->count; p++) {
        const uint32_t story = s->stories.pool[p].story;
        const double before = to->score[story];

        to->story[to->count] = story; /* overwritten by the next if it is known already */
        to->count += before <= 0;
        to->score[story] = before + times * s->says[p];
    }
}

/* The story that a small cluster belongs to, or the cluster itself. */
static uint32_t home_of(const struct strays *s, struct scores *of, uint32_t k)
{
    const double asked = fmax(s->size[k], s->words[k] / few_words);
    double best = 0, next = 0;
    uint32_t home = k;

    of->count = 0;
    for (size_t p = s->first[k]; p < s->first[k + 1]; p++) {
        const uint32_t i = s->member[p];
        for (uint64_t e = s->m->row_start[i]; e < s->m->row_start[i + 1]; e++)
            if (has(s, e))
                add_word(s, of, s->m->column[e], s->copies[i]);
    }
    for (size_t x = 0; x < of->count; x++) {
        const uint32_t j = of->story[x];
        const double score = of->score[j] - s->words[k] * s->length[j];

        of->score[j] = 0;
        if (score > best) {
            next = best;
            best = score;
            home = j;
        } else {
            next = fmax(next, score);
        }
    }
    return best >= likelier * asked && best - next >= ahead * asked ? home : k;
}

static tm_status find_homes(void *ctx, size_t block, unsigned worker)
{
    const struct strays *s = ctx;
    struct scores of = {s->score + worker * s->clusters, s->story + worker * (s->clusters + 1), 0};

    for (size_t k = block * CLUSTERS_PER_BLOCK;
         k < (block + 1) * CLUSTERS_PER_BLOCK && k < s->clusters; k++)
        s->home[k] =
            s->size[k] > 0 && s->size[k] < large ? home_of(s, &of, (uint32_t)k) : (uint32_t)k;
    return TM_OK;
}

static bool make(struct strays *s, size_t workers)
{
    s->prior = tm__alloc_array(s->m->cols, sizeof *s->prior);
    s->member = tm__alloc_array(s->m->rows, sizeof *s->member);
    s->first = tm__alloc_array(s->clusters + 1, sizeof *s->first);
    s->size = tm__calloc(s->clusters, sizeof *s->size);
    s->words = tm__calloc(s->clusters, sizeof *s->words);
    s->score = tm__calloc(s->clusters, workers * sizeof *s->score);
    s->length = tm__alloc_array(s->clusters, sizeof *s->length);
    s->story = tm__alloc_array(s->clusters + 1, workers * sizeof *s->story);
    s->home = tm__alloc_array(s->clusters, sizeof *s->home);
    return s->prior && s->member && s->first && s->size && s->words && s->score && s->length &&
           s->story && s->home;
}

static void release(struct strays *s)
{
    tm__free(s->prior);
    tm__free(s->member);
    tm__free(s->first);
    tm__free(s->size);
    tm__free(s->words);
    tm__free(s->length);
    tm__free(s->score);
    tm__free(s->story);
    tm__free(s->says);
    tm__free(s->home);
    tm__word_stories_release(&s->stories);
}

/* The words of all stories; false: no memory. */
static bool read_stories(struct strays *s)
{
    bool ok = true;

    tm__story_prior(s->prior, s->m, s->copies);
    tm__list_members(s->member, s->first, s->label, s->m->rows, s->clusters);
    for (size_t i = 0; i < s->m->rows; i++)
        s->size[s->label[i]] += s->copies[i];
    for (size_t w = 0; ok && w < s->m->cols; w++)
        ok = tm__word_stories_add_list(&s->stories);
    for (uint32_t k = 0; ok && k < s->clusters; k++)
        ok = count_words(s, k);
    if (ok)
        s->says = tm__alloc_array(s->stories.used, sizeof *s->says);
    if (!s->says)
        return false;
    weigh_words(s);
    return true;
}

tm_status tm__story_strays(uint32_t *label, size_t clusters, const tm_sparse *m,
                           const uint32_t *copies, const tm_run *run, tm_error *err)
{
    struct strays s = {.m = m, .copies = copies, .label = label, .clusters = clusters};
    const size_t blocks = (clusters + CLUSTERS_PER_BLOCK - 1) / CLUSTERS_PER_BLOCK;
    tm_status status = make(&s, tm__threads(run)) && read_stories(&s)
                           ? TM_OK
                           : tm__fail_memory(err, "bringing strays home");

    if (status == TM_OK)
        status = tm__parallel_for(blocks, find_homes, &s, "refine", run, err);
    for (size_t i = 0; status == TM_OK && i < m->rows; i++)
        label[i] = s.home[label[i]];
    release(&s);
    return status;
}
