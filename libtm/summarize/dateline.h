/* Where the news begins: behind "(CNN)" and "LONDON (Reuters) -". */
#ifndef TM_SUMMARIZE_DATELINE_H
#define TM_SUMMARIZE_DATELINE_H

#include <tm/base.h>

/*
 * How many bytes of a paragraph's beginning are its dateline: places in capitals or an agency in
 * brackets, with the dash and the white space behind them; 0 if there is none, or nothing else.
 */
size_t tm__dateline(tm_text text);

/* True for a line that only says when: "Updated 14:11 EST, 25 October 2013". */
bool tm__is_timestamp(tm_text text);

#endif
