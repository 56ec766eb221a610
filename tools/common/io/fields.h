/* Which names a record's fields have in JSON and CSV. */
#ifndef TM_IO_FIELDS_H
#define TM_IO_FIELDS_H

#include "bytes.h"

#include <stdbool.h>
#include <tm.h>

enum tm_field {
    TM_FIELD_TITLE,
    TM_FIELD_TEXT,
    TM_FIELD_ID,
    TM_FIELD_DATE,
    TM_FIELD_SOURCE,
    TM_FIELD_LANG,
    TM_FIELD_LABEL,
    TM_FIELD_HTML,
    TM_FIELD_URL,
    TM_FIELD_AUTHOR,
    TM_FIELDS
};

enum { TM_FIELD_NAMES = 8 };

/* A row of NULLs stands for the usual names. */
struct tm_fields {
    const char *names[TM_FIELDS][TM_FIELD_NAMES + 1]; /* each list ends with NULL */
    struct cli_bytes text;                            /* what the names point into */
    bool *met; /* [TM_FIELDS] some input had the field by a name given here; NULL: none are given */
};

/*
 * Parse "text=body,title=head"; a field named more than once is looked for in that order. NULL: the
 * usual names. False if it is wrong, with the piece at fault in *wrong.
 */
bool tm_fields_parse(struct tm_fields *fields, const char *list, const char **wrong);
void tm_fields_release(struct tm_fields *fields);

/* Where to look for a field, in this order; ends with NULL. */
const char *const *tm_field_names(const struct tm_fields *fields, enum tm_field field);
/* The input has the field, under one of those names. */
void tm_field_met(const struct tm_fields *fields, enum tm_field field);
/* Say on stderr which of the names that were given no record had. */
void tm_fields_tell_unmet(const struct tm_fields *fields);
/* Does a column of this name hold the field, letter case aside? */
bool tm_field_is(const struct tm_fields *fields, enum tm_field field, tm_text name);

#endif
