#include "page/page_model.h"
#include "page/page_error.h"
#include "page/page_features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double dot(const double *weight, const double *feature, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += weight[i] * feature[i];
    return sum;
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/*
 * What a block adds to a container. Likely text counts for it; links and long unlikely texts
 * against it; short pieces between paragraphs (items, headings) hardly.
 */
static double worth(const struct page_scene *scene, size_t i)
{
    const struct page_block *b = &scene->blocks->block[i];
    const double chance = scene->chance[i];

    if (chance >= 0.45)
        return b->words * (chance - 0.25);
    if (b->words > 20)
        return b->words * (chance - 0.45);
    return -0.05 * b->words - 0.25 * b->link_words;
}

/* The deepest node whose blocks are worth most together. */
static tm_status find_container(struct page_scene *scene)
{
    const struct page_tree *tree = scene->tree;
    const size_t count = scene->blocks->count;
    double *sum = calloc(count + 1, sizeof *sum), best = 0;

    if (!sum)
        return TM_ENOMEM;
    for (size_t i = 0; i < count; i++)
        sum[i + 1] = sum[i] + worth(scene, i);
    scene->container = 0;
    for (uint32_t n = 0; n < tree->count; n++) {
        uint32_t from, to;
        double value;

        if (tree->node[n].tag == TAG_TEXT)
            continue;
        page_scene_range(scene, n, &from, &to);
        value = sum[to] - sum[from];
        /* equal: the deeper one, which comes later */
        if (value >= best - 1e-9 && value > 0) {
            best = value;
            scene->container = n;
        }
    }
    free(sum);
    return TM_OK;
}

/* One round: odds to chances, container, features of the place, better odds. */
static tm_status refine(struct page_scene *scene, double *odds, const double *weight,
                        const char *title)
{
    const size_t count = scene->blocks->count;
    tm_status status;

    for (size_t i = 0; i < count; i++)
        scene->chance[i] = logistic(odds[i]);
    status = find_container(scene);
    if (status == TM_OK)
        status = page_features_second(scene, title);
    for (size_t i = 0; status == TM_OK && i < count; i++)
        odds[i] = dot(weight, scene->feature + i * FEATURE_COUNT, FEATURE_COUNT);
    return status;
}

tm_status page_choose(struct page_choice *choice, const struct page_tree *tree,
                      const struct page_blocks *blocks, const char *title,
                      const struct page_weights *weights, tm_error *err)
{
    const size_t count = blocks->count;
    struct page_scene scene;
    tm_status status;

    *choice = (struct page_choice){0};
    status = page_scene_open(&scene, tree, blocks);
    choice->odds = calloc(count + 1, sizeof *choice->odds);
    choice->keep = calloc(count + 1, sizeof *choice->keep);
    if (!choice->odds || !choice->keep)
        status = TM_ENOMEM;
    if (status)
        goto done;
    page_features_first(&scene);
    for (size_t i = 0; i < count; i++)
        choice->odds[i] =
            dot(weights->first, scene.feature + i * FEATURE_COUNT, FEATURE_FIRST_COUNT);
    status = refine(&scene, choice->odds, weights->second, title);
    if (status == TM_OK)
        status = refine(&scene, choice->odds, weights->third, title);
    if (status)
        goto done;
    for (size_t i = 0; i < count; i++)
        choice->keep[i] = choice->odds[i] > weights->threshold;
    choice->container = scene.container;
    choice->feature = scene.feature;
    scene.feature = NULL;

done:
    page_scene_close(&scene);
    if (status) {
        page_choice_release(choice);
        page_fail_memory(err, "choosing the article of a page");
    }
    return status;
}

void page_choice_release(struct page_choice *choice)
{
    free(choice->feature);
    free(choice->odds);
    free(choice->keep);
    *choice = (struct page_choice){0};
}
