#include "cluster/story_strays.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/member_list.h"
#include "cluster/story_evidence.h"

#include <math.h>

enum { CLUSTERS_PER_BLOCK = 64 };
static const double large = 5; /* rows of a cluster that strays may join, and is no stray itself */
/* A logarithm a row: so much likelier told by the story than by all, and than by the next. */
static const double likelier = 2.5, ahead = 1.5;
static const double few_words = 5; /* rows of more are asked for as much more */

/* A large cluster that has a word, how often, and what the word says for it. */
struct posting {
    uint32_t story, count;
    double says;
};

/* The postings of a word. */
struct list {
    size_t first, end;
};

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
    uint32_t *home;       /* [clusters] where its rows go */
    struct list *list;    /* [cols] */
    struct posting *posting; /* [entries] each list has room for all entries of its word */
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

/* A story has a word so many times more. Stories come one after the other. */
static void count_word(struct strays *s, uint32_t word, uint32_t story, uint32_t times)
{
    struct list *const list = &s->list[word];

    if (list->end == list->first || s->posting[list->end - 1].story != story)
        s->posting[list->end++] = (struct posting){story, 0, 0};
    s->posting[list->end - 1].count += times;
}

static void count_words(struct strays *s, uint32_t k)
{
    for (size_t p = s->first[k]; p < s->first[k + 1]; p++) {
        const uint32_t i = s->member[p];

        for (uint64_t e = s->m->row_start[i]; e < s->m->row_start[i + 1]; e++) {
            if (!has(s, e))
                continue;
            s->words[k] += s->copies[i];
            if (s->size[k] >= large)
                count_word(s, s->m->column[e], k, s->copies[i]);
        }
    }
}

/* What the words of the stories say: each is asked for by many strays. */
static void weigh_words(struct strays *s)
{
    for (size_t w = 0; w < s->m->cols; w++)
        for (size_t p = s->list[w].first; p < s->list[w].end; p++)
            s->posting[p].says = log1p(s->posting[p].count / s->prior[w]);
    for (size_t k = 0; k < s->clusters; k++)
        s->length[k] = log1p(s->words[k] / TM__PRIOR_WORDS);
}

/* What a word says for the stories that have it, beside what it says for those that do not. */
static void add_word(const struct strays *s, struct scores *to, uint32_t word, double times)
{
    for (size_t p = s->list[word].first; p < s->list[word].end; p++) {
        const uint32_t story = s->posting[p].story;
        const double before = to->score[story];

        to->story[to->count] = story; /* overwritten by the next if it is known already */
        to->count += before <= 0;
        to->score[story] = before + times * s->posting[p].says;
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
    s->list = tm__calloc(s->m->cols, sizeof *s->list);
    s->posting = tm__alloc_array(s->m->row_start[s->m->rows], sizeof *s->posting);
    return s->prior && s->member && s->first && s->size && s->words && s->score && s->length &&
           s->story && s->home && s->list && s->posting;
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
    tm__free(s->home);
    tm__free(s->list);
    tm__free(s->posting);
}

/* Every word gets room for its stories. */
static void place_lists(struct strays *s)
{
    size_t at = 0;

    for (uint64_t e = 0; e < s->m->row_start[s->m->rows]; e++)
        s->list[s->m->column[e]].end++;
    for (size_t w = 0; w < s->m->cols; w++) {
        s->list[w].first = at;
        at += s->list[w].end;
        s->list[w].end = s->list[w].first;
    }
}

/* The words of all stories. */
static void read_stories(struct strays *s)
{
    tm__story_prior(s->prior, s->m, s->copies);
    tm__list_members(s->member, s->first, s->label, s->m->rows, s->clusters);
    for (size_t i = 0; i < s->m->rows; i++)
        s->size[s->label[i]] += s->copies[i];
    place_lists(s);
    for (uint32_t k = 0; k < s->clusters; k++)
        count_words(s, k);
    weigh_words(s);
}

tm_status tm__story_strays(uint32_t *label, size_t clusters, const tm_sparse *m,
                           const uint32_t *copies, const tm_run *run, tm_error *err)
{
    struct strays s = {.m = m, .copies = copies, .label = label, .clusters = clusters};
    const size_t blocks = (clusters + CLUSTERS_PER_BLOCK - 1) / CLUSTERS_PER_BLOCK;
    tm_status status = TM_OK;

    if (!make(&s, tm__threads(run))) {
        status = tm__fail_memory(err, "bringing strays home");
    } else {
        read_stories(&s);
        status = tm__parallel_for(blocks, find_homes, &s, "refine", run, err);
    }
    for (size_t i = 0; status == TM_OK && i < m->rows; i++)
        label[i] = s.home[label[i]];
    release(&s);
    return status;
}
