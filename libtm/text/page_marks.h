/* What pages put in front of their texts, on the same line. */
#ifndef TM_TEXT_PAGE_MARKS_H
#define TM_TEXT_PAGE_MARKS_H

#include <tm/base.h>

/*
 * How many bytes of a paragraph's beginning are marks of the page: of captions ("Image copyright AP
 * Image caption"), of galleries ("1 of 10 Full Screen Autoplay Close Skip Ad ×", with the gallery's
 * title where its end is seen), credits ("(AP Photo/Ann Lee)"), of players, forms of newsletters
 * and columns ("Story highlights"); 0 if there are none, or nothing else.
 */
size_t tm__page_marks(tm_text text);

#endif
