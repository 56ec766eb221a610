/* What a JSON object says as a record; shared by the formats that hold JSON. */
#ifndef TM_IO_JSON_RECORD_H
#define TM_IO_JSON_RECORD_H

#include "bytes.h"
#include "io/reader.h"

#include <jansson.h>

/* Zeroed when new; keeps what the record's fields point to. */
struct tm_json_record {
    json_t *object;
    struct cli_bytes id; /* as JSON */
    tm_text *text;
    size_t texts, capacity;
};

/*
 * Fill the record from `object`, which is taken over. Fields by their usual names: title/headline,
 * text/body/content/description, documents, id/guid/url, date/published/pubDate, source/publisher,
 * lang/language, label. TM_READ_BAD with a reason if there is nothing to read in it.
 */
enum tm_read tm_json_record_fill(struct tm_json_record *state, json_t *object,
                                 struct tm_record *record, struct cli_bytes *reason);
void tm_json_record_release(struct tm_json_record *state);

#endif
