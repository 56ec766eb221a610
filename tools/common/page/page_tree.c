#include "page/page_tree.h"
#include "page/page.h"
#include "page/page_error.h"
#include "page/page_hints.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

/* In byte order; the place in the table is the enum page_tag less TAG_A. */
static const char *const tag_names[] = {
    "a",      "abbr",   "address", "article",  "aside",      "b",        "blockquote", "body",
    "br",     "button", "center",  "cite",     "code",       "dd",       "details",    "div",
    "dl",     "dt",     "em",      "fieldset", "figcaption", "figure",   "font",       "footer",
    "form",   "h1",     "h2",      "h3",       "h4",         "h5",       "h6",         "head",
    "header", "hr",     "html",    "i",        "iframe",     "img",      "input",      "label",
    "li",     "link",   "main",    "meta",     "nav",        "noscript", "object",     "ol",
    "option", "p",      "pre",     "q",        "s",          "script",   "section",    "select",
    "small",  "span",   "strong",  "style",    "sub",        "summary",  "sup",        "svg",
    "table",  "tbody",  "td",      "template", "textarea",   "th",       "time",       "title",
    "tr",     "u",      "ul",      "video",
};
_Static_assert(sizeof tag_names / sizeof *tag_names == TAG_COUNT - TAG_A, "one name for each tag");

static uint8_t tag_of(const char *name)
{
    size_t low = 0, high = sizeof tag_names / sizeof *tag_names;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(tag_names[middle], name);

        if (order == 0)
            return (uint8_t)(TAG_A + middle);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return TAG_OTHER;
}

bool page_tag_is_block(uint8_t tag)
{
    switch (tag) {
    case TAG_ADDRESS:
    case TAG_ARTICLE:
    case TAG_ASIDE:
    case TAG_BLOCKQUOTE:
    case TAG_BODY:
    case TAG_CENTER:
    case TAG_DD:
    case TAG_DETAILS:
    case TAG_DIV:
    case TAG_DL:
    case TAG_DT:
    case TAG_FIELDSET:
    case TAG_FIGCAPTION:
    case TAG_FIGURE:
    case TAG_FOOTER:
    case TAG_FORM:
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6:
    case TAG_HEADER:
    case TAG_HR:
    case TAG_HTML:
    case TAG_LI:
    case TAG_MAIN:
    case TAG_NAV:
    case TAG_OL:
    case TAG_P:
    case TAG_PRE:
    case TAG_SECTION:
    case TAG_SUMMARY:
    case TAG_TABLE:
    case TAG_TBODY:
    case TAG_TD:
    case TAG_TH:
    case TAG_TR:
    case TAG_UL:
        return true;
    default:
        return false;
    }
}

struct builder {
    struct page_tree *tree;
    xmlParserCtxtPtr parser;
    uint32_t open[PAGE_MAX_DEPTH]; /* elements not yet closed */
    size_t depth;
    tm_status status;
};

static void stop(struct builder *b, tm_status status)
{
    b->status = status;
    b->tree->truncated = true;
    xmlStopParser(b->parser);
}

static uint32_t hash(uint32_t h, const char *string)
{
    for (; *string; string++)
        h = (h ^ (unsigned char)*string) * 16777619u; /* FNV-1a */
    return h;
}

/* True if a style attribute hides the element. */
static bool style_hides(const char *style)
{
    char squeezed[512];
    size_t size = 0;

    for (; *style && size + 1 < sizeof squeezed; style++)
        if (*style != ' ' && *style != '\t' && *style != '\n')
            squeezed[size++] = (char)(*style >= 'A' && *style <= 'Z' ? *style + 32 : *style);
    squeezed[size] = '\0';
    return strstr(squeezed, "display:none") || strstr(squeezed, "visibility:hidden");
}

/* A new node inside the open ones; UINT32_MAX if that is not possible. */
static uint32_t add_node(struct builder *b, uint8_t tag)
{
    struct page_tree *tree = b->tree;
    struct page_node *node;

    if (b->status)
        return UINT32_MAX;
    if (tree->count >= PAGE_MAX_NODES || tree->pool.size > 4 * (size_t)PAGE_MAX_BYTES) {
        stop(b, TM_OK);
        return UINT32_MAX;
    }
    if (!page_grow((void **)&tree->node, &tree->capacity, tree->count, sizeof *tree->node)) {
        stop(b, TM_ENOMEM);
        return UINT32_MAX;
    }
    node = &tree->node[tree->count];
    *node = (struct page_node){.tag = tag, .text = (uint32_t)tree->pool.size};
    node->parent = b->depth ? b->open[b->depth - 1] : 0;
    node->depth = (uint16_t)b->depth;
    node->end = (uint32_t)tree->count + 1;
    return (uint32_t)tree->count++;
}

static void read_attributes(struct builder *b, struct page_node *node, const xmlChar **pairs)
{
    struct page_tree *tree = b->tree;

    for (; pairs && pairs[0]; pairs += 2) {
        const char *name = (const char *)pairs[0];
        const char *value = pairs[1] ? (const char *)pairs[1] : "";

        page_append(&tree->pool, name, strlen(name) + 1);
        page_append(&tree->pool, value, strlen(value) + 1);
        node->size++;
        if (strcmp(name, "class") == 0) {
            node->klass = hash(node->klass, value);
            node->hints |= page_hints(value);
        } else if (strcmp(name, "id") == 0 || strcmp(name, "role") == 0 ||
                   strcmp(name, "aria-label") == 0 || strncmp(name, "data-component", 14) == 0 ||
                   strcmp(name, "data-type") == 0) {
            node->hints |= page_hints(value);
        } else if (strcmp(name, "hidden") == 0) {
            node->flags |= NODE_HIDDEN;
        } else if (strcmp(name, "aria-hidden") == 0 && strcmp(value, "true") == 0) {
            node->flags |= NODE_HIDDEN;
        } else if (strcmp(name, "style") == 0 && style_hides(value)) {
            node->flags |= NODE_HIDDEN;
        } else if (strcmp(name, "itemprop") == 0 && strstr(value, "articleBody")) {
            node->flags |= NODE_BODY_PROP;
        } else if (strcmp(name, "type") == 0 && strstr(value, "ld+json")) {
            node->flags |= NODE_LD_JSON;
        } else if (strcmp(name, "href") == 0 && value[0] != '#' && value[0] != '\0') {
            node->flags |= NODE_OUTWARD;
        }
    }
}

static bool tag_is_skipped(uint8_t tag)
{
    switch (tag) {
    case TAG_BUTTON:
    case TAG_HEAD:
    case TAG_IFRAME:
    case TAG_INPUT:
    case TAG_NOSCRIPT:
    case TAG_OBJECT:
    case TAG_OPTION:
    case TAG_SCRIPT:
    case TAG_SELECT:
    case TAG_STYLE:
    case TAG_SVG:
    case TAG_TEMPLATE:
    case TAG_TEXTAREA:
    case TAG_VIDEO:
        return true;
    default:
        return false;
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct builder *b = context;
    const uint8_t tag = tag_of((const char *)name);
    uint32_t id;

    if (b->depth == PAGE_MAX_DEPTH) {
        stop(b, b->status);
        return;
    }
    id = add_node(b, tag);
    if (id == UINT32_MAX)
        return;
    b->tree->node[id].klass = hash(2166136261u, (const char *)name);
    read_attributes(b, &b->tree->node[id], attributes);
    if (tag_is_skipped(tag))
        b->tree->node[id].flags |= NODE_SKIPPED;
    b->open[b->depth++] = id;
}

static void on_end(void *context, const xmlChar *name)
{
    struct builder *b = context;

    (void)name; /* the parser balances what it reports */
    if (b->depth <= 1)
        return;
    b->depth--;
    b->tree->node[b->open[b->depth]].end = (uint32_t)b->tree->count;
}

static void on_text(void *context, const xmlChar *text, int size)
{
    struct builder *b = context;
    struct page_tree *tree = b->tree;
    const uint32_t last = (uint32_t)tree->count - 1;
    uint32_t id = last;

    if (b->status || size <= 0)
        return;
    /* The parser hands long texts over in pieces. */
    if (tree->node[last].tag != TAG_TEXT || tree->node[last].parent != b->open[b->depth - 1])
        id = add_node(b, TAG_TEXT);
    if (id == UINT32_MAX)
        return;
    page_append(&tree->pool, (const char *)text, (size_t)size);
    if (!tree->pool.failed)
        tree->node[id].size += (uint32_t)size;
}

static xmlParserInputPtr no_entity(void *context, const xmlChar *public_id,
                                   const xmlChar *system_id)
{
    (void)context, (void)public_id, (void)system_id;
    return NULL;
}

static void parse(struct builder *b, const char *utf8, int size)
{
    xmlSAXHandler handler = {0};

    handler.startElement = on_start;
    handler.endElement = on_end;
    handler.characters = on_text;
    handler.ignorableWhitespace = on_text;
    handler.cdataBlock = on_text;
    handler.resolveEntity = no_entity;
    b->parser = htmlCreateMemoryParserCtxt(utf8, size);
    if (!b->parser) {
        b->status = TM_ENOMEM;
        return;
    }
    *b->parser->sax = handler;
    b->parser->userData = b;
    htmlCtxtUseOptions(b->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC |
                                      HTML_PARSE_NODEFDTD);
    xmlSwitchEncoding(b->parser, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(b->parser);
    if (b->parser->lastError.code == XML_ERR_NO_MEMORY)
        b->status = TM_ENOMEM;
    if (b->parser->myDoc)
        xmlFreeDoc(b->parser->myDoc);
    htmlFreeParserCtxt(b->parser);
}

tm_status page_tree_parse(struct page_tree *tree, const char *utf8, size_t size, tm_error *err)
{
    struct builder b = {.tree = tree};

    *tree = (struct page_tree){0};
    b.open[0] = add_node(&b, TAG_OTHER);
    b.depth = 1;
    if (b.status == TM_OK && size > 0 && size <= PAGE_MAX_BYTES)
        parse(&b, utf8, (int)size);
    if (tree->pool.failed)
        b.status = TM_ENOMEM;
    if (b.status) {
        page_tree_release(tree);
        return page_fail_memory(err, "reading a page");
    }
    while (b.depth > 0)
        tree->node[b.open[--b.depth]].end = (uint32_t)tree->count;
    return TM_OK;
}

void page_tree_release(struct page_tree *tree)
{
    free(tree->node);
    page_buffer_release(&tree->pool);
    *tree = (struct page_tree){0};
}

const char *page_attribute(const struct page_tree *tree, uint32_t node, const char *name)
{
    const struct page_node *n = &tree->node[node];
    const char *at = tree->pool.data ? tree->pool.data + n->text : NULL;

    for (uint32_t i = 0; n->tag != TAG_TEXT && i < n->size; i++) {
        const char *value = at + strlen(at) + 1;

        if (strcmp(at, name) == 0)
            return value;
        at = value + strlen(value) + 1;
    }
    return NULL;
}
