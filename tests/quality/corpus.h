/* Labelled documents of the evaluation data, and their vectors. */
#ifndef QUALITY_CORPUS_H
#define QUALITY_CORPUS_H

#include "quality.h"

#include <jansson.h>
#include <tm.h>

struct corpus {
    tm_text *document;
    uint32_t *label;
    size_t count, capacity;
    json_t *numbers; /* label -> number */
};

static inline uint32_t number(struct corpus *c, const char *label)
{
    json_t *known = json_object_get(c->numbers, label);

    if (!known) {
        known = json_integer((json_int_t)json_object_size(c->numbers));
        json_object_set_new(c->numbers, label, known);
    }
    return (uint32_t)json_integer_value(known);
}

/* How much of a text is no part of its story, as tm-cluster has it. */
static inline size_t preamble(const char *text)
{
    enum { HEADLINE = 160 };
    const tm_text whole = {text, strlen(text)};

    return whole.size > HEADLINE ? tm_dateline(whole) : 0;
}

/* Title and text as one document; a record without a label is a class of its own. */
static inline void add(struct corpus *c, const char *line)
{
    json_t *record = json_loads(line, 0, NULL);
    const char *title = json_string_value(json_object_get(record, "title"));
    const char *text = json_string_value(json_object_get(record, "text"));
    const json_t *label = json_object_get(record, "label");
    char id[32], *document;
    size_t size;

    if (!record || !text) {
        printf("not a record: %.60s\n", line);
        exit(1);
    }
    if (c->count == c->capacity) {
        c->capacity = 2 * c->capacity + 1000;
        c->document = realloc(c->document, c->capacity * sizeof *c->document);
        c->label = realloc(c->label, c->capacity * sizeof *c->label);
    }
    text += preamble(text);
    size = (title ? strlen(title) + 1 : 0) + strlen(text);
    document = malloc(size + 1);
    snprintf(document, size + 1, "%s%s%s", title ? title : "", title ? "\n" : "", text);
    c->document[c->count] = (tm_text){document, size};
    if (tm_is_notice(c->document[c->count]))
        c->document[c->count].size = 0; /* as tm-cluster has it */
    snprintf(id, sizeof id, "#%zu", c->count);
    if (json_is_integer(label))
        snprintf(id, sizeof id, "%lld", (long long)json_integer_value(label));
    c->label[c->count++] = number(c, json_is_string(label) ? json_string_value(label) : id);
    json_decref(record);
}

static inline struct corpus read_corpus(const char *folder, const char *name)
{
    struct quality_file f = quality_open(folder, name);
    struct corpus c = {0};

    c.numbers = json_object();
    while (quality_line(&f))
        if (f.line[0])
            add(&c, f.line);
    return c;
}

static inline void corpus_free(struct corpus *c)
{
    for (size_t i = 0; i < c->count; i++)
        free((char *)c->document[i].data);
    free(c->document);
    free(c->label);
    json_decref(c->numbers);
}

static inline tm_partition_scores score(const struct corpus *c, const tm_clustering *found)
{
    tm_partition_scores s = TM_PARTITION_SCORES_INIT;

    if (tm_evaluate_partition(&s, c->label, found->cluster, c->count, NULL) != TM_OK)
        exit(1);
    return s;
}

static inline bool near(const char *what, size_t found, size_t gold, double ratio)
{
    if (ratio == 0 ||
        ((double)found <= ratio * (double)gold && (double)gold <= ratio * (double)found))
        return true;
    printf("  TOO FAR from the number of %s: %zu for %zu\n", what, found, gold);
    return false;
}

static inline tm_sparse *fitted(tm_tfidf **model, const struct corpus *c, uint32_t min_df,
                                double max_df)
{
    tm_tfidf_options o = TM_TFIDF_INIT;
    tm_error err = {0};
    tm_sparse *m;

    o.min_df = min_df;
    o.max_df = max_df;
    if (tm_tfidf_fit(model, &m, c->document, c->count, &o, NULL, &err) != TM_OK) {
        printf("%s\n", err.message);
        exit(1);
    }
    return m;
}

/* As tm-cluster makes them: for stories, terms weigh half by what they do in English news. */
static inline tm_sparse *vectors(const struct corpus *c, uint32_t min_df, double max_df, bool weigh)
{
    tm_tfidf *background = NULL;
    tm_error err = {0};
    tm_tfidf *model;
    tm_sparse *m = fitted(&model, c, min_df, max_df);

    if (weigh &&
        (tm_tfidf_load(&background, TM_SOURCE_DIR "/models/background-en.tm", &err) != TM_OK ||
         tm_tfidf_add_background(m, model, background, 0.5, &err) != TM_OK)) {
        printf("%s\n", err.message);
        exit(1);
    }
    tm_tfidf_free(background);
    tm_tfidf_free(model);
    return m;
}

/* What the stories of documents score. */
static inline tm_partition_scores story_scores(const struct corpus *c)
{
    tm_sparse *m = vectors(c, 0, tm_stories_max_df(c->count), true);
    tm_partition_scores s;
    tm_clustering *found;

    if (tm_stories(&found, m, NULL, NULL, NULL) != TM_OK)
        exit(1);
    s = score(c, found);
    tm_clustering_free(found);
    tm_sparse_free(m);
    return s;
}

#endif
