/*
 * A page is looked through for a run of lines that hang together, which is cut into articles; then
 * what is left below it in the same way, where a run has to show that it is one.
 */
#include "page/page_articles.h"

#include "page/page_run.h"
#include "page/page_split.h"

#include <stdlib.h>

/* The lines from `from` on, borrowed. */
static struct page_lines rest_of(const struct page_lines *lines, tm_sparse *terms, size_t from)
{
    struct page_lines rest = *lines;

    *terms = *lines->terms;
    terms->row_start += from;
    terms->rows -= from;
    rest.line += from;
    rest.count -= from;
    rest.terms = terms;
    return rest;
}

/* Not only the first run of the page, but surely an article by itself. */
static bool stands_alone(const struct page_lines *lines, struct page_run run)
{
    return run.sure && run.from + 1 < run.to && page_run_heads(lines, run.from, run.from + 1);
}

tm_status page_articles_find(size_t *of, const struct page_lines *lines)
{
    bool *const opens = calloc(lines->count + 1, sizeof *opens);
    tm_status status = opens ? TM_OK : TM_ENOMEM;
    size_t articles = 0;

    for (size_t start = 0; start < lines->count && status == TM_OK;) {
        tm_sparse terms;
        const struct page_lines rest = rest_of(lines, &terms, start);
        struct page_run run;

        status = page_run_find(&run, &rest);
        if (status == TM_OK)
            status = page_split_find(opens + start, &rest, run);
        if (status || run.from == run.to || (start > 0 && !stands_alone(&rest, run)))
            break;
        opens[start + run.from] = true;
        for (size_t i = start + run.from; i < start + run.to; i++) {
            articles += opens[i];
            of[i] = articles;
        }
        start += run.to;
    }
    free(opens);
    return status;
}
