/* The records of a CSV or TSV file (RFC 4180), cut into fields. */
#ifndef TM_IO_CSV_FIELDS_H
#define TM_IO_CSV_FIELDS_H

#include "bytes.h"
#include "io/stream.h"

#include <stdbool.h>

/* Zeroed when new but for the separator. */
struct tm_csv {
    char separator;
    size_t fields; /* of the current record */
    /* the rest is not the caller's */
    size_t line;           /* lines taken so far */
    struct cli_bytes raw;  /* the record as in the file */
    struct cli_bytes back; /* what is to be read once more ... */
    size_t back_at;        /* ... from here */
    struct cli_bytes data; /* the fields, each with a NUL behind it */
    size_t *end;           /* [fields] */
    size_t capacity;
};

/* Read the next record that is not a blank line; the stream's line is the one it begins in.
 * TM_READ_BAD with a reason if its quotes are broken; the next call goes on behind that line. */
enum tm_read tm_csv_read(struct tm_csv *csv, struct tm_stream *stream, struct cli_bytes *reason);
/* Borrowed until the next record. */
tm_text tm_csv_field(const struct tm_csv *csv, size_t i);
void tm_csv_release(struct tm_csv *csv);

#endif
