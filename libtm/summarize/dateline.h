/* Lines and beginnings of lines that say where and when; tm_dateline() is of them too. */
#ifndef TM_SUMMARIZE_DATELINE_H
#define TM_SUMMARIZE_DATELINE_H

#include <tm/summarize.h>

/* True for a line that only says when: "Updated 14:11 EST, 25 October 2013". */
bool tm__is_timestamp(tm_text text);

#endif
