/*
 * The visible text of a page as blocks: runs of text without a paragraph break inside, in document
 * order, with the counts that tell prose from furniture.
 */
#ifndef PAGE_BLOCKS_H
#define PAGE_BLOCKS_H

#include "page/page_tree.h"

struct page_block {
    uint32_t first;      /* node of its first text */
    uint32_t parent;     /* the block element that holds it */
    uint32_t text, size; /* in page_blocks.text */
    uint32_t words, link_words, bold_words;
    uint32_t letters, capitals, digits;
    uint32_t commas, stops; /* , ; and . ! ? of any script */
    uint32_t links;         /* anchors that begin in it */
    uint32_t inline_hints;  /* of the elements inside the block */
    bool ends_sentence;
};

struct page_blocks {
    struct page_block *block; /* [count] */
    size_t count, capacity;
    struct page_buffer text; /* of all blocks, each one NUL-terminated */
};

/* What counts as visible. */
enum page_show { PAGE_SHOW_VISIBLE, PAGE_SHOW_ALL /* hidden parts and noscript too */ };

/* Errors: TM_ENOMEM. */
tm_status page_blocks_cut(struct page_blocks *blocks, const struct page_tree *tree,
                          enum page_show show, tm_error *err);
void page_blocks_release(struct page_blocks *blocks);

/* The counts of a text: everything but first, parent, link_words, bold_words, links. */
void page_block_count(struct page_block *block, const char *text, size_t size);

#endif
