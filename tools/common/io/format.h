/*
 * The formats that can be read. One file and one row in reader.c's table a format.
 */
#ifndef TM_IO_FORMAT_H
#define TM_IO_FORMAT_H

#include "bytes.h"
#include "io/fields.h"
#include "io/reader.h"
#include "io/stream.h"

struct tm_format_options {
    const struct tm_fields *fields;
    const char *charset; /* NULL: find out */
    const char *lang;    /* NULL: find out */
};

struct tm_format {
    const char *name; /* as in --input */
    bool raw;         /* reads bytes, and decodes by itself what is text in them */
    /* Do a file's first bytes (at least 1, often many) say that it is of this format? NULL: never
     * by itself. */
    bool (*detect)(const struct tm_fields *fields, const char *head, size_t size);
    /* State for one member; what the options point to outlives it. */
    void *(*open)(const struct tm_format_options *options);
    void (*close)(void *state);
    /*
     * Fill in what the record has; it was zeroed, and file and line are set by the reader (the line
     * is the stream's, unless the format sets it). What it points to lives until the next call. For
     * TM_READ_BAD the reason goes to `reason`.
     */
    enum tm_read (*next)(void *state, struct tm_stream *stream, struct tm_record *record,
                         struct cli_bytes *reason);
};

extern const struct tm_format tm_format_lines, tm_format_nul, tm_format_text, tm_format_jsonl,
    tm_format_json, tm_format_csv, tm_format_tsv, tm_format_feed, tm_format_html, tm_format_warc,
    tm_format_scraped;

#endif
