#include "io/stream.h"

#include "bytes.h"
#include "io/charset.h"
#include "io/source.h"
#include "talk.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * A file may grow this much when it is unpacked. Packed text shrinks to a fifth, seldom to a
 * twentieth; what grows more than two-hundredfold and past the limit was made to fill a disk.
 */
enum { BOMB_RATIO = 200 };

/* How much text is looked at to guess its charset. */
enum { SAMPLE = 1 << 16, CONTEXT = 64, LIVE_BLOCK = 1 << 16 };

enum decoding {
    AS_IS,  /* bytes, or known to be UTF-8 */
    WATCH,  /* ASCII so far */
    CONVERT /* by the converter */
};

struct tm_stream {
    const char *path;
    struct archive *archive;
    struct tm_source *source;
    size_t limit;              /* bytes of a record */
    uint64_t unpacked;         /* bytes given so far, all members */
    bool any_byte, any_member; /* seen so far */
    bool at_end, ended;        /* of the member, of the file */
    struct cli_bytes name;
    enum decoding decoding;
    char declared[TM_CHARSET_NAME]; /* "" if the member says nothing */
    struct tm_converter *converter;
    struct cli_bytes sample, converted;
    tm_text raw;           /* of the member, not yet decoded; inside libarchive */
    tm_text block;         /* decoded, not yet taken */
    struct cli_bytes line; /* a line that crosses blocks */
    size_t line_number;
    char *live; /* [LIVE_BLOCK] of a live stream, which has no archive and no source */
    void (*idle)(void *ctx);
    void *idle_ctx;
};

static const char *shown_path(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static la_ssize_t read_file(struct archive *archive, void *ctx, const void **block)
{
    struct tm_stream *stream = ctx;
    const char *reason = NULL;
    const ssize_t got = tm_source_read(stream->source, block, &reason);

    if (got < 0)
        archive_set_error(archive, EIO, "%s", reason);
    stream->any_byte = stream->any_byte || got > 0;
    return got;
}

static int open_file(const char *path)
{
    struct stat info;
    const int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        if (*path == '\0') /* of an unset variable, mostly */
            cli_error("'': the name of a file is empty");
        else
            cli_error("%s: %s", shown_path(path), strerror(errno));
        return -1;
    }
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        cli_error("%s: is a directory", shown_path(path));
        close(fd);
        return -1;
    }
    if (isatty(fd) == 1)
        cli_message("reading what is typed; Ctrl-D ends it");
    return fd;
}

static bool open_archive(struct tm_stream *stream)
{
    struct archive *a = stream->archive = archive_read_new();

    if (!a)
        exit(cli_error("out of memory"));
    /* Named one by one: "all" would start outside programs for some. ARCHIVE_WARN means that
     * libarchive was built without one. */
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_zip_streamable(a);
    archive_read_support_format_raw(a);
    archive_read_support_format_empty(a);
    if (archive_read_open(a, stream, NULL, read_file, NULL) == ARCHIVE_OK)
        return true;
    cli_error("%s: %s", shown_path(stream->path), archive_error_string(a));
    return false;
}

struct tm_stream *tm_stream_open(const char *path, size_t limit)
{
    struct tm_stream *stream;
    const int fd = open_file(path);

    if (fd < 0)
        return NULL;
    stream = cli_alloc(1, sizeof *stream);
    stream->path = path;
    stream->limit = limit;
    cli_bytes_add_string(&stream->name, shown_path(path));
    stream->source = tm_source_open(fd);
    if (open_archive(stream))
        return stream;
    tm_stream_close(stream);
    return NULL;
}

struct tm_stream *tm_stream_open_live(void (*idle)(void *ctx), void *ctx, size_t limit)
{
    struct tm_stream *const stream = cli_alloc(1, sizeof *stream);

    stream->path = "-";
    cli_bytes_add_string(&stream->name, shown_path(stream->path));
    stream->live = cli_alloc(LIVE_BLOCK, 1);
    stream->idle = idle;
    stream->idle_ctx = ctx;
    stream->limit = limit;
    return stream;
}

void tm_stream_close(struct tm_stream *stream)
{
    if (!stream)
        return;
    archive_read_free(stream->archive);
    tm_source_close(stream->source);
    free(stream->live);
    tm_converter_close(stream->converter);
    cli_bytes_free(&stream->sample);
    cli_bytes_free(&stream->converted);
    cli_bytes_free(&stream->name);
    cli_bytes_free(&stream->line);
    free(stream);
}

static enum tm_read failed(const struct tm_stream *stream)
{
    const char *reason = archive_error_string(stream->archive);

    cli_error("%s: %s", stream->name.data, reason ? reason : "cannot be read");
    return TM_READ_FAILED;
}

enum tm_read tm_stream_member(struct tm_stream *stream)
{
    struct archive_entry *entry;
    int got;

    if (stream->ended)
        return TM_READ_END;
    stream->raw = stream->block = (tm_text){NULL, 0};
    stream->decoding = AS_IS;
    tm_converter_close(stream->converter);
    stream->converter = NULL;
    stream->at_end = false;
    stream->line_number = 0;
    cli_bytes_clear(&stream->name);
    cli_bytes_add_string(&stream->name, shown_path(stream->path));
    if (stream->live) {
        stream->ended = true;
        return TM_READ_OK;
    }
    do {
        got = archive_read_next_header(stream->archive, &entry);
    } while (got == ARCHIVE_RETRY || (got >= ARCHIVE_WARN && got != ARCHIVE_EOF &&
                                      archive_format(stream->archive) != ARCHIVE_FORMAT_RAW &&
                                      archive_entry_filetype(entry) != AE_IFREG));
    if (got < ARCHIVE_WARN)
        return failed(stream);
    stream->ended = got == ARCHIVE_EOF;
    if (stream->ended && (stream->any_byte || stream->any_member))
        return TM_READ_END;
    stream->any_member = true;
    stream->at_end = got == ARCHIVE_EOF;
    if (stream->at_end)
        return TM_READ_OK;
    if (archive_format(stream->archive) != ARCHIVE_FORMAT_RAW) {
        const char *member = archive_entry_pathname(entry);

        cli_bytes_add_string(&stream->name, ":");
        cli_bytes_add_string(&stream->name, member ? member : "?");
    }
    return TM_READ_OK;
}

const char *tm_stream_name(const struct tm_stream *stream)
{
    return stream->name.data;
}

size_t tm_stream_line_number(const struct tm_stream *stream)
{
    return stream->line_number;
}

void tm_stream_set_line(struct tm_stream *stream, size_t number)
{
    stream->line_number = number;
}

bool tm_stream_is_member(const struct tm_stream *stream)
{
    return !stream->live && archive_format(stream->archive) != ARCHIVE_FORMAT_RAW && !stream->ended;
}

/* ---- blocks ---- */

static enum tm_read check_bomb(const struct tm_stream *stream)
{
    const uint64_t taken = tm_source_taken(stream->source);

    if (stream->unpacked <= stream->limit || stream->unpacked / BOMB_RATIO <= taken)
        return TM_READ_OK;
    cli_error("%s: unpacks to more than %d times its size; not read any further", stream->name.data,
              BOMB_RATIO);
    return TM_READ_FAILED;
}

static enum tm_read fill_live(struct tm_stream *stream)
{
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};
    ssize_t got;

    if (stream->idle && poll(&input, 1, 0) == 0)
        stream->idle(stream->idle_ctx);
    do {
        got = read(STDIN_FILENO, stream->live, LIVE_BLOCK);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        cli_error("%s: %s", stream->name.data, strerror(errno));
        return TM_READ_FAILED;
    }
    stream->at_end = got == 0;
    stream->raw = (tm_text){stream->live, (size_t)got};
    return got > 0 ? TM_READ_OK : TM_READ_END;
}

/* Have something in `raw`; nothing at the end of the member. */
static enum tm_read fill_raw(struct tm_stream *stream)
{
    if (stream->live && stream->raw.size == 0 && !stream->at_end)
        return fill_live(stream);
    while (stream->raw.size == 0 && !stream->at_end) {
        const void *data;
        size_t size;
        la_int64_t offset;
        const int got = archive_read_data_block(stream->archive, &data, &size, &offset);

        stream->at_end = got == ARCHIVE_EOF;
        if (got != ARCHIVE_OK && got != ARCHIVE_EOF)
            return failed(stream);
        if (got == ARCHIVE_OK) {
            stream->raw = (tm_text){data, size};
            stream->unpacked += size;
            if (check_bomb(stream) == TM_READ_FAILED)
                return TM_READ_FAILED;
        }
    }
    return stream->raw.size > 0 ? TM_READ_OK : TM_READ_END;
}

static enum tm_read start_converter(struct tm_stream *stream, const char *charset)
{
    stream->decoding = AS_IS;
    if (strcasecmp(charset, "UTF-8") == 0)
        return TM_READ_OK;
    stream->converter = tm_converter_open(charset);
    if (!stream->converter) {
        cli_error("%s: this system's iconv does not know the charset %s", stream->name.data,
                  charset);
        return TM_READ_FAILED;
    }
    stream->decoding = CONVERT;
    return TM_READ_OK;
}

/* Decide what the first bytes over 127 mean; they are in `raw`. Afterwards `raw` is the sample. */
static enum tm_read decide(struct tm_stream *stream)
{
    struct cli_bytes *const sample = &stream->sample;
    size_t first = 0;
    const char *guess;

    while ((unsigned char)stream->raw.data[first] < 0x80)
        first++;
    first -= first < CONTEXT ? first : CONTEXT;
    cli_bytes_clear(sample);
    do {
        cli_bytes_add(sample, stream->raw.data, stream->raw.size);
        stream->raw.size = 0;
        if (sample->size - first < SAMPLE && fill_raw(stream) == TM_READ_FAILED)
            return TM_READ_FAILED;
    } while (stream->raw.size > 0);
    stream->raw = (tm_text){sample->data, sample->size};
    guess = stream->declared;
    if (*guess == '\0' || strcasecmp(guess, "UTF-8") == 0 ||
        tm_charset_is_utf8(sample->data + first, sample->size - first))
        guess = tm_charset_guess(sample->data + first, sample->size - first);
    return start_converter(stream, guess);
}

/* Have something in `block`; nothing at the end of the member. */
static enum tm_read fill_block(struct tm_stream *stream)
{
    enum tm_read got = fill_raw(stream);

    if (got == TM_READ_FAILED)
        return got;
    if (stream->decoding == WATCH && !tm_charset_is_ascii(stream->raw.data, stream->raw.size)) {
        got = decide(stream);
        if (got != TM_READ_OK)
            return got;
    }
    if (stream->decoding != CONVERT) {
        stream->block = stream->raw;
        stream->raw.size = 0;
        return TM_READ_OK;
    }
    cli_bytes_clear(&stream->converted);
    tm_converter_add(stream->converter, &stream->converted, stream->raw.data, stream->raw.size,
                     got == TM_READ_END);
    stream->raw.size = 0;
    stream->block = (tm_text){stream->converted.data, stream->converted.size};
    return TM_READ_OK;
}

enum tm_read tm_stream_peek(struct tm_stream *stream, tm_text *head)
{
    bool more = true;

    while (stream->block.size == 0 && more) {
        more = !stream->at_end || stream->raw.size > 0;
        if ((more || stream->decoding == CONVERT) && fill_block(stream) == TM_READ_FAILED)
            return TM_READ_FAILED;
    }
    *head = stream->block;
    return stream->block.size > 0 ? TM_READ_OK : TM_READ_END;
}

enum tm_read tm_stream_decode(struct tm_stream *stream, const char *charset)
{
    const char *mark_charset;
    tm_text head;
    size_t mark;

    if (tm_stream_peek(stream, &head) == TM_READ_FAILED)
        return TM_READ_FAILED;
    mark_charset = tm_charset_mark(head.data, head.size, &mark);
    /* A byte-order mark belongs to the file and not to its first document. */
    stream->raw = (tm_text){head.size ? head.data + mark : NULL, head.size - mark};
    stream->block.size = 0;
    if (charset)
        return start_converter(stream, charset);
    if (mark_charset)
        return start_converter(stream, mark_charset);
    if (head.size > 0 && tm_charset_is_utf16(head.data, head.size))
        return start_converter(stream, tm_charset_guess(head.data, head.size));
    stream->declared[0] = '\0';
    stream->decoding = WATCH;
    if (tm_charset_declared(stream->declared, head.data, head.size)) {
        if (strncasecmp(stream->declared, "UTF-16", 6) == 0 ||
            strncasecmp(stream->declared, "UTF-32", 6) == 0) /* one could not read that it is */
            stream->declared[0] = '\0';
        else if (tm_charset_is_escaped(stream->declared))
            return start_converter(stream, stream->declared);
    }
    return TM_READ_OK;
}

void tm_stream_skip(struct tm_stream *stream, size_t size)
{
    stream->block.data += size;
    stream->block.size -= size;
}

enum tm_read tm_stream_block(struct tm_stream *stream, tm_text *block)
{
    const enum tm_read got = tm_stream_peek(stream, block);

    stream->block.size = 0;
    return got;
}

size_t tm_stream_limit(const struct tm_stream *stream)
{
    return stream->limit;
}

enum tm_read tm_stream_too_long(const struct tm_stream *stream, const char *what)
{
    const size_t gibibytes = stream->limit >> 30;
    const size_t line = stream->line_number > 0 ? stream->line_number : 1;

    if (gibibytes > 0)
        cli_error("%s:%zu: %s longer than %zu GiB", stream->name.data, line, what, gibibytes);
    else
        cli_error("%s:%zu: %s longer than %zu bytes", stream->name.data, line, what, stream->limit);
    return TM_READ_FAILED;
}

enum tm_read tm_stream_rest(struct tm_stream *stream, struct cli_bytes *out)
{
    enum tm_read got;
    tm_text block;

    while ((got = tm_stream_block(stream, &block)) == TM_READ_OK) {
        if (block.size > stream->limit || out->size > stream->limit - block.size)
            return tm_stream_too_long(stream, "a text");
        cli_bytes_add(out, block.data, block.size);
    }
    return got == TM_READ_END ? TM_READ_OK : got;
}

static enum tm_read finish_line(struct tm_stream *stream, tm_text *line, const char *data,
                                size_t size)
{
    if (size > 0 && data[size - 1] == '\r')
        size--;
    *line = (tm_text){data, size};
    stream->line_number++;
    return TM_READ_OK;
}

/* Bytes up to `end`, which is taken, or to the end of the member. */
static enum tm_read take_until(struct tm_stream *stream, char end, const char *what, tm_text *piece)
{
    cli_bytes_clear(&stream->line);
    for (;;) {
        tm_text block;
        const enum tm_read got = tm_stream_peek(stream, &block);
        const char *found;
        size_t size;

        *piece = (tm_text){stream->line.data, stream->line.size};
        if (got == TM_READ_END && stream->line.size > 0)
            return TM_READ_OK;
        if (got != TM_READ_OK)
            return got;
        found = memchr(block.data, end, block.size);
        size = found ? (size_t)(found - block.data) : block.size;
        if (size > stream->limit || stream->line.size > stream->limit - size) {
            stream->line_number++;
            return tm_stream_too_long(stream, what);
        }
        tm_stream_skip(stream, size + (found != NULL));
        *piece = (tm_text){block.data, size};
        if (found && stream->line.size == 0)
            return TM_READ_OK;
        cli_bytes_add(&stream->line, block.data, size);
        *piece = (tm_text){stream->line.data, stream->line.size};
        if (found)
            return TM_READ_OK;
    }
}

enum tm_read tm_stream_line(struct tm_stream *stream, tm_text *line)
{
    tm_text piece;
    const enum tm_read got = take_until(stream, '\n', "a line", &piece);

    return got == TM_READ_OK ? finish_line(stream, line, piece.data, piece.size) : got;
}

enum tm_read tm_stream_until_nul(struct tm_stream *stream, tm_text *text)
{
    return take_until(stream, '\0', "a document", text);
}
