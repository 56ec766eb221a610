/* Text into HTML, XML and Markdown, so that nothing of it is taken for markup. */
#ifndef CLI_MARKUP_H
#define CLI_MARKUP_H

#include <stdbool.h>
#include <stdio.h>
#include <tm.h>

/* Text or an attribute's value between double quotes, in HTML or XML: valid UTF-8, no characters
 * that XML forbids, white space folded. */
void cli_markup_text(FILE *file, tm_text text);
/* An address that a page may link to: http or https, without blanks and quotes. */
bool cli_markup_is_link(tm_text url);

/* CommonMark: what could be markup is escaped; white space is folded, so it stays one paragraph. */
void cli_markdown_text(FILE *file, tm_text text);
/* A link, or the bare text if the address is none that may be linked to. */
void cli_markdown_link(FILE *file, tm_text text, tm_text url);

#endif
