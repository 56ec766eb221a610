/*
 * Bytes of a file, whatever it is packed in: plain, gzip, bzip2, xz, zstd; the members of a tar or
 * zip come one after the other as if they were files. Only one block is held, plus the line that is
 * being read.
 */
#ifndef TM_IO_STREAM_H
#define TM_IO_STREAM_H

#include <tm.h>

/* A record may not be longer than this; a bomb ends here and not in swap. */
#define TM_STREAM_LIMIT ((size_t)1 << 30)

struct tm_stream;

/* What the calls below give. */
enum tm_read {
    TM_READ_FAILED = -1, /* the message is printed */
    TM_READ_END = 0,
    TM_READ_OK = 1,
    TM_READ_BAD = 2 /* one record is bad; reading can go on */
};

/* "-" is standard input. NULL if the file cannot be opened; the message is printed. */
struct tm_stream *tm_stream_open(const char *path);
void tm_stream_close(struct tm_stream *stream);

/* Go to the next member; a file that is no archive has one, be it empty. */
enum tm_read tm_stream_member(struct tm_stream *stream);
/* The file's name for messages, with the member's behind it; borrowed until the next member. */
const char *tm_stream_name(const struct tm_stream *stream);
/* Number of the line that was read last, from 1; 0 before any. */
size_t tm_stream_line_number(const struct tm_stream *stream);

/* Look at the first bytes of a member without taking them; nothing at its end. */
enum tm_read tm_stream_peek(struct tm_stream *stream, tm_text *head);
/* Take `size` bytes of what tm_stream_peek showed. */
void tm_stream_skip(struct tm_stream *stream, size_t size);
/* The next piece of the member, borrowed until the next call. */
enum tm_read tm_stream_block(struct tm_stream *stream, tm_text *block);
/* The next line without its end (LF or CRLF), borrowed until the next call. */
enum tm_read tm_stream_line(struct tm_stream *stream, tm_text *line);

#endif
