/*
 * Bytes of a file, whatever it is packed in: plain, gzip, bzip2, xz, zstd; the members of a tar or
 * zip come one after the other as if they were files. Only one block is held, plus the line that is
 * being read. What unpacks to more than a limit and 200 times its size is refused.
 */
#ifndef TM_IO_STREAM_H
#define TM_IO_STREAM_H

#include "bytes.h"

#include <tm.h>

/* A record may not be longer than this, if nobody says otherwise; a bomb ends here and not in swap. */
#define TM_STREAM_LIMIT ((size_t)1 << 30)

struct tm_stream;

/* What the calls below give. */
enum tm_read {
    TM_READ_FAILED = -1, /* the message is printed */
    TM_READ_END = 0,
    TM_READ_OK = 1,
    TM_READ_BAD = 2 /* one record is bad; reading can go on */
};

/* "-" is standard input. The limit is in bytes. NULL if the file cannot be opened; the message is
 * printed. */
struct tm_stream *tm_stream_open(const char *path, size_t limit);
/*
 * Standard input of a program that goes on for ever: bytes come as soon as they are there, but nothing
 * is unpacked. idle (may be NULL) is called before a read that has to wait.
 */
struct tm_stream *tm_stream_open_live(void (*idle)(void *ctx), void *ctx, size_t limit);
void tm_stream_close(struct tm_stream *stream);

/* Go to the next member; a file that is no archive has one, be it empty. */
enum tm_read tm_stream_member(struct tm_stream *stream);
/* The file's name for messages, with the member's behind it; borrowed until the next member. */
const char *tm_stream_name(const struct tm_stream *stream);
/* Is the member inside an archive? */
bool tm_stream_is_member(const struct tm_stream *stream);
/* Number of the line that was read last, from 1; 0 before any. */
size_t tm_stream_line_number(const struct tm_stream *stream);
/* How long a record may be. */
size_t tm_stream_limit(const struct tm_stream *stream);
/* Say that `what` is longer than that; TM_READ_FAILED. */
enum tm_read tm_stream_too_long(const struct tm_stream *stream, const char *what);
/* For formats that count lines by themselves, where their record began. */
void tm_stream_set_line(struct tm_stream *stream, size_t number);

/*
 * Give UTF-8 from here on, at the start of a member; without this call, bytes come as they are.
 * charset: as iconv calls it; NULL: a byte-order mark, then UTF-8 if the bytes are that, then what
 * an XML or HTML declaration says, then a guess. The guess is put off until there is a byte over
 * 127. What means nothing becomes U+FFFD; damage in what is UTF-8 stays.
 */
enum tm_read tm_stream_decode(struct tm_stream *stream, const char *charset);

/* Look at the first bytes of a member without taking them; nothing at its end. */
enum tm_read tm_stream_peek(struct tm_stream *stream, tm_text *head);
/* Take `size` bytes of what tm_stream_peek showed. */
void tm_stream_skip(struct tm_stream *stream, size_t size);
/* The next piece of the member, borrowed until the next call. */
enum tm_read tm_stream_block(struct tm_stream *stream, tm_text *block);
/* All that is left of the member; TM_READ_OK, be it nothing. */
enum tm_read tm_stream_rest(struct tm_stream *stream, struct cli_bytes *out);
/* The next line without its end (LF or CRLF), borrowed until the next call. */
enum tm_read tm_stream_line(struct tm_stream *stream, tm_text *line);
/* What stands before the next NUL or the end, borrowed as above. Lines are not counted. */
enum tm_read tm_stream_until_nul(struct tm_stream *stream, tm_text *text);

#endif
