/* Inside of a caller's own stop words, for what analyses by them and what keeps them. */
#ifndef TM_TEXT_STOP_LIST_H
#define TM_TEXT_STOP_LIST_H

#include <tm/text.h>

/* Hold a list for longer than a call; tm_stop_list_free() lets it go. NULL is allowed. */
tm_stop_list *tm__stop_list_hold(const tm_stop_list *list);

/* Whether the words of the language are none then. */
bool tm__stop_list_is_alone(const tm_stop_list *list);

/* All words with a newline behind each, as a file has them; and back. Errors: as
 * tm_stop_list_new(). */
tm_text tm__stop_list_lines(const tm_stop_list *list);
tm_status tm__stop_list_read(tm_stop_list **out, tm_text lines, bool alone, tm_error *err);

#endif
