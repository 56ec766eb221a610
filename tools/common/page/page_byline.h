/* The line that says who wrote an article. */
#ifndef PAGE_BYLINE_H
#define PAGE_BYLINE_H

/* What follows a word such as "By " or "Text: " in `line`, or `line`. */
const char *page_byline_names(const char *line);

/* "By Ann Lee | March 4, 2024 10:30" to "Ann Lee", in place. */
void page_byline_trim(char *byline);

/*
 * Cut the byline out of `text`, paragraphs with a blank line between them: one of the first that
 * starts with `author`, perhaps with "By" before, is hardly longer, and is no sentence. The only
 * paragraph stays. NULL for an author that is not known.
 */
void page_byline_drop(char *text, const char *author);

#endif
