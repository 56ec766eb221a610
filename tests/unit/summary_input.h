/* Texts and calls that several tests of summaries share. */
#ifndef SUMMARY_INPUT_H
#define SUMMARY_INPUT_H

#include "fault_alloc.h"

#include <string.h>
#include <tm/summarize.h>

static inline tm_text text_of(const char *s)
{
    return (tm_text){s, strlen(s)};
}

static inline tm_summary *summary_of(const tm_text *documents, size_t count, tm_summary_options o)
{
    tm_summary *s = NULL;
    tm_error err = {0};

    cr_assert_eq(tm_summarize(&s, documents, count, &o, NULL, &err), TM_OK, "%s", err.message);
    return s;
}

static inline tm_status summarize_in_vain(const tm_text *documents, size_t count,
                                          const tm_summary_options *o)
{
    tm_summary *s;
    const tm_status status = tm_summarize(&s, documents, count, o, &fault_run, NULL);

    tm_summary_free(s);
    return status;
}

#endif
