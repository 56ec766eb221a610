#include "page/page_meta.h"

#include "page/page_byline.h"
#include "page/page_error.h"
#include "page/page_hints.h"
#include "page/page_json.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct reader {
    const struct page_tree *tree;
    bool failed;
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* White space squeezed and trimmed; NULL for nothing. */
static char *tidy(struct reader *r, const char *text)
{
    struct page_buffer out = {0};
    bool space = false;

    for (; text && *text; text++) {
        if (is_space(*text) || strncmp(text, "\xC2\xA0", 2) == 0) {
            text += !is_space(*text);
            space = true;
            continue;
        }
        if (space && out.size > 0)
            page_append_byte(&out, ' ');
        space = false;
        page_append_byte(&out, *text);
    }
    r->failed = r->failed || out.failed;
    if (out.size == 0 || out.failed) {
        page_buffer_release(&out);
        return NULL;
    }
    return page_detach(&out);
}

void page_inner_text(const struct page_tree *tree, uint32_t node, struct page_buffer *out)
{
    for (uint32_t i = node + 1; i < tree->node[node].end; i++) {
        const struct page_node *n = &tree->node[i];

        if (n->tag == TAG_TEXT)
            page_append(out, tree->pool.data + n->text, n->size);
        else if (n->flags & (NODE_SKIPPED | NODE_HIDDEN))
            i = n->end - 1;
        else
            page_append_byte(out, ' ');
    }
}

static char *inner(struct reader *r, uint32_t node)
{
    struct page_buffer text = {0};
    char *tidied;

    page_inner_text(r->tree, node, &text);
    r->failed = r->failed || text.failed;
    tidied = tidy(r, text.data);
    page_buffer_release(&text);
    return tidied;
}

/* The first <meta> with this name, property or itemprop. */
static char *meta(struct reader *r, const char *name)
{
    for (uint32_t i = 1; i < r->tree->count; i++) {
        static const char *const keys[] = {"property", "name", "itemprop"};

        if (r->tree->node[i].tag != TAG_META)
            continue;
        for (size_t k = 0; k < 3; k++) {
            const char *value = page_attribute(r->tree, i, keys[k]);

            if (value && strcasecmp(value, name) == 0) {
                char *content = tidy(r, page_attribute(r->tree, i, "content"));

                if (content)
                    return content;
            }
        }
    }
    return NULL;
}

static char *first_meta(struct reader *r, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *value = meta(r, names[i]);

        if (value)
            return value;
    }
    return NULL;
}

/* A string of the page's JSON-LD. */
static char *ld(struct reader *r, const char *key)
{
    for (uint32_t i = 1; i + 1 < r->tree->count; i++) {
        const struct page_node *text = &r->tree->node[i + 1];
        struct page_buffer value = {0};
        char *tidied = NULL;

        if (!(r->tree->node[i].flags & NODE_LD_JSON) || text->tag != TAG_TEXT)
            continue;
        if (page_json_string(&value, r->tree->pool.data + text->text, text->size, key))
            tidied = tidy(r, value.data);
        r->failed = r->failed || value.failed;
        page_buffer_release(&value);
        if (tidied)
            return tidied;
    }
    return NULL;
}

/* Text of the first element with a tag; 0 words excluded. */
static char *first_element(struct reader *r, uint8_t tag)
{
    for (uint32_t i = 1; i < r->tree->count; i++) {
        char *text;

        if (r->tree->node[i].tag != tag)
            continue;
        text = inner(r, i);
        if (text)
            return text;
    }
    return NULL;
}

/* Cut "Headline - Site" and "Site | Headline" to the headline. */
static void cut_site(char *title, const char *site, const char *heading)
{
    static const char *const marks[] = {" | ",  " - ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                        " :: ", " \xC2\xBB ", " \xC2\xB7 ",     " \xE2\x80\xA2 "};
    const size_t size = strlen(title);

    if (heading && strlen(heading) >= 8 && strlen(heading) < size && strstr(title, heading)) {
        memmove(title, heading, strlen(heading) + 1);
        return;
    }
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        char *last = NULL;

        for (char *at = strstr(title, marks[m]); at; at = strstr(at + 1, marks[m]))
            last = at;
        if (!last)
            continue;
        if (site && strncasecmp(title, site, strlen(site)) == 0 &&
            title + strlen(site) == strstr(title, marks[m])) {
            char *rest = title + strlen(site) + strlen(marks[m]);

            memmove(title, rest, strlen(rest) + 1);
            return;
        }
        /* The shorter end is the site. */
        if (last - title >= 15 && strlen(last) < 40) {
            *last = '\0';
            return;
        }
    }
}

static void read_title(struct reader *r, struct page *out)
{
    static const char *const names[] = {"og:title", "twitter:title", "dc.title"};
    char *heading = first_element(r, TAG_H1);

    out->title = first_meta(r, names, sizeof names / sizeof *names);
    if (!out->title)
        out->title = first_element(r, TAG_TITLE);
    if (out->title)
        cut_site(out->title, out->site, heading);
    if (!out->title) {
        out->title = heading;
        heading = NULL;
    }
    free(heading);
}

/* The first <time>, or what itemprop="datePublished" holds. */
static char *time_element(struct reader *r)
{
    char *found = NULL;

    for (uint32_t i = 1; i < r->tree->count && !found; i++) {
        const char *prop = page_attribute(r->tree, i, "itemprop");

        if (r->tree->node[i].tag == TAG_TIME || (prop && strcmp(prop, "datePublished") == 0)) {
            found = tidy(r, page_attribute(r->tree, i, "datetime"));
            if (!found && prop)
                found = tidy(r, page_attribute(r->tree, i, "content"));
        }
    }
    return found;
}

/* The first day there is stands for a date that nobody set. */
static char *set_date(char *date)
{
    if (!date || (strncmp(date, "0001-", 5) != 0 && strncmp(date, "0000-", 5) != 0))
        return date;
    free(date);
    return NULL;
}

static void read_date(struct reader *r, struct page *out)
{
    static const char *const names[] = {
        "article:published_time",
        "datePublished",
        "og:article:published_time",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "article.published",
        "publish-date",
        "publication_date",
        "date",
        "og:published_time",
        "dcterms.date",
    };

    out->date = set_date(first_meta(r, names, 1));
    if (!out->date)
        out->date = set_date(ld(r, "datePublished"));
    if (!out->date)
        out->date = set_date(first_meta(r, names + 1, sizeof names / sizeof *names - 1));
    if (!out->date)
        out->date = set_date(time_element(r));
}

static bool names_author(const struct page_tree *tree, uint32_t node)
{
    const char *const rel = page_attribute(tree, node, "rel");
    const char *const prop = page_attribute(tree, node, "itemprop");
    const char *const klass = page_attribute(tree, node, "class");

    if (klass && strstr(klass, "comment")) /* a reader, or the form for one */
        return false;
    return (rel && strcmp(rel, "author") == 0) || (prop && strcmp(prop, "author") == 0) ||
           (klass && (strstr(klass, "byline") || strstr(klass, "author")));
}

/* The part of such an element that says it is the name; a portrait and a life may stand beside. */
static uint32_t name_within(const struct page_tree *tree, uint32_t node)
{
    for (uint32_t i = node + 1; i < tree->node[node].end; i++) {
        const char *const prop = page_attribute(tree, i, "itemprop");
        const char *const klass = page_attribute(tree, i, "class");

        if (tree->node[i].tag != TAG_TEXT &&
            ((prop && strcmp(prop, "name") == 0) || (klass && strstr(klass, "name"))))
            return i;
    }
    return node;
}

/* What the first element says that names the author. */
static char *author_element(struct reader *r)
{
    for (uint32_t i = 1; i < r->tree->count; i++) {
        const struct page_node *n = &r->tree->node[i];
        char *text;

        if (n->tag == TAG_TEXT || n->tag == TAG_META || n->tag == TAG_LINK || n->end - i > 40 ||
            !names_author(r->tree, i))
            continue;
        text = inner(r, name_within(r->tree, i));
        if (text && strlen(text) <= 100)
            return text;
        free(text);
    }
    return NULL;
}

static void read_author(struct reader *r, struct page *out)
{
    static const char *const names[] = {"author",           "article:author", "parsely-author",
                                        "sailthru.author",  "dc.creator",     "byl",
                                        "og:article:author"};

    out->author = ld(r, "author");
    for (size_t i = 0; !out->author && i < sizeof names / sizeof *names; i++) {
        out->author = meta(r, names[i]);
        if (out->author && strstr(out->author, "://")) { /* the address of a profile */
            free(out->author);
            out->author = NULL;
        }
    }
    if (!out->author)
        out->author = author_element(r);
    if (out->author)
        page_byline_trim(out->author);
}

static void read_language(struct reader *r, struct page *out)
{
    for (uint32_t i = 1; i < r->tree->count && !out->language; i++) {
        if (r->tree->node[i].tag != TAG_HTML)
            continue;
        out->language = tidy(r, page_attribute(r->tree, i, "lang"));
        if (!out->language)
            out->language = tidy(r, page_attribute(r->tree, i, "xml:lang"));
    }
    if (!out->language)
        out->language = meta(r, "content-language");
    for (char *c = out->language; c && *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c == '_' ? '-' : *c);
}

static void read_canonical(struct reader *r, struct page *out)
{
    for (uint32_t i = 1; i < r->tree->count && !out->canonical; i++) {
        const char *rel;

        if (r->tree->node[i].tag != TAG_LINK)
            continue;
        rel = page_attribute(r->tree, i, "rel");
        if (rel && strcasecmp(rel, "canonical") == 0)
            out->canonical = tidy(r, page_attribute(r->tree, i, "href"));
    }
    if (!out->canonical)
        out->canonical = meta(r, "og:url");
}

tm_status page_read_meta(struct page *out, const struct page_tree *tree, tm_error *err)
{
    static const char *const sites[] = {"og:site_name", "application-name", "al:android:app_name"};
    struct reader r = {tree, false};

    out->site = first_meta(&r, sites, sizeof sites / sizeof *sites);
    read_title(&r, out);
    read_date(&r, out);
    read_author(&r, out);
    read_language(&r, out);
    read_canonical(&r, out);
    if (!r.failed)
        return TM_OK;
    page_release(out);
    return page_fail_memory(err, "reading what a page says about itself");
}

char *page_ld_body(const struct page_tree *tree, bool *failed)
{
    struct reader r = {tree, false};
    char *body = ld(&r, "articleBody");
    char *to = body;
    bool tag = false;

    for (const char *c = body; c && *c; c++) {
        if (*c == '<')
            tag = true;
        if (!tag)
            *to++ = *c;
        if (*c == '>' && tag)
            tag = false;
    }
    if (body)
        *to = '\0';
    *failed = r.failed;
    return body;
}
