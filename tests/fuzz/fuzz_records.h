/* Bytes through the reader, as if they were a file of a format. */
#ifndef FUZZ_RECORDS_H
#define FUZZ_RECORDS_H

#include "fuzz.h"
#include "io/reader.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* The file that all runs of this process write; it is gone when the process is. */
static int fuzz_file(void)
{
    static char path[] = "/tmp/tm_fuzz_XXXXXX";
    static int file = -1;

    if (file < 0) {
        file = mkstemp(path);
        FUZZ_CHECK(file >= 0);
        unlink(path);
    }
    return file;
}

static void fuzz_check_record(const struct tm_record *record)
{
    volatile unsigned char sum = 0; /* touch every byte that was lent */

    FUZZ_CHECK(record->texts >= 1 && record->id.size > 0 && record->number > 0);
    FUZZ_CHECK(tm_utf8_valid(record->id.data, record->id.size));
    for (size_t i = 0; i < record->texts; i++)
        for (size_t at = 0; at < record->text[i].size; at++)
            sum = (unsigned char)(sum + (unsigned char)record->text[i].data[at]);
    for (size_t at = 0; at < record->title.size; at++)
        sum = (unsigned char)(sum + (unsigned char)record->title.data[at]);
}

/* input: index into tm_reader_inputs by name. Messages go nowhere. */
static void fuzz_records(const uint8_t *data, size_t size, const char *input)
{
    struct tm_reader_options options = {.fallback = "lines"};
    static char dash[] = "-";
    static char *const paths[] = {dash};
    const int file = fuzz_file(), in = dup(STDIN_FILENO), out = dup(STDERR_FILENO);
    const int nowhere = open("/dev/null", O_WRONLY);
    struct tm_reader *reader;
    struct tm_record record;

    FUZZ_CHECK(in >= 0 && out >= 0 && nowhere >= 0);
    while (strcmp(tm_reader_inputs[options.input], input) != 0)
        options.input++;
    FUZZ_CHECK(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == (ssize_t)size);
    lseek(file, 0, SEEK_SET);
    fflush(stderr);
    dup2(file, STDIN_FILENO);
    dup2(nowhere, STDERR_FILENO);
    reader = tm_reader_open(paths, 1, &options);
    while (tm_reader_next(reader, &record) == TM_READ_OK)
        fuzz_check_record(&record);
    tm_reader_close(reader);
    fflush(stderr);
    dup2(in, STDIN_FILENO);
    dup2(out, STDERR_FILENO);
    close(in);
    close(out);
    close(nowhere);
}

#endif
