#include "io/stream.h"

#include "bytes.h"
#include "talk.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { BLOCK = 1 << 17 };

struct tm_stream {
    const char *path;
    struct archive *archive;
    /* gzip is undone here and not in libarchive, which does not check the sum of the bytes
     * (consume_trailer in its gzip filter). What is not gzip passes through gzread as it is. */
    gzFile file;
    char *buffer;
    bool any_byte, any_member; /* seen so far */
    bool at_end, ended;        /* of the member, of the file */
    struct cli_bytes name;
    tm_text block;         /* not yet taken, inside libarchive */
    struct cli_bytes line; /* a line that crosses blocks */
    size_t line_number;
};

static const char *shown_path(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static la_ssize_t read_file(struct archive *archive, void *ctx, const void **block)
{
    struct tm_stream *stream = ctx;
    const int got = gzread(stream->file, stream->buffer, BLOCK);
    int code = Z_OK;
    const char *reason = gzerror(stream->file, &code);

    *block = stream->buffer;
    stream->any_byte = stream->any_byte || got > 0;
    if (code == Z_ERRNO) {
        archive_set_error(archive, errno, "%s", strerror(errno));
        return -1;
    }
    if (code == Z_BUF_ERROR) {
        archive_set_error(archive, EIO, "truncated gzip data");
        return -1;
    }
    if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
        const char *colon = strstr(reason, ": "); /* zlib puts its idea of the path in front */

        archive_set_error(archive, EIO, "damaged gzip data: %s", colon ? colon + 2 : reason);
        return -1;
    }
    return got;
}

static int open_file(const char *path)
{
    struct stat info;
    const int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        cli_error("%s: %s", shown_path(path), strerror(errno));
        return -1;
    }
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        cli_error("%s: is a directory; name the files in it", shown_path(path));
        close(fd);
        return -1;
    }
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

struct tm_stream *tm_stream_open(const char *path)
{
    struct tm_stream *stream;
    const int fd = open_file(path);

    if (fd < 0)
        return NULL;
    stream = cli_alloc(1, sizeof *stream);
    stream->path = path;
    cli_bytes_add_string(&stream->name, shown_path(path));
    stream->buffer = cli_alloc(BLOCK, 1);
    stream->file = gzdopen(fd, "rb");
    if (!stream->file) {
        close(fd);
        exit(cli_error("out of memory"));
    }
    gzbuffer(stream->file, BLOCK);
    if (open_archive(stream))
        return stream;
    tm_stream_close(stream);
    return NULL;
}

void tm_stream_close(struct tm_stream *stream)
{
    if (!stream)
        return;
    archive_read_free(stream->archive);
    gzclose(stream->file);
    free(stream->buffer);
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
    stream->block = (tm_text){NULL, 0};
    stream->at_end = false;
    stream->line_number = 0;
    cli_bytes_clear(&stream->name);
    cli_bytes_add_string(&stream->name, shown_path(stream->path));
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

enum tm_read tm_stream_peek(struct tm_stream *stream, tm_text *head)
{
    while (stream->block.size == 0 && !stream->at_end) {
        const void *data;
        size_t size;
        la_int64_t offset;
        const int got = archive_read_data_block(stream->archive, &data, &size, &offset);

        stream->at_end = got == ARCHIVE_EOF;
        if (got != ARCHIVE_OK && got != ARCHIVE_EOF)
            return failed(stream);
        if (got == ARCHIVE_OK)
            stream->block = (tm_text){data, size};
    }
    *head = stream->block;
    return stream->block.size > 0 ? TM_READ_OK : TM_READ_END;
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

static enum tm_read finish_line(struct tm_stream *stream, tm_text *line, const char *data,
                                size_t size)
{
    if (size > 0 && data[size - 1] == '\r')
        size--;
    *line = (tm_text){data, size};
    stream->line_number++;
    return TM_READ_OK;
}

enum tm_read tm_stream_line(struct tm_stream *stream, tm_text *line)
{
    cli_bytes_clear(&stream->line);
    for (;;) {
        tm_text block;
        const enum tm_read got = tm_stream_peek(stream, &block);
        const char *end;
        size_t size;

        if (got == TM_READ_END && stream->line.size > 0)
            return finish_line(stream, line, stream->line.data, stream->line.size);
        if (got != TM_READ_OK)
            return got;
        end = memchr(block.data, '\n', block.size);
        size = end ? (size_t)(end - block.data) : block.size;
        if (size > TM_STREAM_LIMIT - stream->line.size) {
            cli_error("%s:%zu: a line longer than 1 GiB", stream->name.data,
                      stream->line_number + 1);
            return TM_READ_FAILED;
        }
        tm_stream_skip(stream, size + (end != NULL));
        if (end && stream->line.size == 0)
            return finish_line(stream, line, block.data, size);
        cli_bytes_add(&stream->line, block.data, size);
        if (end)
            return finish_line(stream, line, stream->line.data, stream->line.size);
    }
}
