/*
 * A page as one flat array of nodes in document order. libxml2 parses and calls back; no DOM is
 * built, so nothing recurses and every pass over the page is a loop.
 */
#ifndef PAGE_TREE_H
#define PAGE_TREE_H

#include "page/page_buffer.h"

#include <stdint.h>
#include <tm.h>

/* Elements that something is decided by; order is that of the table in page_tree.c. */
enum page_tag {
    TAG_TEXT, /* not an element: a run of characters */
    TAG_OTHER,
    TAG_A,
    TAG_ABBR,
    TAG_ADDRESS,
    TAG_ARTICLE,
    TAG_ASIDE,
    TAG_B,
    TAG_BLOCKQUOTE,
    TAG_BODY,
    TAG_BR,
    TAG_BUTTON,
    TAG_CENTER,
    TAG_CITE,
    TAG_CODE,
    TAG_DD,
    TAG_DETAILS,
    TAG_DIV,
    TAG_DL,
    TAG_DT,
    TAG_EM,
    TAG_FIELDSET,
    TAG_FIGCAPTION,
    TAG_FIGURE,
    TAG_FONT,
    TAG_FOOTER,
    TAG_FORM,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_H5,
    TAG_H6,
    TAG_HEAD,
    TAG_HEADER,
    TAG_HR,
    TAG_HTML,
    TAG_I,
    TAG_IFRAME,
    TAG_IMG,
    TAG_INPUT,
    TAG_LABEL,
    TAG_LI,
    TAG_LINK,
    TAG_MAIN,
    TAG_META,
    TAG_NAV,
    TAG_NOSCRIPT,
    TAG_OBJECT,
    TAG_OL,
    TAG_OPTION,
    TAG_P,
    TAG_PRE,
    TAG_Q,
    TAG_S,
    TAG_SCRIPT,
    TAG_SECTION,
    TAG_SELECT,
    TAG_SMALL,
    TAG_SPAN,
    TAG_STRONG,
    TAG_STYLE,
    TAG_SUB,
    TAG_SUMMARY,
    TAG_SUP,
    TAG_SVG,
    TAG_TABLE,
    TAG_TBODY,
    TAG_TD,
    TAG_TEMPLATE,
    TAG_TEXTAREA,
    TAG_TH,
    TAG_TIME,
    TAG_TITLE,
    TAG_TR,
    TAG_U,
    TAG_UL,
    TAG_VIDEO,
    TAG_COUNT
};

enum page_node_flag {
    NODE_HIDDEN = 1,    /* not shown: hidden, aria-hidden, display:none */
    NODE_SKIPPED = 2,   /* never text: script, style, select, svg ... */
    NODE_BODY_PROP = 4, /* itemprop="articleBody" */
    NODE_LD_JSON = 8,   /* a script that holds JSON-LD */
    NODE_OUTWARD = 16   /* a link that leaves the page (not #fragment) */
};

struct page_node {
    uint32_t parent; /* the root is its own parent */
    uint32_t end;    /* one past the last node inside it */
    uint32_t text;   /* TAG_TEXT: offset in the pool; elements: offset of the attributes, below */
    uint32_t size;   /* TAG_TEXT: bytes; elements: number of attributes */
    uint32_t hints;  /* what class, id, role say: enum page_hint */
    uint32_t klass;  /* hash of tag and class: equal for nodes made by the same template */
    uint8_t tag, flags;
    uint16_t depth;
};

/* Attributes are pairs of NUL-terminated strings one after the other in the pool. */
struct page_tree {
    struct page_node *node; /* [count]; node[0] is a root that holds all */
    size_t count, capacity;
    struct page_buffer pool;
    bool truncated;
};

/* Parse UTF-8. Errors: TM_ENOMEM. */
tm_status page_tree_parse(struct page_tree *tree, const char *utf8, size_t size, tm_error *err);
void page_tree_release(struct page_tree *tree);

/* The value of an attribute, NULL if the element has none of that name (lower case). */
const char *page_attribute(const struct page_tree *tree, uint32_t node, const char *name);
/* Append the text inside a node, white space as one space, hidden parts left out. */
void page_inner_text(const struct page_tree *tree, uint32_t node, struct page_buffer *out);

/* True for elements that start a new paragraph. */
bool page_tag_is_block(uint8_t tag);

#endif
