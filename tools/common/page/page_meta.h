/* What a page says about itself. */
#ifndef PAGE_META_H
#define PAGE_META_H

#include "page/page.h"
#include "page/page_tree.h"

/* Fill all of out but the text. Errors: TM_ENOMEM. */
tm_status page_read_meta(struct page *out, const struct page_tree *tree, tm_error *err);

/* articleBody of JSON-LD, tags removed; NULL if there is none. *failed: memory is out. */
char *page_ld_body(const struct page_tree *tree, bool *failed);

#endif
