#define _GNU_SOURCE /* O_TMPFILE, linkat, fsync, realpath */
#include "base/memory.h"
#include "base/status.h"
#include "models/checksum.h"
#include "models/container.h"
#include "models/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static uint64_t aligned(uint64_t offset)
{
    return (offset + TM__LAYOUT_ALIGN - 1) / TM__LAYOUT_ALIGN * TM__LAYOUT_ALIGN;
}

/* The whole file in memory: models are small beside what they were made from. */
static unsigned char *assemble(size_t *size, const char *kind, uint32_t version,
                               const struct tm__section *section, size_t sections)
{
    struct tm__layout_header *h;
    struct tm__layout_section *entry;
    uint64_t at = aligned(sizeof *h + sections * sizeof *entry), total = at;
    unsigned char *file;

    for (size_t i = 0; i < sections; i++)
        total = aligned(total + section[i].size);
    file = tm__calloc(total, 1);
    if (!file)
        return NULL;
    h = (void *)file;
    entry = (void *)(h + 1);
    memcpy(h->magic, TM__LAYOUT_MAGIC, sizeof h->magic);
    h->format = TM__LAYOUT_FORMAT;
    h->sections = (uint32_t)sections;
    h->size = total;
    strncpy(h->kind, kind, sizeof h->kind - 1);
    h->version = version;
    for (size_t i = 0; i < sections; i++) {
        strncpy(entry[i].name, section[i].name, sizeof entry[i].name - 1);
        entry[i].offset = at;
        entry[i].size = section[i].size;
        if (section[i].size)
            memcpy(file + at, section[i].data, section[i].size);
        at = aligned(at + section[i].size);
    }
    h->checksum = tm__checksum(file + TM__LAYOUT_SUMMED, total - TM__LAYOUT_SUMMED);
    *size = total;
    return file;
}

enum { MOST_NAMES = 100 }; /* that are tried */

/* A new file beside path; its name (path.0, path.1, ...) is the first one free. -1 if there is
 * none. */
static int create_beside(const char *path, char *temporary, size_t capacity)
{
    int fd = -1;

    for (unsigned i = 0; i < MOST_NAMES && fd < 0; i++) {
        snprintf(temporary, capacity, "%s.%u", path, i);
        fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    return fd;
}

/*
 * A file without a name in the folder of path: a process that is killed while it writes leaves
 * nothing. -1 where file systems have none (NFS) or nothing can name it later. temporary: room for
 * path.
 */
static int create_nameless(const char *path, char *temporary)
{
    const char *const slash = strrchr(path, '/');
    const size_t size = slash ? (size_t)(slash - path) + 1 : 1;

    if (access("/proc/self/fd", X_OK) != 0)
        return -1;
    memcpy(temporary, slash ? path : ".", size);
    temporary[size] = '\0';
    return open(temporary, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
}

/* Give it the first name beside path that is free. errno or 0. */
static int name_beside(int fd, const char *path, char *temporary, size_t capacity)
{
    char self[32];
    int failed = EEXIST;

    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    for (unsigned i = 0; i < MOST_NAMES && failed == EEXIST; i++) {
        snprintf(temporary, capacity, "%s.%u", path, i);
        failed = linkat(AT_FDCWD, self, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
    }
    return failed;
}

/* All bytes into fd. errno or 0. */
static int write_all(int fd, const unsigned char *file, size_t size, bool sync)
{
    int failed = 0;

    for (size_t done = 0; done < size && !failed;) {
        const ssize_t n = write(fd, file + done, size - done);
        if (n > 0)
            done += (size_t)n;
        else if (n < 0 && errno != EINTR)
            failed = errno;
    }
    if (!failed && sync && fsync(fd) != 0)
        failed = errno;
    return failed;
}

/* errno or what failed before. */
static int close_file(int fd, int failed)
{
    return close(fd) != 0 && !failed ? errno : failed;
}

/* The bytes get into a new file, which then takes the name: a reader sees the old file or the new
 * one. */
static int replace_file(const char *path, char *temporary, size_t capacity,
                        const unsigned char *file, size_t size)
{
    const int nameless = create_nameless(path, temporary);
    const int fd = nameless < 0 ? create_beside(path, temporary, capacity) : nameless;
    bool named = nameless < 0;
    int failed;

    if (fd < 0)
        return errno;
    failed = write_all(fd, file, size, true);
    if (!failed && !named) {
        failed = name_beside(fd, path, temporary, capacity);
        named = !failed;
    }
    failed = close_file(fd, failed);
    if (!failed && rename(temporary, path) != 0)
        failed = errno;
    if (failed && named)
        unlink(temporary);
    return failed;
}

/* A device or a pipe is written to; a file with its name would not be what it was. */
static int write_through(const char *path, const unsigned char *file, size_t size)
{
    const int fd = open(path, O_WRONLY | O_CLOEXEC);

    return fd < 0 ? errno : close_file(fd, write_all(fd, file, size, false));
}

/* The bytes get to where path leads: a link stays one, to a file that is new. errno or 0; ENOMEM.
 */
static int put_file(const char *path, const unsigned char *file, size_t size)
{
    struct stat info;
    const bool there = stat(path, &info) == 0;
    char *const real = there ? realpath(path, NULL) : NULL;
    const char *const target = real ? real : path;
    const size_t capacity = strlen(target) + sizeof ".99";
    char *temporary;
    int failed = ENOMEM;

    if (there && !S_ISREG(info.st_mode)) {
        failed = write_through(path, file, size);
    } else if ((temporary = tm__malloc(capacity))) {
        failed = replace_file(target, temporary, capacity, file, size);
        tm__free(temporary);
    }
    free(real); /* realpath() takes it from the C library */
    return failed;
}

tm_status tm__container_write(const char *path, const char *kind, uint32_t version,
                              const struct tm__section *section, size_t sections, tm_error *err)
{
    size_t size = 0;
    unsigned char *const file = assemble(&size, kind, version, section, sections);
    const int failed = file ? put_file(path, file, size) : ENOMEM;

    tm__free(file);
    if (failed == ENOMEM)
        return tm__fail_memory(err, "writing a model");
    return failed ? tm__fail(err, TM_EIO, "%s: %s", path, strerror(failed)) : TM_OK;
}
