#include "page/page_features.h"
#include "page/page_hints.h"
#include "page/page_phrases.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Elements with more than this share of the page's words say nothing about one block. */
static const double WIDE = 0.5;

tm_status page_scene_open(struct page_scene *scene, const struct page_tree *tree,
                          const struct page_blocks *blocks)
{
    const size_t count = blocks->count + 1;
    uint32_t block = 0;

    *scene = (struct page_scene){.tree = tree, .blocks = blocks};
    scene->first_block = malloc((tree->count + 1) * sizeof *scene->first_block);
    scene->feature = calloc(count, FEATURE_COUNT * sizeof *scene->feature);
    scene->chance = calloc(count, sizeof *scene->chance);
    scene->template_of = calloc(count, sizeof *scene->template_of);
    if (!scene->first_block || !scene->feature || !scene->chance || !scene->template_of)
        return TM_ENOMEM;
    for (uint32_t node = 0; node <= tree->count; node++) {
        while (block < blocks->count && blocks->block[block].first < node)
            block++;
        scene->first_block[node] = block;
    }
    for (size_t i = 0; i < blocks->count; i++)
        scene->words += blocks->block[i].words;
    return TM_OK;
}

void page_scene_close(struct page_scene *scene)
{
    free(scene->first_block);
    free(scene->feature);
    free(scene->chance);
    free(scene->template_of);
}

void page_scene_range(const struct page_scene *scene, uint32_t node, uint32_t *from, uint32_t *to)
{
    *from = scene->first_block[node];
    *to = scene->first_block[scene->tree->node[node].end];
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0.0;
}

static bool is_heading(uint8_t tag)
{
    return tag >= TAG_H1 && tag <= TAG_H6;
}

static void own_features(const struct page_scene *scene, size_t i, double *f)
{
    const struct page_block *b = &scene->blocks->block[i];
    const char *text = scene->blocks->text.data + b->text;
    const double linked = share(b->link_words, b->words);

    f[FEATURE_BIAS] = 1;
    f[FEATURE_WORDS] = fmin(log(1.0 + b->words), 5);
    f[FEATURE_LONG] = b->words >= 20;
    f[FEATURE_TINY] = b->words <= 3;
    f[FEATURE_LINKS] = fmin(linked, 1);
    f[FEATURE_LINKED] = linked > 0.9;
    f[FEATURE_PROSE_LINKS] = linked > 0 && linked < 0.5 && b->words >= 15 && b->ends_sentence;
    f[FEATURE_STOPS] = log(1.0 + b->stops);
    f[FEATURE_COMMAS] = log(1.0 + b->commas);
    f[FEATURE_SENTENCE] = b->ends_sentence;
    f[FEATURE_CAPITALS] = share(b->capitals, b->letters);
    f[FEATURE_DIGITS] = share(b->digits, (double)b->letters + b->digits);
    f[FEATURE_BOLD] = b->bold_words >= b->words;
    f[FEATURE_PHRASE] = page_phrase_begins(text, b->size);
    f[FEATURE_PHRASE_SHORT] = f[FEATURE_PHRASE] > 0 && b->words <= 12;
    f[FEATURE_CREDIT] = b->words <= 80 && page_phrase_credit(text, b->size);
    f[FEATURE_CAPITAL_LINK] = linked > 0.8 && b->capitals * 10 > b->letters * 7;
    f[FEATURE_COLON] = b->size > 0 && text[b->size - 1] == ':';
    f[FEATURE_ADDRESS] = strstr(text, "://") || strstr(text, "www.") || strchr(text, '@');
    f[FEATURE_LEGAL] = b->words <= 80 && page_phrase_legal(text, b->size);
}

static void tag_features(uint8_t tag, const struct page_node *node, double *f)
{
    switch (tag) {
    case TAG_ASIDE:
        f[FEATURE_IN_ASIDE] = 1;
        break;
    case TAG_NAV:
        f[FEATURE_IN_NAV] = 1;
        break;
    case TAG_FOOTER:
        f[FEATURE_IN_FOOTER] = 1;
        break;
    case TAG_HEADER:
        f[FEATURE_IN_HEADER] = 1;
        break;
    case TAG_FORM:
        f[FEATURE_IN_FORM] = 1;
        break;
    case TAG_A:
        f[FEATURE_IN_LINK] = 1;
        break;
    case TAG_FIGURE:
    case TAG_FIGCAPTION:
        f[FEATURE_FIGURE] = 1;
        break;
    case TAG_LI:
    case TAG_DD:
    case TAG_DT:
        f[FEATURE_LI] = 1;
        break;
    case TAG_TD:
    case TAG_TH:
    case TAG_TR:
        f[FEATURE_CELL] = 1;
        break;
    case TAG_BLOCKQUOTE:
        f[FEATURE_QUOTE] = 1;
        break;
    case TAG_ARTICLE:
    case TAG_MAIN:
        f[FEATURE_IN_ARTICLE] = 1;
        break;
    default:
        break;
    }
    if (node->flags & NODE_BODY_PROP)
        f[FEATURE_IN_BODY_PROP] = f[FEATURE_IN_ARTICLE] = 1;
}

static void hint_features(uint32_t hints, double *f)
{
    for (int h = 0; h < HINT_COUNT; h++)
        if (hints & (1u << h))
            f[h] = 1;
}

/* The elements around a block, as long as they are not the whole page. */
static void around_features(const struct page_scene *scene, size_t i, double *f)
{
    const struct page_tree *tree = scene->tree;
    const struct page_block *b = &scene->blocks->block[i];
    const uint8_t tag = tree->node[b->parent].tag;
    uint32_t hints = 0, near = b->inline_hints, template_hash = tree->node[b->parent].klass;
    unsigned steps = 0;

    f[FEATURE_P] = tag == TAG_P;
    f[FEATURE_HEADING] = is_heading(tag);
    f[FEATURE_H1] = tag == TAG_H1;
    for (uint32_t n = b->parent; n > 0; n = tree->node[n].parent) {
        uint32_t from, to;

        page_scene_range(scene, n, &from, &to);
        if (steps < 2)
            template_hash = template_hash * 31 + tree->node[n].klass;
        /* A subtree of more than half of the blocks is taken for more than half of the words. */
        if (tree->node[n].tag == TAG_BODY ||
            (to - from) > WIDE * (double)scene->blocks->count + 8) {
            if (tree->node[n].flags & NODE_BODY_PROP)
                f[FEATURE_IN_BODY_PROP] = f[FEATURE_IN_ARTICLE] = 1;
            if (tree->node[n].tag == TAG_ARTICLE || tree->node[n].tag == TAG_MAIN)
                f[FEATURE_IN_ARTICLE] = 1;
            continue;
        }
        tag_features(tree->node[n].tag, &tree->node[n], f);
        hints |= tree->node[n].hints;
        if (steps == 0)
            near |= tree->node[n].hints;
        steps++;
    }
    for (uint32_t n = b->first; n != b->parent && n > 0; n = tree->node[n].parent)
        if (tree->node[n].tag != TAG_TEXT && tree->node[n].tag != TAG_A)
            near |= tree->node[n].hints;
    hint_features(hints, f + FEATURE_HINT);
    hint_features(near, f + FEATURE_NEAR);
    scene->template_of[i] = template_hash;
}

void page_features_first(struct page_scene *scene)
{
    const struct page_block *b = scene->blocks->block;
    const size_t count = scene->blocks->count;
    size_t prose = 0;
    bool comments = false;

    for (size_t i = 0; i < count; i++) {
        double *f = scene->feature + i * FEATURE_COUNT;

        own_features(scene, i, f);
        f[FEATURE_AFTER_COMMENTS] = comments;
        if (b[i].words >= 15 && b[i].ends_sentence && f[FEATURE_LINKS] < 0.3)
            prose += b[i].words;
        if (prose >= 40 && b[i].words <= 6 && !b[i].ends_sentence && f[FEATURE_LINKS] < 0.5 &&
            page_phrase_comments(scene->blocks->text.data + b[i].text, b[i].size))
            comments = true;
        around_features(scene, i, f);
        if (i > 0) {
            f[FEATURE_PREVIOUS_WORDS] = fmin(log(1.0 + b[i - 1].words), 5);
            f[FEATURE_PREVIOUS_LINKS] = share(b[i - 1].link_words, b[i - 1].words);
        }
        if (i + 1 < count) {
            f[FEATURE_NEXT_WORDS] = fmin(log(1.0 + b[i + 1].words), 5);
            f[FEATURE_NEXT_LINKS] = share(b[i + 1].link_words, b[i + 1].words);
        }
    }
}
