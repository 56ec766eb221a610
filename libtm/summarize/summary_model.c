#include "summarize/summary_model.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/status.h"
#include "models/container.h"
#include "summarize/own_models.h"

#include <math.h>
#include <string.h>

#define KIND "summary"
enum { VERSION = 2 };

tm_status tm_summary_model_save(const tm_summary_model *model, const char *path, tm_error *err)
{
    const struct tm__section section[] = {
        {"words", model->word.weight, sizeof model->word.weight},
        {"word trees", model->word.tree, model->word.trees * sizeof *model->word.tree},
        {"pairs", model->pair.weight, sizeof model->pair.weight},
        {"pair trees", model->pair.tree, model->pair.trees * sizeof *model->pair.tree},
    };

    return tm__container_write(path, KIND, VERSION, section, sizeof section / sizeof *section, err);
}

static tm_status read_weights(double *out, const struct tm__container *file, const char *section,
                              const char *name, tm_error *err)
{
    const void *data;
    size_t count;
    const tm_status status = tm__container_section(file, section, sizeof *out, &data, &count, err);

    if (status != TM_OK)
        return status;
    if (count != 1 + TM__FEATURES)
        return tm__fail(err, TM_EFORMAT, "%s: %zu weights of %s; must be %d", name, count, section,
                        1 + TM__FEATURES);
    memcpy(out, data, count * sizeof *out);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(out[i]))
            return tm__fail(err, TM_EFORMAT, "%s: a weight of %s is not a number", name, section);
    return TM_OK;
}

static bool is_tree(const struct tm__tree *tree)
{
    bool good = true;

    for (size_t k = 0; k < TM__TREE_LEVELS; k++)
        good &= tree->column[k] < TM__FEATURES && isfinite(tree->above[k]);
    for (size_t l = 0; l < TM__TREE_LEAVES; l++)
        good &= isfinite(tree->leaf[l]) != 0;
    return good;
}

static tm_status read_trees(struct tm__concept_model *out, const struct tm__container *file,
                            const char *section, const char *name, tm_error *err)
{
    const void *data;
    const tm_status status =
        tm__container_section(file, section, sizeof *out->tree, &data, &out->trees, err);

    if (status != TM_OK)
        return status;
    if (out->trees > TM__SUMMARY_TREES)
        return tm__fail(err, TM_EFORMAT, "%s: %zu %s; must be %d at most", name, out->trees,
                        section, TM__SUMMARY_TREES);
    memcpy(out->tree, data, out->trees * sizeof *out->tree);
    for (size_t i = 0; i < out->trees; i++)
        if (!is_tree(&out->tree[i]))
            return tm__fail(err, TM_EFORMAT, "%s: one of the %s is broken", name, section);
    return TM_OK;
}

/* Takes the file. */
static tm_status read_model(tm_summary_model **out, struct tm__container *file, const char *name,
                            tm_error *err)
{
    tm_summary_model *model = tm__calloc(1, sizeof *model);
    tm_status status = model ? TM_OK : tm__fail_memory(err, "loading a model");

    if (status == TM_OK)
        status = read_weights(model->word.weight, file, "words", name, err);
    if (status == TM_OK)
        status = read_trees(&model->word, file, "word trees", name, err);
    if (status == TM_OK)
        status = read_weights(model->pair.weight, file, "pairs", name, err);
    if (status == TM_OK)
        status = read_trees(&model->pair, file, "pair trees", name, err);
    tm__container_close(file);
    if (status == TM_OK)
        *out = model;
    else
        tm__free(model);
    return status;
}

tm_status tm_summary_model_load(tm_summary_model **out, const char *path, tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_open(&file, path, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? read_model(out, file, path, err) : status;
}

tm_status tm__summary_model_own(tm_summary_model **out, const char *name, tm_error *err)
{
    *out = NULL;
    for (const struct tm__own_model *own = tm__own_models; own->name; own++) {
        struct tm__container *file;
        tm_status status;
        if (strcmp(own->name, name) != 0)
            continue;
        status = tm__container_read(&file, own->data, own->size, name, KIND, VERSION, err);
        return status == TM_OK ? read_model(out, file, name, err) : status;
    }
    return tm__fail(err, TM_ENOTFOUND, "this library was built without the model '%s'", name);
}

void tm_summary_model_free(tm_summary_model *model)
{
    tm__free(model);
}

/* A feature that has no weight adds nothing. */
TM__CLONES static void add_feature(double *restrict score, double weight, const float *restrict x)
{
    for (size_t r = 0; r < TM__TREE_ROWS; r++)
        score[r] += weight * x[r];
}

void tm__concept_model_apply(double *p, const struct tm__concept_model *m, const float *x)
{
    double score[TM__TREE_ROWS], trees[TM__TREE_ROWS];

    for (size_t r = 0; r < TM__TREE_ROWS; r++)
        score[r] = m->weight[0];
    for (size_t j = 0; j < TM__FEATURES; j++)
        if (m->weight[1 + j] != 0)
            add_feature(score, m->weight[1 + j], x + j * TM__TREE_ROWS);
    tm__trees_score(trees, m->tree, m->trees, x);
    /* Many concepts of a sentence have the same features. */
    for (size_t r = 0; r < TM__TREE_ROWS; r++) {
        score[r] += trees[r];
        p[r] = r && score[r] == score[r - 1] ? p[r - 1] : 1 / (1 + exp(-score[r]));
    }
}

/* Concepts of one kind that wait for others. */
struct block {
    const struct tm__concept_model *model;
    float x[TM__FEATURES * TM__TREE_ROWS];
    size_t concept[TM__TREE_ROWS];
    size_t count;
};

static void flush(double *out, struct block *b)
{
    double p[TM__TREE_ROWS];

    tm__concept_model_apply(p, b->model, b->x);
    for (size_t r = 0; r < b->count; r++)
        out[b->concept[r]] = p[r];
    b->count = 0;
}

_Static_assert(TM__TREE_ROWS == (int)TM__FEATURE_STEP, "rows are made where trees read them");

void tm__summary_model_apply(double *out, const tm_summary_model *model,
                             struct tm__features *features)
{
    const struct tm__concepts *c = features->concepts;
    struct block block[2] = {{.model = &model->word}, {.model = &model->pair}};

    for (size_t k = 0; k < c->count; k++) {
        struct block *b = &block[c->of[k].pair];
        out[k] = 0;
        if (!tm__features_row(features, b->x + b->count, k))
            continue;
        b->concept[b->count++] = k;
        if (b->count == TM__TREE_ROWS)
            flush(out, b);
    }
    flush(out, &block[0]);
    flush(out, &block[1]);
}
