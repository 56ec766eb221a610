/* From chosen blocks to the text of the article. */
#ifndef PAGE_ARTICLE_H
#define PAGE_ARTICLE_H

#include "page/page_model.h"

/* Put right what the model cannot see: repeats, labels, headings with nothing below them, a page
 * where nothing reached the threshold. Errors: TM_ENOMEM. */
tm_status page_article_trim(struct page_choice *choice, const struct page_tree *tree,
                            const struct page_blocks *blocks, const char *title);

/* The kept blocks joined by a blank line. */
void page_article_join(struct page_buffer *out, const struct page_choice *choice,
                       const struct page_blocks *blocks);

/* Words of the kept blocks. */
size_t page_article_words(const struct page_choice *choice, const struct page_blocks *blocks);

#endif
