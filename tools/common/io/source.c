/*
 * gzip is undone here and not in libarchive, which does not check the sum of the bytes
 * (consume_trailer in its gzip filter), and not by gzread, which cannot say how much it took from a
 * pipe.
 */
#include "io/source.h"

#include "bytes.h"
#include "talk.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { BLOCK = 1 << 17 };
enum packing { UNKNOWN, PLAIN, GZIP, DONE };

struct tm_source {
    int fd;
    enum packing packing;
    unsigned char *in, *out;
    size_t start, end; /* of what is in `in` and not used */
    uint64_t taken;
    z_stream inflate;
    bool inside; /* a gzip member */
    bool ended;  /* a terminal would go on behind its end */
};

struct tm_source *tm_source_open(int fd)
{
    struct tm_source *source = cli_alloc(1, sizeof *source);

    source->fd = fd;
    source->in = cli_alloc(BLOCK, 1);
    return source;
}

void tm_source_close(struct tm_source *source)
{
    if (!source)
        return;
    if (source->out)
        inflateEnd(&source->inflate);
    close(source->fd);
    free(source->in);
    free(source->out);
    free(source);
}

/* Fill up `in`, so that whoever looks at the first bytes sees many even from a pipe. */
static bool fill(struct tm_source *source, const char **reason)
{
    memmove(source->in, source->in + source->start, source->end - source->start);
    source->end -= source->start;
    source->start = 0;
    while (source->end < BLOCK && !source->ended) {
        const ssize_t got = read(source->fd, source->in + source->end, BLOCK - source->end);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *reason = strerror(errno);
            return false;
        }
        source->ended = got == 0;
        source->end += (size_t)got;
        source->taken += (uint64_t)got;
    }
    return true;
}

static bool at_gzip(const struct tm_source *source)
{
    return source->end - source->start >= 3 &&
           memcmp(source->in + source->start, "\x1F\x8B\x08", 3) == 0;
}

static void start_gzip(struct tm_source *source)
{
    source->out = cli_alloc(BLOCK, 1);
    if (inflateInit2(&source->inflate, 15 + 16) != Z_OK)
        exit(cli_error("out of memory"));
    source->packing = GZIP;
}

/* A file may be several gzip members one after the other. What follows the last one and is none is
 * padding, as it is for gzip. */
static bool next_member(struct tm_source *source, const char **reason)
{
    if (source->end - source->start < 3 && !fill(source, reason))
        return false;
    source->inside = at_gzip(source);
    if (!source->inside)
        source->packing = DONE;
    else
        inflateReset(&source->inflate);
    return true;
}

static ssize_t damaged(struct tm_source *source, const char *text, const char **reason)
{
    source->packing = DONE;
    *reason = text;
    return -1;
}

static ssize_t read_gzip(struct tm_source *source, const char **reason)
{
    z_stream *const z = &source->inflate;

    z->next_out = source->out;
    z->avail_out = BLOCK;
    while (z->avail_out > 0 && source->packing == GZIP) {
        int got;

        if (!source->inside) {
            if (!next_member(source, reason))
                return -1;
            continue;
        }
        if (source->start == source->end && !fill(source, reason))
            return -1;
        if (source->start == source->end)
            return damaged(source, "truncated gzip data", reason);
        z->next_in = source->in + source->start;
        z->avail_in = (uInt)(source->end - source->start);
        got = inflate(z, Z_NO_FLUSH);
        source->start = source->end - z->avail_in;
        if (got == Z_MEM_ERROR)
            exit(cli_error("out of memory"));
        if (got == Z_STREAM_END)
            source->inside = false;
        else if (got != Z_OK && got != Z_BUF_ERROR)
            return damaged(source, "damaged gzip data", reason);
    }
    return (ssize_t)(BLOCK - z->avail_out);
}

ssize_t tm_source_read(struct tm_source *source, const void **block, const char **reason)
{
    ssize_t size;

    if (source->packing == DONE)
        return 0;
    if (source->packing != GZIP) {
        if (!fill(source, reason))
            return -1;
        if (source->packing == UNKNOWN && at_gzip(source)) {
            start_gzip(source);
        } else {
            source->packing = PLAIN;
            *block = source->in;
            size = (ssize_t)source->end;
            source->start = source->end;
            return size;
        }
    }
    size = read_gzip(source, reason);
    *block = source->out;
    return size;
}

uint64_t tm_source_taken(const struct tm_source *source)
{
    return source->taken;
}
