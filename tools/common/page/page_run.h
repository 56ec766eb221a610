/* Which lines of a scraped page are its article. */
#ifndef PAGE_RUN_H
#define PAGE_RUN_H

#include "page/page_lines.h"

/* Lines [from, to) are the article; from == to: there is none. */
struct page_run {
    size_t from, to;
    bool sure; /* they hang together; false: nothing says that they do not */
};

/* Errors: TM_ENOMEM. */
tm_status page_run_find(struct page_run *run, const struct page_lines *lines);

/* True if the line is the headline of the next one: both are teasers or both the article's. */
bool page_run_heads(const struct page_lines *lines, size_t headline, size_t text);

#endif
