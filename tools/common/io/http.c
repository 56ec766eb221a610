#include "io/warc.h"

#include "talk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

size_t tm_header_end(tm_text message)
{
    const char *at = message.data, *const end = at + message.size;

    while (at < end) {
        const char *const line = memchr(at, '\n', (size_t)(end - at));

        if (!line)
            break;
        at = line + 1;
        if (at < end && *at == '\n')
            return (size_t)(at - message.data) + 1;
        if (end - at > 1 && at[0] == '\r' && at[1] == '\n')
            return (size_t)(at - message.data) + 2;
    }
    return message.size;
}

static tm_text trim(const char *at, const char *end)
{
    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    while (end > at && strchr(" \t\r\n", end[-1]) && end[-1])
        end--;
    return (tm_text){at, (size_t)(end - at)};
}

tm_text tm_header_value(tm_text headers, const char *name)
{
    const char *at = headers.data, *const end = at + headers.size;
    const size_t size = strlen(name);

    while (at < end) {
        const char *line = memchr(at, '\n', (size_t)(end - at));

        if (!line)
            line = end;
        if ((size_t)(line - at) > size && at[size] == ':' && strncasecmp(at, name, size) == 0)
            return trim(at + size + 1, line);
        at = line < end ? line + 1 : end;
    }
    return (tm_text){"", 0};
}

tm_text tm_header_charset(tm_text content_type)
{
    static const char word[] = "charset=";
    const char *at = content_type.data, *end = at + content_type.size;

    for (; (size_t)(end - at) >= sizeof word; at++) {
        if (strncasecmp(at, word, sizeof word - 1) == 0) {
            const char *close;

            at += sizeof word - 1;
            while (at < end && (*at == '"' || *at == '\'' || *at == ' '))
                at++;
            for (close = at; close < end && !strchr("\"'; ", *close);)
                close++;
            return (tm_text){at, (size_t)(close - at)};
        }
    }
    return (tm_text){"", 0};
}

static bool mentions(tm_text value, const char *word)
{
    const size_t size = strlen(word);

    for (size_t i = 0; i + size <= value.size; i++)
        if (strncasecmp(value.data + i, word, size) == 0)
            return true;
    return false;
}

/* The size of the chunk at *at, which is moved behind that line; false if there is none. */
static bool chunk_size(const char **at, const char *end, size_t *size)
{
    const char *line = memchr(*at, '\n', (size_t)(end - *at));
    char digits[17];
    char *stop;

    if (!line || line == *at || line - *at > 64)
        return false;
    snprintf(digits, sizeof digits, "%.*s", (int)(line - *at < 16 ? line - *at : 16), *at);
    if (!strchr("0123456789abcdefABCDEF", digits[0]) || digits[0] == '\0')
        return false;
    *size = strtoul(digits, &stop, 16);
    *at = line + 1;
    return true;
}

/* Some archives hold chunked bodies, some hold them joined below the same header: what does not
 * look like chunks is taken as it is. */
static bool join_chunks(struct cli_bytes *out, tm_text body)
{
    const char *at = body.data, *const end = at + body.size;
    size_t size;

    while (at < end) {
        if (!chunk_size(&at, end, &size) || size > (size_t)(end - at))
            return false;
        if (size == 0)
            return true;
        cli_bytes_add(out, at, size);
        at += size;
        while (at < end && (*at == '\r' || *at == '\n'))
            at++;
    }
    return true;
}

/* Unpack gzip, zlib or bare deflate data. */
static bool inflate_all(struct cli_bytes *out, tm_text body, int window, size_t limit,
                        const char **reason)
{
    z_stream z = {0};
    unsigned char block[16384];
    int got;

    if (inflateInit2(&z, window) != Z_OK)
        exit(cli_error("out of memory"));
    z.next_in = (unsigned char *)body.data;
    z.avail_in = (uInt)body.size;
    do {
        z.next_out = block;
        z.avail_out = sizeof block;
        got = inflate(&z, Z_NO_FLUSH);
        cli_bytes_add(out, block, sizeof block - z.avail_out);
    } while (got == Z_OK && out->size <= limit);
    inflateEnd(&z);
    if (out->size > limit)
        *reason = "the packed body is larger than 64 MiB";
    else if (got != Z_STREAM_END)
        *reason = "the packed body is damaged";
    return got == Z_STREAM_END && out->size <= limit;
}

bool tm_http_body(struct cli_bytes *out, tm_text headers, tm_text body, size_t limit,
                  const char **reason)
{
    const tm_text encoding = tm_header_value(headers, "Content-Encoding");
    struct cli_bytes joined = {NULL, 0, 0};
    bool good = true;

    if (mentions(tm_header_value(headers, "Transfer-Encoding"), "chunked") &&
        join_chunks(&joined, body) && joined.size > 0)
        body = (tm_text){joined.data, joined.size};
    if (body.size > 2 && memcmp(body.data, "\x1F\x8B\x08", 3) == 0) {
        good = inflate_all(out, body, 15 + 16, limit, reason);
    } else if (mentions(encoding, "deflate") && body.size > 0) {
        good = inflate_all(out, body, (body.data[0] & 0x0F) == 8 ? 15 : -15, limit, reason);
    } else if (body.size > limit) {
        *reason = "the body is larger than 64 MiB";
        good = false;
    } else if (mentions(encoding, "br") || mentions(encoding, "zstd")) {
        /* Crawlers unpack these and leave the header; if not, it is no text. */
        good = !memchr(body.data, '\0', body.size);
        *reason = "the body is packed in a way that is not read";
        cli_bytes_add(out, body.data, body.size);
    } else {
        cli_bytes_add(out, body.data, body.size);
    }
    cli_bytes_free(&joined);
    return good;
}
