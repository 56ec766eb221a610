/* What a JSON object says as a record; shared by the formats that hold JSON. */
#ifndef TM_IO_JSON_RECORD_H
#define TM_IO_JSON_RECORD_H

#include "bytes.h"
#include "io/page_record.h"
#include "io/reader.h"

#include <jansson.h>

/* Zeroed but for the options when new; keeps what the record's fields point to. */
struct tm_json_record {
    const struct tm_format_options *options;
    json_t *object;
    struct cli_bytes id; /* as JSON */
    struct cli_bytes author;
    struct tm_page_record page;
    tm_text *text;
    size_t texts, capacity;
    tm_text *reference;
    size_t references, reference_capacity;
};

/*
 * Fill the record from `object`, which is taken over; fields by the names of fields.h, and
 * "documents" for several texts. A page in the field for HTML is read as that page; what the record
 * says beside it goes before what the page says. TM_READ_BAD with a reason if there is nothing to
 * read in it.
 */
enum tm_read tm_json_record_fill(struct tm_json_record *state, json_t *object,
                                 struct tm_record *record, struct cli_bytes *reason);
void tm_json_record_release(struct tm_json_record *state);

#endif
