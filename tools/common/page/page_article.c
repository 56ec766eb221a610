#include "page/page_article.h"
#include "page/page_phrases.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Below this many words a page is looked at again with less demanded. */
enum { FEW_WORDS = 20 };

static const char *text_of(const struct page_blocks *blocks, size_t i)
{
    return blocks->text.data + blocks->block[i].text;
}

static bool is_heading(const struct page_tree *tree, const struct page_block *block)
{
    const uint8_t tag = tree->node[block->parent].tag;

    return tag >= TAG_H1 && tag <= TAG_H6;
}

size_t page_article_words(const struct page_choice *choice, const struct page_blocks *blocks)
{
    size_t words = 0;

    for (size_t i = 0; i < blocks->count; i++)
        if (choice->keep[i])
            words += blocks->block[i].words;
    return words;
}

/* Nothing was likely: take what is about as likely as the likeliest paragraph. */
static void rescue(struct page_choice *choice, const struct page_blocks *blocks)
{
    double best = -6;

    for (size_t i = 0; i < blocks->count; i++)
        if (blocks->block[i].words >= 10 && choice->odds[i] > best)
            best = choice->odds[i];
    for (size_t i = 0; i < blocks->count; i++)
        if (blocks->block[i].words >= 5 && choice->odds[i] > best - 1.0)
            choice->keep[i] = true;
}

/* A short line with a year in it and little else, above the first paragraph: "3. März 2026". */
static bool is_date(const struct page_block *block, const char *text)
{
    bool year = false;

    for (uint32_t i = 0; i + 4 <= block->size && !year; i++)
        year = (memcmp(text + i, "19", 2) == 0 || memcmp(text + i, "20", 2) == 0) &&
               isdigit((unsigned char)text[i + 2]) && isdigit((unsigned char)text[i + 3]);
    return year && block->words <= 6 && !block->ends_sentence &&
           block->digits * 4 >= block->letters;
}

static void drop_dates(struct page_choice *choice, const struct page_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count && blocks->block[i].words < 20; i++)
        if (choice->keep[i] && is_date(&blocks->block[i], text_of(blocks, i)))
            choice->keep[i] = false;
}

struct line {
    const char *text;
    size_t block;
};

static int by_text(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    const int order = strcmp(x->text, y->text);

    return order ? order : (x->block > y->block) - (x->block < y->block);
}

/* A long text that stands there twice is furniture the second time (captions, pull quotes). */
static tm_status drop_repeats(struct page_choice *choice, const struct page_blocks *blocks)
{
    struct line *lines = malloc((blocks->count + 1) * sizeof *lines);
    size_t count = 0;

    if (!lines)
        return TM_ENOMEM;
    for (size_t i = 0; i < blocks->count; i++)
        if (choice->keep[i] && blocks->block[i].words >= 8)
            lines[count++] = (struct line){text_of(blocks, i), i};
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 1; i < count; i++)
        if (strcmp(lines[i].text, lines[i - 1].text) == 0)
            choice->keep[lines[i].block] = false;
    free(lines);
    return TM_OK;
}

tm_status page_article_trim(struct page_choice *choice, const struct page_tree *tree,
                            const struct page_blocks *blocks, const char *title)
{
    bool below = false;

    if (page_article_words(choice, blocks) < FEW_WORDS)
        rescue(choice, blocks);
    for (size_t i = 0; i < blocks->count; i++) {
        const struct page_block *block = &blocks->block[i];

        if (choice->keep[i] &&
            (page_phrase_label(text_of(blocks, i), block->size) ||
             (title && block->words > 2 && strcmp(text_of(blocks, i), title) == 0)))
            choice->keep[i] = false;
    }
    drop_dates(choice, blocks);
    /* A heading heads something. */
    for (size_t i = blocks->count; i-- > 0 && !below;) {
        if (!choice->keep[i])
            continue;
        if (is_heading(tree, &blocks->block[i]))
            choice->keep[i] = false;
        else
            below = true;
    }
    return drop_repeats(choice, blocks);
}

void page_article_join(struct page_buffer *out, const struct page_choice *choice,
                       const struct page_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        if (!choice->keep[i])
            continue;
        if (out->size > 0)
            page_append_string(out, "\n\n");
        page_append(out, text_of(blocks, i), blocks->block[i].size);
    }
}
