/* Where in a run of a scraped page one article ends and the next begins. */
#ifndef PAGE_SPLIT_H
#define PAGE_SPLIT_H

#include "page/page_run.h"

/* Set opens[i] for each line of the run that is the headline of another article than the lines
 * above it; opens: [lines->count], all false. Errors: TM_ENOMEM. */
tm_status page_split_find(bool *opens, const struct page_lines *lines, struct page_run run);

#endif
