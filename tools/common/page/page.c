#include "page/page.h"
#include "page/page_article.h"
#include "page/page_byline.h"
#include "page/page_charset.h"
#include "page/page_error.h"
#include "page/page_meta.h"

#include <stdlib.h>
#include <string.h>

/* A body given as data is believed when the page shows less than this share of it. */
static const double SHOWN_ENOUGH = 0.4;

/* The article among the blocks that are shown, or among all of them. */
static tm_status read_body(struct page_buffer *out, const struct page_tree *tree, const char *title,
                           enum page_show show, tm_error *err)
{
    struct page_blocks blocks;
    struct page_choice choice;
    tm_status status = page_blocks_cut(&blocks, tree, show, err);

    if (status)
        return status;
    status = page_choose(&choice, tree, &blocks, title, &page_weights, err);
    if (status)
        goto done;
    status = page_article_trim(&choice, tree, &blocks, title);
    if (status)
        page_fail_memory(err, "reading a page");
    else
        page_article_join(out, &choice, &blocks);
    page_choice_release(&choice);
done:
    page_blocks_release(&blocks);
    return status;
}

static tm_status read_text(struct page *out, const struct page_tree *tree, tm_error *err)
{
    struct page_buffer shown = {0}, all = {0};
    char *given = NULL;
    bool failed = false;
    tm_status status = read_body(&shown, tree, out->title, PAGE_SHOW_VISIBLE, err);

    if (status == TM_OK && shown.size < 100) {
        status = read_body(&all, tree, out->title, PAGE_SHOW_ALL, err);
        if (all.size > 4 * shown.size) {
            struct page_buffer swap = shown;

            shown = all;
            all = swap;
        }
    }
    if (status)
        goto done;
    given = page_ld_body(tree, &failed);
    if (given && (double)shown.size < SHOWN_ENOUGH * (double)strlen(given)) {
        out->text = given;
        given = NULL;
    } else {
        out->text = page_detach(&shown);
    }
    if (failed || !out->text)
        status = page_fail_memory(err, "reading a page");
done:
    free(given);
    page_buffer_release(&shown);
    page_buffer_release(&all);
    return status;
}

tm_status page_extract(struct page *out, const char *html, size_t size,
                       const char *declared_charset, tm_error *err)
{
    struct page_buffer utf8 = {0};
    struct page_tree tree = {0};
    tm_status status;

    *out = (struct page){0};
    if (size > PAGE_MAX_BYTES)
        return page_fail(err, TM_EOVERFLOW, "page of %zu bytes is larger than the limit of %d",
                         size, (int)PAGE_MAX_BYTES);
    if (!page_to_utf8(&utf8, html, size, declared_charset)) {
        status = page_fail_memory(err, "decoding a page");
        goto done;
    }
    status = page_tree_parse(&tree, utf8.data, utf8.size, err);
    if (status == TM_OK)
        status = page_read_meta(out, &tree, err);
    if (status == TM_OK)
        status = read_text(out, &tree, err);
    if (status == TM_OK)
        page_byline_drop(out->text, out->author);
    if (status == TM_OK && tree.truncated) {
        out->truncated = true;
        if (out->text[0] == '\0')
            status =
                page_fail(err, TM_EFORMAT, "page is nested deeper than %d elements or has too many",
                          (int)PAGE_MAX_DEPTH);
    }
done:
    if (status)
        page_release(out);
    page_tree_release(&tree);
    page_buffer_release(&utf8);
    return status;
}

void page_release(struct page *page)
{
    free(page->title);
    free(page->text);
    free(page->date);
    free(page->author);
    free(page->language);
    free(page->site);
    free(page->canonical);
    *page = (struct page){0};
}

void page_parts_release(struct page_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        free(parts->part[i].title);
        free(parts->part[i].text);
    }
    free(parts->part);
    *parts = (struct page_parts){0};
}

const char *page_kind_name(enum page_kind kind)
{
    return kind == PAGE_ARTICLE ? "article" : "teaser";
}
