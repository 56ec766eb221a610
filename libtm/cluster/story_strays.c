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
    double *score;        /* [workers * clusters] of the stray a worker asks about; 0 elsewhere */
    uint32_t *home;       /* [clusters] where its rows go */
    struct tm__word_stories stories; /* of a word: the large clusters that have it */
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

/* What a word says for the stories that have it, beside what it says for those that do not. */
static void add_word(const struct strays *s, double *score, uint32_t word, double times)
{
    const struct tm__story_list *const list = &s->stories.list[word];

    for (uint32_t p = 0; p < list->count; p++) {
        const struct tm__story_count *const story = &s->stories.pool[list->first + p];
        score[story->story] += times * log1p(story->count / s->prior[word]);
    }
}

/* The story that a small cluster belongs to, or the cluster itself. */
static uint32_t home_of(const struct strays *s, double *score_of, uint32_t k)
{
    const double asked = fmax(s->size[k], s->words[k] / few_words);
    double best = 0, next = 0;
    uint32_t home = k;

    for (size_t p = s->first[k]; p < s->first[k + 1]; p++) {
        const uint32_t i = s->member[p];
        for (uint64_t e = s->m->row_start[i]; e < s->m->row_start[i + 1]; e++)
            if (has(s, e))
                add_word(s, score_of, s->m->column[e], s->copies[i]);
    }
    for (uint32_t j = 0; j < s->clusters; j++) {
        double score;

        if (score_of[j] <= 0)
            continue;
        score = score_of[j] - s->words[k] * log1p(s->words[j] / TM__PRIOR_WORDS);
        score_of[j] = 0;
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
    double *const score = s->score + worker * s->clusters;

    for (size_t k = block * CLUSTERS_PER_BLOCK;
         k < (block + 1) * CLUSTERS_PER_BLOCK && k < s->clusters; k++)
        s->home[k] =
            s->size[k] > 0 && s->size[k] < large ? home_of(s, score, (uint32_t)k) : (uint32_t)k;
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
    s->home = tm__alloc_array(s->clusters, sizeof *s->home);
    return s->prior && s->member && s->first && s->size && s->words && s->score && s->home;
}

static void release(struct strays *s)
{
    tm__free(s->prior);
    tm__free(s->member);
    tm__free(s->first);
    tm__free(s->size);
    tm__free(s->words);
    tm__free(s->score);
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
    return ok;
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
