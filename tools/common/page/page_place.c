/* Features of the second model: the place of a block among likely ones. */
#include "page/page_features.h"
#include "page/page_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct place {
    struct page_scene *scene;
    double good;        /* likely words in the container */
    size_t first, last; /* likely paragraphs; first > last: none */
    uint32_t from, to;  /* blocks of the container */
};

static double likely_words(const struct page_scene *scene, size_t i)
{
    return scene->chance[i] > 0.5 ? scene->blocks->block[i].words : 0.0;
}

static void find_span(struct place *p)
{
    const struct page_scene *s = p->scene;

    page_scene_range(s, s->container, &p->from, &p->to);
    p->first = 1;
    p->last = 0;
    for (size_t i = p->from; i < p->to; i++) {
        p->good += likely_words(s, i);
        if (s->chance[i] > 0.5 && s->blocks->block[i].words >= 12) {
            if (p->first > p->last)
                p->first = i;
            p->last = i;
        }
    }
}

static uint32_t parent_of(const struct page_scene *s, size_t i)
{
    const uint32_t block = s->blocks->block[i].parent;

    return s->tree->node[block].parent;
}

/* Chances of up to three neighbours on one side, the near ones counting more. */
static double three(const struct place *p, size_t i, int step)
{
    const struct page_scene *s = p->scene;
    double sum = 0, weight = 0.5;
    size_t at = i;

    for (int k = 0; k < 3; k++, weight /= 1.5) {
        if (step < 0 ? at <= p->from : at + 1 >= p->to)
            break;
        at = step < 0 ? at - 1 : at + 1;
        if (s->blocks->block[at].words >= 8)
            sum += weight * s->chance[at];
        else
            sum += weight * s->chance[at] / 2;
    }
    return sum;
}

/* Where a block hangs below the nearest element that directly holds a good part of the paragraphs.
 */
static void home_features(const struct place *p, const struct page_table *parents, size_t i,
                          double *f)
{
    const struct page_tree *tree = p->scene->tree;
    uint32_t node = p->scene->blocks->block[i].parent;
    unsigned steps = 0;

    for (; node > p->scene->container && page_table_look(parents, node) < 0.15 * p->good; steps++)
        node = tree->node[node].parent;
    if (p->good <= 0 || page_table_look(parents, node) < 0.15 * p->good)
        return;
    f[FEATURE_HOME] = steps <= 1;
    f[FEATURE_HOME_TWO] = steps == 2;
    f[FEATURE_HOME_THREE] = steps == 3;
    f[FEATURE_HOME_DEEP] = steps > 3;
    f[FEATURE_HOME_LINKED] = steps <= 3 && f[FEATURE_LINKED] > 0;
    f[FEATURE_HOME_PLAIN] = steps <= 3 && f[FEATURE_LINKS] == 0 && f[FEATURE_SENTENCE] == 0;
}

/* Distances to the likely paragraphs around. */
static void gap_features(const struct place *p)
{
    const struct page_scene *s = p->scene;
    const struct page_block *block = s->blocks->block;
    size_t gap = 100;

    for (size_t i = p->from; i < p->to; i++, gap++) {
        s->feature[i * FEATURE_COUNT + FEATURE_GAP_BEFORE] =
            log(1.0 + (double)(gap < 30 ? gap : 30));
        if (s->chance[i] > 0.5 && block[i].words >= 12)
            gap = 0;
    }
    gap = 100;
    for (size_t i = p->to; i-- > p->from; gap++) {
        double *f = s->feature + i * FEATURE_COUNT;

        f[FEATURE_GAP_AFTER] = log(1.0 + (double)(gap < 30 ? gap : 30));
        if (s->chance[i] > 0.5 && block[i].words >= 12)
            gap = 0;
        f[FEATURE_BETWEEN] = f[FEATURE_GAP_AFTER] < 1.7 && f[FEATURE_GAP_BEFORE] < 1.7;
        f[FEATURE_AFTER_SHORT] = f[FEATURE_AFTER] * (block[i].words < 25);
        f[FEATURE_AFTER_NEAR] = i == p->last + 1;
    }
}

/* What short lines say about the blocks below them. */
static void label_features(const struct place *p)
{
    const struct page_scene *s = p->scene;
    size_t since = 100;

    for (size_t i = 0; i < s->blocks->count; i++, since++) {
        double *f = s->feature + i * FEATURE_COUNT;

        f[FEATURE_AFTER_LABEL] = since <= 3;
        if (f[FEATURE_PHRASE_SHORT] > 0)
            since = 0;
    }
}

/* Blocks made alike are likely together: one list, one table, the same paragraphs. */
static tm_status alike_features(const struct place *p)
{
    const struct page_scene *s = p->scene;
    struct page_table odds, weight;
    const bool a = page_table_open(&odds, s->blocks->count),
               b = page_table_open(&weight, s->blocks->count);

    for (size_t i = p->from; a && b && i < p->to; i++) {
        const double w = sqrt(s->blocks->block[i].words);

        *page_table_slot(&odds, s->template_of[i]) +=
            w * s->feature[i * FEATURE_COUNT + FEATURE_CHANCE];
        *page_table_slot(&weight, s->template_of[i]) += w;
    }
    for (size_t i = p->from; a && b && i < p->to; i++) {
        double *f = s->feature + i * FEATURE_COUNT;

        f[FEATURE_ALIKE] = page_table_look(&odds, s->template_of[i]) /
                           (page_table_look(&weight, s->template_of[i]) + 1e-9);
        if (f[FEATURE_LI] > 0 || f[FEATURE_CELL] > 0 || s->blocks->block[i].words < 20)
            f[FEATURE_ALIKE_ITEM] = f[FEATURE_ALIKE];
    }
    page_table_close(&odds);
    page_table_close(&weight);
    return a && b ? TM_OK : TM_ENOMEM;
}

static tm_status group_features(struct place *p)
{
    const struct page_scene *s = p->scene;
    struct page_table templates, parents, linked, all;
    tm_status status = TM_ENOMEM;
    const size_t n = s->blocks->count;
    const bool a = page_table_open(&templates, n), b = page_table_open(&parents, n),
               c = page_table_open(&linked, n), d = page_table_open(&all, n);

    if (!a || !b || !c || !d)
        goto done;
    for (size_t i = p->from; i < p->to; i++) {
        *page_table_slot(&templates, s->template_of[i]) += likely_words(s, i);
        *page_table_slot(&parents, parent_of(s, i)) += likely_words(s, i);
        *page_table_slot(&linked, parent_of(s, i)) += s->blocks->block[i].link_words;
        *page_table_slot(&all, parent_of(s, i)) += s->blocks->block[i].words;
    }
    for (size_t i = p->from; i < p->to; i++) {
        double *f = s->feature + i * FEATURE_COUNT;
        const double good = p->good > 0 ? p->good : 1;

        home_features(p, &parents, i, f);
        f[FEATURE_TEMPLATE] = *page_table_slot(&templates, s->template_of[i]) / good;
        f[FEATURE_TEMPLATE_ALONE] = f[FEATURE_TEMPLATE] < 0.02;
        f[FEATURE_SIBLINGS] = *page_table_slot(&parents, parent_of(s, i)) / good;
        f[FEATURE_LINKED_GROUP] = *page_table_slot(&linked, parent_of(s, i)) /
                                  (*page_table_slot(&all, parent_of(s, i)) + 1);
    }
    status = TM_OK;
done:
    page_table_close(&templates);
    page_table_close(&parents);
    page_table_close(&linked);
    page_table_close(&all);
    return status;
}

static void line_features(const struct place *p)
{
    const struct page_scene *s = p->scene;
    double before = 0;

    for (size_t i = 0; i < s->blocks->count; i++) {
        double *f = s->feature + i * FEATURE_COUNT;
        const bool inside = i >= p->from && i < p->to;
        const double chance = fmin(fmax(s->chance[i], 1e-6), 1 - 1e-6);

        memset(f + FEATURE_FIRST_COUNT, 0, (FEATURE_COUNT - FEATURE_FIRST_COUNT) * sizeof *f);
        f[FEATURE_CHANCE] = log(chance / (1 - chance)) / 4;
        f[FEATURE_INSIDE] = inside;
        f[FEATURE_BEFORE] = p->first > p->last || i < p->first;
        f[FEATURE_AFTER] = p->first <= p->last && i > p->last;
        if (!inside)
            continue;
        before += likely_words(s, i);
        f[FEATURE_TAIL] = before > 0.97 * p->good;
        f[FEATURE_PREVIOUS] = i > p->from ? s->chance[i - 1] : 0;
        f[FEATURE_NEXT] = i + 1 < p->to ? s->chance[i + 1] : 0;
        f[FEATURE_PREVIOUS_THREE] = three(p, i, -1);
        f[FEATURE_NEXT_THREE] = three(p, i, 1);
        f[FEATURE_HEADING_NEXT] = f[FEATURE_HEADING] * f[FEATURE_NEXT];
        f[FEATURE_LI_SIBLINGS] =
            f[FEATURE_LI] * fmax(f[FEATURE_PREVIOUS_THREE], f[FEATURE_NEXT_THREE]);
        f[FEATURE_DEPTH] = fmin(
            (s->tree->node[s->blocks->block[i].parent].depth - s->tree->node[s->container].depth) /
                8.0,
            2);
    }
}

/* Words as hashes of their letters and digits, lower case for ASCII. */
static size_t next_word(const char *text, size_t size, size_t at, uint32_t *hash)
{
    uint32_t h = 2166136261u;
    size_t length = 0;

    for (; at < size; at++) {
        unsigned char c = (unsigned char)text[at];

        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            h = (h ^ c) * 16777619u;
            length++;
        } else if (length > 0) {
            break;
        }
    }
    *hash = h;
    return length > 0 ? at : SIZE_MAX;
}

/* Calls `visit` for each four words of a block; gives how many there were. */
static size_t each_four(const struct page_scene *s, size_t i,
                        bool (*visit)(struct page_table *, uint32_t, size_t), struct page_table *t,
                        size_t *hits)
{
    const struct page_block *b = &s->blocks->block[i];
    const char *text = s->blocks->text.data + b->text;
    uint32_t w[4] = {0}, h;
    size_t at = 0, count = 0, fours = 0;

    *hits = 0;
    while ((at = next_word(text, b->size, at, &h)) != SIZE_MAX) {
        memmove(w, w + 1, 3 * sizeof *w);
        w[3] = h;
        if (++count < 4)
            continue;
        fours++;
        *hits += visit(t, ((w[0] * 31 + w[1]) * 31 + w[2]) * 31 + w[3], i);
    }
    return fours;
}

/* Remember the block (from 1) that has it first; true if another one had it. */
static bool seen_elsewhere(struct page_table *t, uint32_t key, size_t i)
{
    double *value = page_table_slot(t, key);

    if (*value == 0)
        *value = (double)i + 1;
    return *value != (double)i + 1;
}

static tm_status repeat_features(const struct place *p)
{
    const struct page_scene *s = p->scene;
    const struct page_block *block = s->blocks->block;
    tm_status status = TM_ENOMEM;
    struct page_table t;
    size_t words = 1, hits;

    for (size_t i = p->from; i < p->to; i++)
        words += block[i].size / 2 + 1;
    if (!page_table_open(&t, words))
        goto done;
    for (size_t i = p->from; i < p->to; i++) {
        const size_t fours = each_four(s, i, seen_elsewhere, &t, &hits);

        s->feature[i * FEATURE_COUNT + FEATURE_REPEATED] = fours ? (double)hits / (double)fours : 0;
    }
    memset(t.key, 0, (t.mask + 1) * sizeof *t.key);
    memset(t.value, 0, (t.mask + 1) * sizeof *t.value);
    for (size_t i = p->to; i-- > p->from;) {
        const size_t fours = each_four(s, i, seen_elsewhere, &t, &hits);

        s->feature[i * FEATURE_COUNT + FEATURE_REPEATED_LATER] =
            fours ? (double)hits / (double)fours : 0;
    }
    status = TM_OK;
done:
    page_table_close(&t);
    return status;
}

static tm_status title_features(const struct page_scene *s, const char *title)
{
    const size_t size = title ? strlen(title) : 0;
    struct page_table t;
    uint32_t h;
    size_t at = 0;

    if (!page_table_open(&t, size / 2 + 1)) {
        page_table_close(&t);
        return TM_ENOMEM;
    }
    while (size > 0 && (at = next_word(title, size, at, &h)) != SIZE_MAX)
        *page_table_slot(&t, h) = 1;
    for (size_t i = 0; size > 0 && i < s->blocks->count; i++) {
        const struct page_block *b = &s->blocks->block[i];
        size_t count = 0, hits = 0;

        if (b->words > 40)
            continue;
        at = 0;
        while ((at = next_word(s->blocks->text.data + b->text, b->size, at, &h)) != SIZE_MAX) {
            count++;
            hits += page_table_look(&t, h) > 0;
        }
        s->feature[i * FEATURE_COUNT + FEATURE_TITLE] = count ? (double)hits / (double)count : 0;
    }
    page_table_close(&t);
    return TM_OK;
}

tm_status page_features_second(struct page_scene *scene, const char *title)
{
    struct place p = {.scene = scene};
    tm_status status;

    find_span(&p);
    line_features(&p);
    gap_features(&p);
    label_features(&p);
    status = group_features(&p);
    if (status == TM_OK)
        status = alike_features(&p);
    if (status == TM_OK)
        status = repeat_features(&p);
    if (status == TM_OK)
        status = title_features(scene, title);
    return status;
}
