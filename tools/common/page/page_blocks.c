#include "page/page_blocks.h"
#include "page/page.h"
#include "page/page_error.h"

#include <stdlib.h>
#include <string.h>

struct cutter {
    const struct page_tree *tree;
    struct page_blocks *out;
    struct page_block now;
    uint32_t link_depth, bold_depth; /* open elements of the kind */
    bool space;                      /* white space waits to be written */
    bool line;                       /* it was a line break */
    unsigned breaks;                 /* <br> since the last text */
    bool failed;
};

static bool is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_ideograph(int32_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x0E00 && c <= 0x0EFF);
}

static bool is_stop(int32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
           c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

static bool is_closing(int32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D ||
           c == 0xBB || c == 0x300D || c == 0xFF09;
}

void page_block_count(struct page_block *block, const char *text, size_t size)
{
    bool in_word = false, ends = false;
    uint32_t ideographs = 0;

    for (size_t i = 0; i < size;) {
        int32_t c;

        i += tm_utf8_decode(&c, text + i, size - i);
        if (c < 0x80 && is_space((unsigned char)c)) {
            in_word = false;
            continue;
        }
        if (is_ideograph(c)) {
            ideographs++;
            in_word = false;
        } else if (!in_word) {
            in_word = true;
            block->words++;
        }
        if (c == ',' || c == ';' || c == 0x3001 || c == 0xFF0C || c == 0x060C)
            block->commas++;
        if (is_stop(c))
            block->stops++;
        if (c >= '0' && c <= '9')
            block->digits++;
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
            block->capitals += c <= 'Z';
        if (c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            block->letters++;
        if (!is_closing(c))
            ends = is_stop(c);
    }
    /* Scripts without spaces: about two characters a word. */
    block->words += (ideographs + 1) / 2;
    block->ends_sentence = ends;
}

static void flush(struct cutter *c)
{
    struct page_blocks *out = c->out;
    struct page_block *block = &c->now;

    block->size = (uint32_t)(out->text.size - block->text);
    c->space = c->line = false;
    c->breaks = 0;
    if (block->size > 0 && !out->text.failed) {
        page_block_count(block, out->text.data + block->text, block->size);
        page_append_byte(&out->text, '\0');
        if (page_grow((void **)&out->block, &out->capacity, out->count, sizeof *block))
            out->block[out->count++] = *block;
        else
            c->failed = true;
    }
    *block = (struct page_block){.text = (uint32_t)out->text.size};
}

/* The nearest block element above a node. */
static uint32_t block_above(const struct page_tree *tree, uint32_t node)
{
    do
        node = tree->node[node].parent;
    while (node > 0 && !page_tag_is_block(tree->node[node].tag));
    return node;
}

static void add_text(struct cutter *c, uint32_t id)
{
    const struct page_node *node = &c->tree->node[id];
    const char *text = c->tree->pool.data + node->text;
    struct page_buffer *out = &c->out->text;
    uint32_t words = 0;
    bool in_word = false;

    for (uint32_t i = 0; i < node->size; i++) {
        unsigned char byte = (unsigned char)text[i];

        /* U+00A0, U+FEFF, U+200B and U+00AD are white space or nothing here. */
        if (byte == 0xC2 && i + 1 < node->size && (unsigned char)text[i + 1] == 0xA0) {
            byte = ' ';
            i++;
        } else if (byte == 0xC2 && i + 1 < node->size && (unsigned char)text[i + 1] == 0xAD) {
            i++;
            continue;
        } else if ((byte == 0xE2 && i + 2 < node->size &&
                    memcmp(text + i, "\xE2\x80\x8B", 3) == 0) ||
                   (byte == 0xEF && i + 2 < node->size &&
                    memcmp(text + i, "\xEF\xBB\xBF", 3) == 0)) {
            i += 2;
            continue;
        }
        if (is_space(byte)) {
            c->space = true;
            in_word = false;
            continue;
        }
        if (out->size == c->now.text) {
            c->now.first = id;
            c->now.parent = block_above(c->tree, id);
        } else if (c->line || c->space) {
            page_append_byte(out, c->line ? '\n' : ' ');
        }
        c->space = c->line = false;
        c->breaks = 0;
        if (!in_word) {
            words++;
            in_word = true;
        }
        page_append_byte(out, (char)byte);
    }
    if (c->link_depth)
        c->now.link_words += words;
    if (c->bold_depth)
        c->now.bold_words += words;
}

/* A cell ends a paragraph only if its row holds paragraphs of its own. */
static bool cell_is_block(const struct page_tree *tree, uint32_t cell)
{
    uint32_t row = cell;

    while (row > 0 && tree->node[row].tag != TAG_TR)
        row = tree->node[row].parent;
    if (tree->node[row].end - row > 100)
        return true;
    for (uint32_t i = row + 1; i < tree->node[row].end; i++) {
        const uint8_t tag = tree->node[i].tag;

        if (page_tag_is_block(tag) && tag != TAG_TD && tag != TAG_TH)
            return true;
    }
    return false;
}

static bool breaks_paragraph(const struct page_tree *tree, uint32_t id)
{
    const uint8_t tag = tree->node[id].tag;

    if (tag == TAG_TD || tag == TAG_TH)
        return cell_is_block(tree, id);
    return page_tag_is_block(tag);
}

static void enter(struct cutter *c, uint32_t id)
{
    const struct page_node *node = &c->tree->node[id];

    if (node->tag == TAG_BR) {
        if (++c->breaks >= 2)
            flush(c);
        else
            c->line = c->out->text.size > c->now.text;
        return;
    }
    if (node->tag == TAG_TD || node->tag == TAG_TH)
        c->space = true;
    if (breaks_paragraph(c->tree, id))
        flush(c);
    else
        c->now.inline_hints |= node->hints;
    if (node->tag == TAG_A) {
        c->link_depth++;
        c->now.links++;
    }
    if (node->tag == TAG_B || node->tag == TAG_STRONG)
        c->bold_depth++;
}

static void leave(struct cutter *c, uint32_t id)
{
    const struct page_node *node = &c->tree->node[id];

    if (breaks_paragraph(c->tree, id))
        flush(c);
    if (node->tag == TAG_A)
        c->link_depth--;
    if (node->tag == TAG_B || node->tag == TAG_STRONG)
        c->bold_depth--;
}

static bool is_shown(const struct page_node *node, enum page_show show)
{
    if (show == PAGE_SHOW_ALL)
        return !(node->flags & NODE_SKIPPED) || node->tag == TAG_NOSCRIPT;
    return !(node->flags & (NODE_SKIPPED | NODE_HIDDEN));
}

tm_status page_blocks_cut(struct page_blocks *blocks, const struct page_tree *tree,
                          enum page_show show, tm_error *err)
{
    uint32_t open[PAGE_MAX_DEPTH + 1];
    size_t depth = 0;
    struct cutter c = {.tree = tree, .out = blocks};

    *blocks = (struct page_blocks){0};
    for (uint32_t id = 1; id < tree->count; id++) {
        while (depth > 0 && tree->node[open[depth - 1]].end <= id)
            leave(&c, open[--depth]);
        if (tree->node[id].tag == TAG_TEXT) {
            add_text(&c, id);
        } else if (!is_shown(&tree->node[id], show)) {
            id = tree->node[id].end - 1;
        } else {
            enter(&c, id);
            open[depth++] = id;
        }
    }
    while (depth > 0)
        leave(&c, open[--depth]);
    flush(&c);
    if (c.failed || blocks->text.failed) {
        page_blocks_release(blocks);
        return page_fail_memory(err, "cutting a page into blocks");
    }
    return TM_OK;
}

void page_blocks_release(struct page_blocks *blocks)
{
    free(blocks->block);
    page_buffer_release(&blocks->text);
    *blocks = (struct page_blocks){0};
}
