#include "matrix/packed.h"

#include "io/stream.h"
#include "output.h"
#include "talk.h"

#include <errno.h>
#include <string.h>

size_t cli_unpacked_length(const char *path)
{
    static const char *const endings[] = {".gz", ".bz2", ".xz", ".zst"};
    const size_t size = strlen(path);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t ending = strlen(endings[i]);

        if (size > ending && strcmp(path + size - ending, endings[i]) == 0)
            return size - ending;
    }
    return size;
}

/* False after a message. */
static bool copy(FILE *file, struct tm_stream *stream)
{
    enum tm_read got = tm_stream_member(stream);
    tm_text block;

    while (got == TM_READ_OK && (got = tm_stream_block(stream, &block)) == TM_READ_OK)
        fwrite(block.data, 1, block.size, file);
    if (got == TM_READ_FAILED)
        return false;
    if (fflush(file) == 0 && !ferror(file) && fseeko(file, 0, SEEK_SET) == 0)
        return true;
    cli_error("a temporary file in %s: %s", cli_temporary_folder(), strerror(errno));
    return false;
}

FILE *cli_unpack(const char *path)
{
    struct tm_stream *const stream = tm_stream_open(path, TM_STREAM_LIMIT);
    FILE *file = stream ? cli_temporary() : NULL;

    if (file && !copy(file, stream)) {
        fclose(file);
        file = NULL;
    }
    if (stream)
        tm_stream_close(stream);
    return file;
}
