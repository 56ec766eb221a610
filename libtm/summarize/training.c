#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "linalg/logistic.h"
#include "summarize/ranking.h"
#include "summarize/summary_model.h"

#include <math.h>
#include <string.h>

/* What one record teaches. */
struct lesson {
    size_t count; /* concepts */
    float *x;     /* [count x TM__FEATURES] */
    float *y;     /* [count] share of the references that hold the concept */
    bool *pair;   /* [count] */
};

struct training {
    const tm_summary_record *record;
    size_t count;
    uint32_t columns[2]; /* of words, of pairs; bit j: column j is used */
    size_t trees;
    struct lesson *lesson;
};

/* Documents, then references, as passages of one array of texts: ids of concepts are given in order
 * of arrival, so that those of the documents come first and are the same without references. */
struct pages {
    tm_text *text;
    struct tm__passages documents, all;
    struct tm__concepts concepts, all_concepts;
    struct tm__word_forms *forms;
};

static void release_pages(struct pages *p)
{
    tm__free(p->text);
    tm__passages_release(&p->documents);
    tm__passages_release(&p->all);
    tm__concepts_release(&p->concepts);
    tm__concepts_release(&p->all_concepts);
    tm__word_forms_free(p->forms);
}

static tm_status find_concepts(struct tm__concepts *concepts, const struct pages *p,
                               const struct tm__passages *passages)
{
    tm_text *text = tm__passage_texts(passages, p->text);
    struct tm__reading reading = {0};
    tm_status status =
        text ? tm__reading_make(&reading, p->forms, text, passages->count, NULL, NULL) : TM_ENOMEM;

    if (status == TM_OK)
        status = tm__concepts_find(concepts, &reading, NULL);
    tm__reading_release(&reading);
    tm__free(text);
    return status;
}

static tm_status read_pages(struct pages *p, const tm_summary_record *r)
{
    const size_t n = r->documents + r->references;
    const char *language = r->language ? r->language : "en";
    tm_status status;

    p->text = tm__alloc_array(n, sizeof *p->text);
    if (!p->text)
        return TM_ENOMEM;
    if (r->documents)
        memcpy(p->text, r->document, r->documents * sizeof *p->text);
    if (r->references)
        memcpy(p->text + r->documents, r->reference, r->references * sizeof *p->text);
    status = tm__word_forms_new(&p->forms, language, NULL, NULL);
    if (status == TM_OK)
        status = tm__passages_split(&p->documents, p->text, r->documents, language, NULL);
    if (status == TM_OK)
        status = tm__passages_split(&p->all, p->text, n, language, NULL);
    if (status == TM_OK)
        status = find_concepts(&p->concepts, p, &p->documents);
    if (status == TM_OK)
        status = find_concepts(&p->all_concepts, p, &p->all);
    return status;
}

/* y: the share of references that hold each concept of the documents. */
static tm_status find_labels(struct lesson *lesson, const struct pages *p,
                             const tm_summary_record *r)
{
    const struct tm__concepts *c = &p->all_concepts;
    size_t *last = tm__calloc(lesson->count, sizeof *last); /* the reference that held it last */

    if (!last)
        return TM_ENOMEM;
    for (size_t i = p->documents.count; i < c->passages; i++) {
        const size_t reference = p->all.passage[i].document;
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++) {
            const uint32_t k = c->occurrence[e].concept;
            if (k >= lesson->count || last[k] == reference)
                continue;
            last[k] = reference;
            lesson->y[k] += 1 / (float)r->references;
        }
    }
    tm__free(last);
    return TM_OK;
}

static void read_row(float *x, struct tm__features *features, size_t concept)
{
    float row[TM__FEATURES * TM__FEATURE_STEP];
    const bool found = tm__features_row(features, row, concept);

    for (size_t j = 0; j < TM__FEATURES; j++)
        x[j] = found ? row[j * TM__FEATURE_STEP] : 0;
}

static tm_status read_lesson(struct lesson *lesson, const struct training *t, struct pages *p,
                             const tm_summary_record *r)
{
    struct tm__features features = {0};
    tm_status status = read_pages(p, r);

    lesson->count = p->concepts.count;
    if (status != TM_OK || lesson->count == 0)
        return status;
    lesson->x = tm__alloc_array(lesson->count, TM__FEATURES * sizeof *lesson->x);
    lesson->y = tm__calloc(lesson->count, sizeof *lesson->y);
    lesson->pair = tm__alloc_array(lesson->count, sizeof *lesson->pair);
    if (!lesson->x || !lesson->y || !lesson->pair)
        return TM_ENOMEM;
    status = tm__describe(&features, &p->documents, &p->concepts, p->text, NULL, NULL);
    for (size_t k = 0; status == TM_OK && k < lesson->count; k++) {
        read_row(lesson->x + k * TM__FEATURES, &features, k);
        lesson->pair[k] = p->concepts.of[k].pair;
        for (size_t j = 0; j < TM__FEATURES; j++)
            if (!(t->columns[lesson->pair[k]] >> j & 1))
                lesson->x[k * TM__FEATURES + j] = 0;
    }
    tm__features_release(&features);
    return status == TM_OK ? find_labels(lesson, p, r) : status;
}

static tm_status read_record(void *ctx, size_t block, unsigned worker)
{
    const struct training *t = ctx;
    struct pages p;
    tm_status status;

    (void)worker;
    memset(&p, 0, sizeof p);
    status = read_lesson(&t->lesson[block], t, &p, &t->record[block]);
    release_pages(&p);
    return status;
}

/* Samples of words or of pairs of all lessons. */
struct table {
    size_t rows;
    float *x, *y, *weight;
};

static void release_table(struct table *table)
{
    tm__free(table->x);
    tm__free(table->y);
    tm__free(table->weight);
}

static size_t count_kind(const struct lesson *lesson, bool pair)
{
    size_t n = 0;

    for (size_t k = 0; k < lesson->count; k++)
        n += lesson->pair[k] == pair;
    return n;
}

/* Every record weighs what it says, however long its text. */
static tm_status make_table(struct table *table, const struct training *t, bool pair)
{
    size_t rows = 0;
    double mean;

    for (size_t r = 0; r < t->count; r++)
        rows += count_kind(&t->lesson[r], pair);
    mean = (double)rows / (double)t->count;
    table->x = tm__alloc_array(rows, TM__FEATURES * sizeof *table->x);
    table->y = tm__alloc_array(rows, sizeof *table->y);
    table->weight = tm__alloc_array(rows, sizeof *table->weight);
    if (!table->x || !table->y || !table->weight)
        return TM_ENOMEM;
    for (size_t r = 0; r < t->count; r++) {
        const struct lesson *l = &t->lesson[r];
        const double weight = t->record[r].weight * mean / (double)count_kind(l, pair);
        for (size_t k = 0; k < l->count; k++) {
            if (l->pair[k] != pair || l->x[k * TM__FEATURES + TM__SHARE] <= 0)
                continue;
            memcpy(table->x + table->rows * TM__FEATURES, l->x + k * TM__FEATURES,
                   TM__FEATURES * sizeof *table->x);
            table->y[table->rows] = l->y[k];
            table->weight[table->rows++] = (float)weight;
        }
    }
    return TM_OK;
}

/* The log odds of a regression, from which trees go on. */
static double *score_samples(const double *w, const struct tm__samples *s)
{
    double *score = tm__alloc_array(s->rows, sizeof *score);

    for (size_t i = 0; score && i < s->rows; i++) {
        score[i] = w[0];
        for (size_t j = 0; j < s->columns; j++)
            score[i] += w[1 + j] * s->x[i * s->columns + j];
    }
    return score;
}

static tm_status fit_table(struct tm__concept_model *model, const struct table *table, size_t trees,
                           const tm_run *run, tm_error *err)
{
    const double ridge = 1;
    const struct tm__boosting boosting = {trees, .125, 20};
    const struct tm__samples s = {table->rows, TM__FEATURES, table->x, table->y, table->weight};
    tm_status status = tm__logistic_fit(model->weight, &s, ridge, run, err);
    double *score = NULL;

    model->trees = trees;
    if (status == TM_OK) {
        score = score_samples(model->weight, &s);
        status = score ? tm__boost(model->tree, score, &s, &boosting, run, err)
                       : tm__fail_memory(err, "training");
    }
    tm__free(score);
    return status;
}

static tm_status fit(struct tm__concept_model *model, const struct training *t, bool pair,
                     const tm_run *run, tm_error *err)
{
    struct table table = {0, NULL, NULL, NULL};
    const tm_status status = make_table(&table, t, pair) == TM_OK
                                 ? fit_table(model, &table, t->trees, run, err)
                                 : tm__fail_memory(err, "training");

    release_table(&table);
    return status;
}

/* Which features a model of the mode looks at, and how many trees it has: clusters with summaries
 * are too few to grow trees on, or to learn from lengths. */
static tm_status choose_kind(struct training *t, tm_summary_mode mode, tm_error *err)
{
    uint32_t *const columns = t->columns;
    const uint32_t documents =
        1u << TM__DOCUMENTS | 1u << TM__SHARED | 1u << TM__LOG_DOCUMENTS | 1u << TM__LEADS;
    const uint32_t places = 1u << TM__EARLY | 1u << TM__FIRST | 1u << TM__SECOND |
                            1u << TM__FOURTH | 1u << TM__RELATIVE;

    columns[0] = columns[1] = (1u << TM__FEATURES) - 1;
    t->trees = TM__SUMMARY_TREES;
    switch (mode) {
    case TM_SUMMARY_ARTICLE:
        columns[0] &= ~documents;
        columns[1] &= ~documents;
        return TM_OK;
    case TM_SUMMARY_DOCUMENTS:
        columns[0] &= ~(1u << TM__LENGTH);
        columns[1] &= ~(1u << TM__LENGTH);
        t->trees = 0;
        return TM_OK;
    case TM_SUMMARY_OPINIONS:
        columns[0] &= ~(places | 1u << TM__CAPITAL_FIRST);
        columns[1] &= ~places;
        return TM_OK;
    default:
        return tm__fail(err, TM_EINVAL, "mode %d has no model; have: article, documents, opinions",
                        (int)mode);
    }
}

static tm_status check_records(const tm_summary_record *record, size_t count, tm_error *err)
{
    if (count == 0)
        return tm__fail(err, TM_EINVAL, "no records to learn from");
    for (size_t i = 0; i < count; i++) {
        if (record[i].references == 0)
            return tm__fail(err, TM_EINVAL, "record %zu has no reference", i);
        if (!(record[i].weight > 0 && isfinite(record[i].weight)))
            return tm__fail(err, TM_EINVAL, "record %zu weighs %g; must be above 0", i,
                            record[i].weight);
    }
    return TM_OK;
}

static tm_status learn(tm_summary_model *model, struct training *t, const tm_run *run,
                       tm_error *err)
{
    tm_status status = tm__parallel_for(t->count, read_record, t, "read", run, err);

    if (status == TM_OK)
        status = fit(&model->word, t, false, run, err);
    if (status == TM_OK)
        status = fit(&model->pair, t, true, run, err);
    return status;
}

tm_status tm_summary_train(tm_summary_model **out, const tm_summary_record *record, size_t count,
                           tm_summary_mode mode, const tm_run *run, tm_error *err)
{
    struct training t = {.record = record, .count = count};
    tm_summary_model *model;
    tm_status status = check_records(record, count, err);

    *out = NULL;
    if (status == TM_OK)
        status = choose_kind(&t, mode, err);
    if (status != TM_OK)
        return status;
    model = tm__calloc(1, sizeof *model);
    t.lesson = tm__calloc(count, sizeof *t.lesson);
    status = model && t.lesson ? learn(model, &t, run, err) : tm__fail_memory(err, "training");
    for (size_t i = 0; t.lesson && i < count; i++) {
        tm__free(t.lesson[i].x);
        tm__free(t.lesson[i].y);
        tm__free(t.lesson[i].pair);
    }
    tm__free(t.lesson);
    if (status == TM_OK)
        *out = model;
    else
        tm__free(model);
    return status;
}
