/* What is kept from one summary to the next. */
#ifndef TM_SUMMARIZE_SUMMARY_CACHE_H
#define TM_SUMMARIZE_SUMMARY_CACHE_H

#include "summarize/word_forms.h"

#include <tm/summarize.h>

enum { TM__OWN_MODELS = TM_SUMMARY_OPINIONS + 1 };

struct tm_summary_cache {
    struct tm__word_forms **forms; /* [count] of the languages and stop lists there were */
    size_t count, capacity;
    tm_summary_model *model[TM__OWN_MODELS]; /* by mode; NULL until one is asked for */
};

/* The words of a language with these stop words, borrowed until the next call. Errors: TM_ENOMEM,
 * TM_ENOTFOUND. */
tm_status tm__summary_cache_forms(tm_summary_cache *cache, struct tm__word_forms **out,
                                  const char *language, const tm_stop_list *stop_list,
                                  tm_error *err);

#endif
