/* Summaries as Markdown and as a page. */
#ifndef CLI_SUMMARY_MARKUP_H
#define CLI_SUMMARY_MARKUP_H

#include "summary_view.h"

void summary_md_add(const struct summary_view *view, const struct summary_item *item,
                    const tm_summary *summary);

void summary_html_start(FILE *file);
void summary_html_add(const struct summary_view *view, const struct summary_item *item,
                      const tm_summary *summary);
void summary_html_finish(FILE *file);

#endif
