/*
 * Documents from any input. Formats and packing are recognised by content; a bad record is
 * reported (the first ten are), counted and skipped. Only the current record is in memory.
 */
#ifndef TM_IO_READER_H
#define TM_IO_READER_H

#include "io/fields.h"
#include "io/stream.h"

/* One record; everything is borrowed until the next call of the reader. */
struct tm_record {
    const char *file; /* for messages; the member of an archive behind a colon */
    size_t line;      /* from 1; 0 if the record is the whole file */
    size_t last_line; /* of a part of a page scraped to text; else 0 */
    const char *kind; /* "article" or "teaser", of such a part; else NULL */
    uint64_t number;  /* from 1 over all files, bad records included */
    bool numbered;    /* the id is that number, for the record has none */
    tm_text id; /* JSON: a string in its quotes, or a number; the record's number if it has none */
    tm_text title;       /* may be empty */
    const tm_text *text; /* [texts] at least 1; several if the record is about several documents */
    size_t texts;
    const tm_text *reference; /* [references] summaries that people wrote; JSON only */
    size_t references;
    tm_text date, source, lang, label; /* may be empty; the label is what people called it */
    tm_text url;                       /* where people read it; may be empty, may be anything */
    tm_text author;                    /* as people write it, names joined by ", "; may be empty */
};

/* For --input: "auto" and the names of the formats; NULL ends. */
extern const char *const tm_reader_inputs[];

struct tm_reader_options {
    int input;                      /* index into tm_reader_inputs */
    const char *fallback;           /* the format of what is recognised as nothing else */
    bool strict;                    /* a bad record ends the reading */
    const char *charset;            /* as iconv calls it; NULL: find out */
    const char *lang;               /* of all that is read; NULL: find out */
    const struct tm_fields *fields; /* borrowed; NULL: the usual names */
    size_t limit;                   /* bytes of a record; 0: TM_STREAM_LIMIT */
    bool live;                      /* standard input brings records one by one, see stream.h */
    void (*idle)(void *ctx);
    void *idle_ctx;
};

/* Does iconv know it? */
bool tm_reader_knows_charset(const char *charset);

struct tm_reader;

/* No paths: standard input. A folder stands for the files in it. The paths are borrowed. Nothing is
 * opened yet. */
struct tm_reader *tm_reader_open(char *const *paths, size_t count,
                                 const struct tm_reader_options *options);
/* TM_READ_OK, TM_READ_END or TM_READ_FAILED. Messages are printed as they come. */
enum tm_read tm_reader_next(struct tm_reader *reader, struct tm_record *record);
/* Bad records so far. */
uint64_t tm_reader_skipped(const struct tm_reader *reader);
/* Say how many were skipped, and how many files among others that are no text, if any. 1 if there
 * were bad records and no good one, else 0. */
int tm_reader_finish(const struct tm_reader *reader);
void tm_reader_close(struct tm_reader *reader);

#endif
