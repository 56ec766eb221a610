/* The documents of a page scraped to plain text. */
#include "page/page.h"
#include "page/page_articles.h"
#include "page/page_error.h"
#include "page/page_run.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_LINES = 3 };

struct writer {
    struct page_parts *out;
    size_t capacity;
    const struct page_lines *lines;
    size_t *article; /* [lines] number of its article, 0: none */
    size_t *head_of; /* [lines] index + 1 of the headline of a line; 0: none */
    bool *used;      /* [lines] a headline that went with its line */
};

/* The headline above a line, or above the cut-off form of it. */
static void find_headlines(struct writer *w)
{
    const struct page_lines *l = w->lines;

    for (size_t i = 0; i < l->count; i++) {
        const size_t cut = l->line[i].folded;

        if (l->line[i].dropped)
            continue;
        if (cut > 1 && !l->line[cut - 2].dropped && page_run_heads(l, cut - 2, i)) {
            w->head_of[i] = cut - 1;
            w->used[cut - 2] = true;
        } else if (i > 0 && !l->line[i - 1].dropped && !w->used[i - 1] && !w->article[i] &&
                   page_run_heads(l, i - 1, i)) {
            w->head_of[i] = i;
            w->used[i - 1] = true;
        }
    }
}

static struct page_part *add_part(struct writer *w, enum page_kind kind)
{
    struct page_part *part;

    if (!page_grow((void **)&w->out->part, &w->capacity, w->out->count, sizeof *part))
        return NULL;
    part = &w->out->part[w->out->count++];
    *part = (struct page_part){.kind = kind};
    return part;
}

static void add_range(struct page_part *part, const struct page_line *line)
{
    if (part->first_line == 0 || line->first < part->first_line)
        part->first_line = line->first;
    if (line->last > part->last_line)
        part->last_line = line->last;
}

static char *copy(const struct page_line *line)
{
    struct page_buffer text = {0};

    page_append(&text, line->text, line->size);
    return page_detach(&text);
}

/*
 * The headline of an article: one of its first lines, or of the lines above it, or else
 * a heading in it of at least five words that shares its subject (which then stays in the text as
 * well). What is too long for a page has no one subject, and each look goes through all of it.
 */
static size_t find_title(const struct writer *w, struct page_run run, bool *inside)
{
    const struct page_lines *l = w->lines;
    size_t seen = 0;

    *inside = false;
    for (size_t i = run.from; i < run.to && seen < TITLE_LINES; i++) {
        if (l->line[i].dropped || w->used[i])
            continue;
        if (l->line[i].headline)
            return i;
        seen++;
    }
    for (size_t i = run.from; i < run.to; i++)
        if (w->head_of[i])
            return w->head_of[i] - 1;
    *inside = true;
    for (size_t i = run.from; i + 1 < run.to && l->count <= PAGE_MAX_LINES; i++) {
        size_t shared = 0, others = 0;

        if (l->line[i].dropped || !l->line[i].headline || l->line[i].counts.words < 5)
            continue;
        for (size_t j = run.from; j < run.to; j++, others++)
            shared += j != i && page_lines_shared(l, i, j) >= 2;
        if (shared * 4 >= others)
            return i;
    }
    return l->count;
}

static bool write_article(struct writer *w, struct page_run run)
{
    const struct page_lines *l = w->lines;
    struct page_buffer text = {0};
    struct page_part *part = add_part(w, PAGE_ARTICLE);
    bool inside;
    const size_t title = find_title(w, run, &inside);

    if (!part)
        return false;
    if (title < l->count) {
        part->title = copy(&l->line[title]);
        if (!part->title)
            return false;
        if (!inside || title < run.from || title >= run.to)
            w->used[title] = true;
        if (title >= run.from && title < run.to)
            add_range(part, &l->line[title]);
    }
    for (size_t i = run.from; i < run.to; i++) {
        if (l->line[i].dropped || w->used[i])
            continue;
        if (text.size > 0)
            page_append_string(&text, "\n\n");
        page_append(&text, l->line[i].text, l->line[i].size);
        add_range(part, &l->line[i]);
    }
    if (text.size == 0 && part->title) { /* a headline alone is a text */
        part->text = part->title;
        part->title = NULL;
        return true;
    }
    part->text = page_detach(&text);
    return part->text != NULL;
}

static bool write_articles(struct writer *w)
{
    struct page_run run = {0};

    for (; run.from < w->lines->count; run.from = run.to) {
        const size_t article = w->article[run.from];

        do
            run.to++;
        while (run.to < w->lines->count && w->article[run.to] == article);
        if (article > 0 && !write_article(w, run))
            return false;
    }
    return true;
}

static bool write_teaser(struct writer *w, size_t i)
{
    const struct page_line *line = &w->lines->line[i];
    struct page_part *part = add_part(w, PAGE_TEASER);

    if (!part)
        return false;
    part->text = copy(line);
    add_range(part, line);
    if (w->head_of[i]) {
        part->title = copy(&w->lines->line[w->head_of[i] - 1]);
        if (!part->title)
            return false;
        /* A headline far away stands above the cut-off form. */
        if (w->head_of[i] == i)
            add_range(part, &w->lines->line[i - 1]);
    }
    return part->text != NULL;
}

static bool write_parts(struct writer *w)
{
    const struct page_lines *l = w->lines;

    find_headlines(w);
    if (!write_articles(w))
        return false;
    for (size_t i = 0; i < l->count; i++) {
        if (!w->article[i] && !l->line[i].dropped && !w->used[i] && !write_teaser(w, i))
            return false;
    }
    w->out->too_long = l->count > PAGE_MAX_LINES;
    w->out->furniture = l->count > 0;
    for (size_t i = 0; i < l->count; i++)
        w->out->furniture = w->out->furniture && l->line[i].chrome;
    w->out->mixed = w->out->count > 1 && w->out->part[0].kind == PAGE_ARTICLE;
    return true;
}

tm_status page_from_text(struct page_parts *out, const char *text, size_t size,
                         const char *language, tm_error *err)
{
    struct page_lines lines;
    struct writer w = {.out = out, .lines = &lines};
    tm_status status;

    *out = (struct page_parts){0};
    status = page_lines_read(&lines, text, size, language, err);
    if (status)
        return status;
    page_lines_fold(&lines);
    w.head_of = calloc(lines.count + 1, sizeof *w.head_of);
    w.used = calloc(lines.count + 1, sizeof *w.used);
    w.article = calloc(lines.count + 1, sizeof *w.article);
    if (!w.head_of || !w.used || !w.article || page_articles_find(w.article, &lines) ||
        !write_parts(&w))
        status = page_fail_memory(err, "reading a page of text");
    free(w.head_of);
    free(w.used);
    free(w.article);
    page_lines_release(&lines);
    if (status)
        page_parts_release(out);
    return status;
}
