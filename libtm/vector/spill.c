#define _GNU_SOURCE /* fallocate, mkstemp, pread */
#include "vector/spill.h"

#include "base/memory.h"
#include "base/status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h> /* mkstemp */
#include <string.h>
#include <unistd.h>

/* Not /tmp: it may be memory, and is meant for small files. */
static const char *usual_folder(void)
{
    return access("/var/tmp", W_OK | X_OK) == 0 ? "/var/tmp" : "/tmp";
}

tm_status tm__spill_init(struct tm__spill *spill, const char *folder, tm_error *err)
{
    const char *const where = folder ? folder : usual_folder();

    spill->file = -1;
    spill->end = 0;
    spill->folder = tm__strndup(where, strlen(where));
    return spill->folder ? TM_OK : tm__fail_memory(err, "keeping rows");
}

void tm__spill_release(struct tm__spill *spill)
{
    if (spill->folder && spill->file >= 0)
        close(spill->file);
    tm__free(spill->folder);
    spill->folder = NULL;
}

static tm_status fail(const struct tm__spill *spill, tm_error *err)
{
    return tm__fail(err, TM_EIO, "a temporary file in %s: %s", spill->folder,
                    errno ? strerror(errno) : "it ends too early");
}

static tm_status make_file(struct tm__spill *spill, tm_error *err)
{
    static const char name[] = "/tm-XXXXXX";
    const size_t folder = strlen(spill->folder);
    char *const path = tm__malloc(folder + sizeof name);

    if (!path)
        return tm__fail_memory(err, "keeping rows");
    memcpy(path, spill->folder, folder);
    memcpy(path + folder, name, sizeof name);
    spill->file = mkstemp(path);
    if (spill->file >= 0) {
        unlink(path);
        (void)fcntl(spill->file, F_SETFD, FD_CLOEXEC); /* a child would only hold the space */
    }
    tm__free(path);
    return spill->file >= 0 ? TM_OK : fail(spill, err);
}

tm_status tm__spill_write(struct tm__spill *spill, uint64_t *at, const void *data, size_t size,
                          tm_error *err)
{
    const char *const bytes = data;
    const tm_status status = spill->file < 0 ? make_file(spill, err) : TM_OK;

    if (status != TM_OK)
        return status;
    for (size_t done = 0; done < size;) {
        ssize_t n;

        errno = 0;
        n = pwrite(spill->file, bytes + done, size - done, (off_t)(spill->end + done));
        if (n > 0)
            done += (size_t)n;
        else if (errno != EINTR)
            return fail(spill, err);
    }
    *at = spill->end;
    spill->end += size;
    return TM_OK;
}

tm_status tm__spill_read(const struct tm__spill *spill, void *data, size_t size, uint64_t at,
                         tm_error *err)
{
    char *const bytes = data;

    for (size_t done = 0; done < size;) {
        ssize_t n;

        errno = 0;
        n = pread(spill->file, bytes + done, size - done, (off_t)(at + done));
        if (n > 0)
            done += (size_t)n;
        else if (errno != EINTR)
            return fail(spill, err);
    }
    return TM_OK;
}

void tm__spill_drop(const struct tm__spill *spill, uint64_t at, uint64_t size)
{
#if defined(FALLOC_FL_PUNCH_HOLE)
    /* It is a wish: some file systems have no holes. */
    if (size > 0)
        (void)fallocate(spill->file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)at,
                        (off_t)size);
#else
    (void)spill;
    (void)at;
    (void)size;
#endif
}
