/* The features of blocks; see page_model.h for what each one is. */
#ifndef PAGE_FEATURES_H
#define PAGE_FEATURES_H

#include "page/page_model.h"

/* What both passes look at. */
struct page_scene {
    const struct page_tree *tree;
    const struct page_blocks *blocks;
    uint32_t *first_block; /* [nodes + 1] first block that begins at or after a node */
    double *feature;       /* [blocks x FEATURE_COUNT] */
    double *chance;        /* [blocks] of the first model */
    uint32_t *template_of; /* [blocks] hash: equal for blocks made alike */
    uint64_t words;        /* of all blocks */
    uint32_t container;
};

/* Errors: TM_ENOMEM. Release in any case. */
tm_status page_scene_open(struct page_scene *scene, const struct page_tree *tree,
                          const struct page_blocks *blocks);
void page_scene_close(struct page_scene *scene);

void page_features_first(struct page_scene *scene);
/* Needs chance and container. */
tm_status page_features_second(struct page_scene *scene, const char *title);

/* Blocks inside a node: [*from, *to). */
void page_scene_range(const struct page_scene *scene, uint32_t node, uint32_t *from, uint32_t *to);

#endif
