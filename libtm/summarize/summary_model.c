/*
 * Weights of a summary in the container of models/: kind "summary", version 2, with the sections
 *
 *     words       double [features of a word and a constant]
 *     word trees  struct tm__tree, each of the same size; none if the weights alone decide
 *     pairs       double, the same of two words in a row
 *     pair trees  struct tm__tree
 */
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

enum { TOGETHER = 4, MOST = 700 /* of log odds, either way */ };

/* Features that have a weight; others add nothing. */
struct weights {
    const float *x[TM__FEATURES];
    double weight[TM__FEATURES];
    size_t count;
};

static void find_weights(struct weights *w, const struct tm__concept_model *m, const float *x)
{
    w->count = 0;
    for (size_t j = 0; j < TM__FEATURES; j++)
        if (m->weight[1 + j] != 0) {
            w->x[w->count] = x + j * TM__TREE_ROWS;
            w->weight[w->count++] = m->weight[1 + j];
        }
}

static inline void add_one(double *restrict score, double weight, const float *restrict x)
{
    for (size_t r = 0; r < TM__TREE_ROWS; r++)
        score[r] += weight * x[r];
}

static inline void add_some(double *restrict score, const double weight[TOGETHER],
                            const float *restrict a, const float *restrict b,
                            const float *restrict c, const float *restrict d)
{
    const double wa = weight[0], wb = weight[1], wc = weight[2], wd = weight[3];

    for (size_t r = 0; r < TM__TREE_ROWS; r++)
        score[r] = score[r] + wa * a[r] + wb * b[r] + wc * c[r] + wd * d[r];
}

/* One feature after the other, to the bit, but some in one pass over the scores. */
TM__CLONES static void add_features(double *restrict score, const struct weights *w)
{
    size_t j = 0;

    for (; j + TOGETHER <= w->count; j += TOGETHER)
        add_some(score, w->weight + j, w->x[j], w->x[j + 1], w->x[j + 2], w->x[j + 3]);
    for (; j < w->count; j++)
        add_one(score, w->weight[j], w->x[j]);
}

/*
 * 1 / (1 + exp(-score)), all at once: exp(x) is 2^k exp(r) with |r| of at most half of ln 2, where
 * the series needs 13 powers for what a double holds. Adding 1.5 * 2^52 rounds to a whole number,
 * which then stands in the lowest bits. Scores are of -700 to 700: outside p is 0 or 1.
 */
TM__CLONES static void to_probabilities(double *restrict p, const double *restrict score)
{
    const double whole = 0x1.8p52, per_two = 0x1.71547652b82fep0;     /* 1 / ln 2 */
    const double high = 0x1.62e42feep-1, low = 0x1.a39ef35793c76p-33; /* ln 2 */

    for (size_t i = 0; i < TM__TREE_ROWS; i++) {
        const double x = -score[i], shifted = x * per_two + whole;
        const double k = shifted - whole, r = x - k * high - k * low;
        uint64_t bits;
        double two_k, e = 1.0 / 6227020800;

        e = e * r + 1.0 / 479001600;
        e = e * r + 1.0 / 39916800;
        e = e * r + 1.0 / 3628800;
        e = e * r + 1.0 / 362880;
        e = e * r + 1.0 / 40320;
        e = e * r + 1.0 / 5040;
        e = e * r + 1.0 / 720;
        e = e * r + 1.0 / 120;
        e = e * r + 1.0 / 24;
        e = e * r + 1.0 / 6;
        e = e * r + 0.5;
        e = e * r + 1;
        e = e * r + 1;
        memcpy(&bits, &shifted, sizeof bits);
        bits = (bits + 1023) << 52;
        memcpy(&two_k, &bits, sizeof two_k);
        p[i] = 1 / (1 + e * two_k);
    }
}

void tm__concept_model_apply(double *p, const struct tm__concept_model *m, const float *x)
{
    double score[TM__TREE_ROWS], trees[TM__TREE_ROWS];
    struct weights weights;

    for (size_t r = 0; r < TM__TREE_ROWS; r++)
        score[r] = m->weight[0];
    find_weights(&weights, m, x);
    add_features(score, &weights);
    tm__trees_score(trees, m->tree, m->trees, x);
    for (size_t r = 0; r < TM__TREE_ROWS; r++) {
        const double sum = score[r] + trees[r];
        score[r] = sum < -MOST ? -MOST : sum > MOST ? MOST : sum;
    }
    to_probabilities(p, score);
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
