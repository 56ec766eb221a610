/* Does a plain text look like a page that was scraped? */
#include "page/page.h"
#include "page/page_articles.h"
#include "page/page_phrases.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_CHROME = 2, LONGEST_CHROME = 120, LEAST_ARTICLE = 5, LEAST_OTHERS = 2 };

/* Before anything is measured: are there lines of chrome at all? */
static bool has_chrome(const char *text, size_t size)
{
    size_t chrome = 0;

    for (size_t at = 0; at < size && chrome < LEAST_CHROME;) {
        const char *const end = memchr(text + at, '\n', size - at);
        const size_t length = end ? (size_t)(end - text) - at : size - at;

        chrome += length > 0 && length <= LONGEST_CHROME &&
                  (page_phrase_label(text + at, length) || page_phrase_chrome(text + at, length));
        at += length + 1;
    }
    return chrome == LEAST_CHROME;
}

/* An article, other things, and chrome. */
static bool is_page(const struct page_lines *lines, const size_t *article)
{
    size_t chrome = 0, inside = 0, others = 0;

    for (size_t i = 0; i < lines->count; i++) {
        chrome += lines->line[i].chrome;
        inside += !lines->line[i].dropped && article[i] > 0;
        others += !lines->line[i].dropped && article[i] == 0;
    }
    return chrome >= LEAST_CHROME && inside >= LEAST_ARTICLE && others >= LEAST_OTHERS;
}

bool page_looks_scraped(const char *text, size_t size, const char *language)
{
    struct page_lines lines;
    size_t *article;
    bool found;

    if (!has_chrome(text, size) || page_lines_read(&lines, text, size, language, NULL) != TM_OK)
        return false;
    page_lines_fold(&lines);
    article = calloc(lines.count + 1, sizeof *article);
    found = article && lines.count <= PAGE_MAX_LINES &&
            page_articles_find(article, &lines) == TM_OK && is_page(&lines, article);
    free(article);
    page_lines_release(&lines);
    return found;
}
