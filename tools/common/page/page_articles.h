/* The articles of a scraped page, and the lines of each. */
#ifndef PAGE_ARTICLES_H
#define PAGE_ARTICLES_H

#include "page/page_lines.h"

/* Number each line's article, from 1 in their order; 0: it is in none. of: [lines->count], all 0.
 * Errors: TM_ENOMEM. */
tm_status page_articles_find(size_t *of, const struct page_lines *lines);

#endif
