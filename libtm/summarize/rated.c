#include "summarize/rated.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "summarize/rater.h"

#include <stdlib.h>

/* By tm_summary_algorithm. */
static const struct tm__rater *const raters[] = {
    [TM_SUMMARY_COVERAGE] = NULL,
    [TM_SUMMARY_LEAD] = &tm__rater_lead,
    [TM_SUMMARY_RANDOM] = &tm__rater_random,
    [TM_SUMMARY_LUHN] = &tm__rater_luhn,
    [TM_SUMMARY_EDMUNDSON] = &tm__rater_edmundson,
    [TM_SUMMARY_LEXRANK] = &tm__rater_lexrank,
    [TM_SUMMARY_TEXTRANK] = &tm__rater_textrank,
    [TM_SUMMARY_TEXTRANK_BM25] = &tm__rater_textrank_bm25,
    [TM_SUMMARY_LSA] = &tm__rater_lsa,
    [TM_SUMMARY_SUMBASIC] = &tm__rater_sumbasic,
    [TM_SUMMARY_KL] = &tm__rater_kl,
    [TM_SUMMARY_CENTROID] = &tm__rater_centroid,
    [TM_SUMMARY_MMR] = &tm__rater_mmr,
    [TM_SUMMARY_BIGRAMS] = &tm__rater_bigrams,
};

struct choice {
    const struct tm__passages *passages;
    const struct tm__rater *rater;
    struct tm__rating rating;
    struct tm__bags bags;
    struct tm__selection *selection;
    struct tm__ranking *ranking;
    struct tm__budget left;
    size_t count;
    size_t *passage; /* [count] those of the best kind */
    bool *out;       /* [passages] chosen */
};

static bool fits(const struct choice *c, size_t passage)
{
    const struct tm__passage *p = &c->passages->passage[passage];

    return c->left.sentences > 0 && p->length.words <= c->left.words &&
           p->length.bytes + (c->selection->count > 0) <= c->left.bytes;
}

static void take(struct choice *c, size_t passage)
{
    const struct tm__passage *p = &c->passages->passage[passage];

    c->left.sentences -= c->left.sentences != SIZE_MAX;
    c->left.words -= c->left.words == SIZE_MAX ? 0 : p->length.words;
    c->left.bytes -= c->left.bytes == SIZE_MAX ? 0 : p->length.bytes + (c->selection->count > 0);
    c->out[passage] = true;
    c->selection->chosen[c->selection->count++] = passage;
}

/* The best that fits, as its number among the sentences, or SIZE_MAX. */
static size_t best(const struct choice *c)
{
    size_t found = SIZE_MAX;
    double highest = 0;

    for (size_t i = 0; i < c->count; i++) {
        double v;
        if (c->out[c->passage[i]] || !fits(c, c->passage[i]))
            continue;
        v = tm__rating_value(&c->rating, c->rater, i);
        if (found == SIZE_MAX || v > highest) {
            highest = v;
            found = i;
        }
    }
    return found;
}

static tm_status fill(struct choice *c, const tm_run *run, tm_error *err)
{
    size_t i;

    while ((i = best(c)) != SIZE_MAX) {
        const tm_status status = tm__progress(run, "choose", c->selection->count, c->count, err);
        if (status != TM_OK)
            return status;
        c->ranking->score[c->passage[i]] = tm__rating_value(&c->rating, c->rater, i);
        take(c, c->passage[i]);
        tm__rating_choose(&c->rating, c->rater, i);
    }
    /* Fragments, if every sentence is in. */
    for (i = 0; i < c->passages->count && c->selection->count >= c->count; i++)
        if (c->passages->passage[i].guard == TM__GUARD_FRAGMENT &&
            !c->passages->passage[i].repeated && !c->out[i] && fits(c, i))
            take(c, i);
    return TM_OK;
}

/* The words of passages that may be chosen. */
static tm_status gather(struct choice *c, const tm_text *texts, const struct tm__reading *reading,
                        tm_error *err)
{
    const size_t n = c->passages->count;
    tm_text *text = tm__alloc_array(n, sizeof *text);
    size_t *document = tm__alloc_array(n, sizeof *document);
    tm_status status = TM_OK;

    c->passage = tm__alloc_array(n, sizeof *c->passage);
    c->out = tm__calloc(n, sizeof *c->out);
    c->selection->chosen = tm__alloc_array(n, sizeof *c->selection->chosen);
    if (!text || !document || !c->passage || !c->out || !c->selection->chosen)
        status = tm__fail_memory(err, "choosing sentences");
    for (size_t i = 0; i < n && status == TM_OK; i++) {
        const struct tm__passage *p = &c->passages->passage[i];
        if (p->guard != c->ranking->kind || p->repeated)
            continue;
        text[c->count] = tm__passage_text(p, texts);
        document[c->count] = p->document;
        c->passage[c->count++] = i;
    }
    if (status == TM_OK) {
        const struct tm__bag_choice choice = {c->count, c->passage, text, document};
        status = tm__bags_make(&c->bags, reading, &choice, c->rater->pairs, err);
    }
    tm__free(text);
    tm__free(document);
    return status;
}

static int rising(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

tm_status tm__select_rated(struct tm__selection *selection, struct tm__ranking *ranking,
                           const struct tm__passages *passages, const tm_text *texts,
                           const struct tm__reading *reading, const struct tm__budget *budget,
                           tm_summary_algorithm algorithm, const tm_run *run, tm_error *err)
{
    struct choice c = {.passages = passages,
                       .rater = raters[algorithm],
                       .selection = selection,
                       .ranking = ranking,
                       .left = *budget};
    tm_status status = gather(&c, texts, reading, err);

    if (status == TM_OK)
        status = tm__rating_start(&c.rating, c.rater, &c.bags, run, err);
    if (status == TM_OK)
        status = fill(&c, run, err);
    if (status == TM_OK && selection->count)
        qsort(selection->chosen, selection->count, sizeof *selection->chosen, rising);
    tm__rating_release(&c.rating);
    tm__bags_release(&c.bags);
    tm__free(c.passage);
    tm__free(c.out);
    return status;
}
