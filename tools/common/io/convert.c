/* Conversion to UTF-8 in blocks. */
#include "io/charset.h"
#include "talk.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

struct tm_converter {
    iconv_t iconv;
    size_t unit; /* bytes to skip where nothing fits */
    char rest[16];
    size_t waiting; /* in `rest` */
};

static size_t unit_of(const char *charset)
{
    if (strncmp(charset, "UTF-16", 6) == 0)
        return 2;
    return strncmp(charset, "UTF-32", 6) == 0 ? 4 : 1;
}

struct tm_converter *tm_converter_open(const char *charset)
{
    const iconv_t iconv = iconv_open("UTF-8", charset);
    struct tm_converter *converter;

    if (iconv == (iconv_t)-1) {
        if (errno != EINVAL)
            exit(cli_error("%s: %s", charset, strerror(errno)));
        return NULL;
    }
    converter = cli_alloc(1, sizeof *converter);
    converter->iconv = iconv;
    converter->unit = unit_of(charset);
    return converter;
}

void tm_converter_close(struct tm_converter *converter)
{
    if (!converter)
        return;
    iconv_close(converter->iconv);
    free(converter);
}

/* What iconv wrote. It may be no text: glibc makes surrogates of some bytes of GB18030. */
static void add_valid(struct cli_bytes *out, const char *text, size_t size)
{
    size_t at = 0;

    if (tm_utf8_valid(text, size)) {
        cli_bytes_add(out, text, size);
        return;
    }
    while (at < size) {
        int32_t codepoint;
        char bytes[4];

        at += tm_utf8_decode(&codepoint, text + at, size - at);
        cli_bytes_add(out, bytes, tm_utf8_encode(bytes, codepoint));
    }
}

/* Convert what is whole; returns the bytes used. */
static size_t convert(struct tm_converter *converter, struct cli_bytes *out, const char *bytes,
                      size_t size, bool last)
{
    char *in = (char *)bytes; /* iconv does not write to it, but says so in no prototype */
    size_t left = size;

    while (left > 0) {
        char block[4096], *to = block;
        size_t room = sizeof block;
        const size_t got = iconv(converter->iconv, &in, &left, &to, &room);
        const int error = got == (size_t)-1 ? errno : 0;

        add_valid(out, block, (size_t)(to - block));
        if (error == EINVAL && !last)
            break;
        if (error == EILSEQ || error == EINVAL) {
            const size_t skip = left < converter->unit ? left : converter->unit;

            cli_bytes_add_string(out, "\xEF\xBF\xBD");
            in += skip;
            left -= skip;
        }
    }
    return size - left;
}

void tm_converter_add(struct tm_converter *converter, struct cli_bytes *out, const char *bytes,
                      size_t size, bool last)
{
    size_t used;

    /* Bytes that waited get the next ones, one at a time, until they mean something. */
    while (converter->waiting > 0 && size > 0) {
        converter->rest[converter->waiting++] = *bytes++;
        size--;
        used = convert(converter, out, converter->rest, converter->waiting,
                       converter->waiting == sizeof converter->rest);
        converter->waiting -= used;
        memmove(converter->rest, converter->rest + used, converter->waiting);
    }
    if (converter->waiting > 0) {
        if (!last)
            return;
        convert(converter, out, converter->rest, converter->waiting, true);
        converter->waiting = 0;
    }
    used = convert(converter, out, bytes, size, last);
    if (size - used > sizeof converter->rest - 1) { /* no charset has sequences as long */
        convert(converter, out, bytes + used, size - used, true);
        used = size;
    }
    converter->waiting = size - used;
    memcpy(converter->rest, bytes + used, converter->waiting);
    if (last) { /* a character that was waiting for a mark to join it */
        char block[16], *to = block;
        size_t room = sizeof block;

        iconv(converter->iconv, NULL, NULL, &to, &room);
        add_valid(out, block, (size_t)(to - block));
    }
}
