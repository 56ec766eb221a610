/* Options of an analyser, looked at before it is made. */
#ifndef TM_TEXT_ANALYZER_CHECK_H
#define TM_TEXT_ANALYZER_CHECK_H

#include <tm/text.h>

/*
 * The options as given, what is missing filled in; given may be NULL. Errors: TM_EINVAL,
 * TM_ENOTFOUND (unknown language; the message lists those there are).
 */
tm_status tm__analyzer_check(tm_analyzer_options *options, const tm_analyzer_options *given,
                             tm_error *err);

#endif
