#define _POSIX_C_SOURCE 200809L /* open, mmap */
#include "models/container.h"

#include "base/memory.h"
#include "base/status.h"
#include "models/checksum.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/layout.h"

struct tm__container {
    const unsigned char *data;
    size_t size;
    bool mapped;    /* data is a mapping of ours */
    char name[128]; /* of the file, for messages */
};

/* The sizes and offsets of the header, before anything behind it is touched. */
static tm_status check_header(const struct tm__container *c, const char *kind, uint32_t version,
                              tm_error *err)
{
    const struct tm__layout_header *h = (const void *)c->data;

    if (c->size < sizeof *h || memcmp(h->magic, TM__LAYOUT_MAGIC, sizeof h->magic) != 0)
        return tm__fail(err, TM_EFORMAT, "%s: not a model of libtm", c->name);
    if (h->format != TM__LAYOUT_FORMAT)
        return tm__fail(err, TM_EFORMAT, "%s: format version %u; this library reads %u", c->name,
                        h->format, TM__LAYOUT_FORMAT);
    if (h->size != c->size || h->zero != 0)
        return tm__fail_at(err, TM_EFORMAT, c->size, "%s: %zu bytes long, but its header says %llu",
                           c->name, c->size, (unsigned long long)h->size);
    if (h->checksum != tm__checksum(c->data + TM__LAYOUT_SUMMED, c->size - TM__LAYOUT_SUMMED))
        return tm__fail(err, TM_EFORMAT, "%s: damaged, the checksum does not match", c->name);
    if (strncmp(h->kind, kind, sizeof h->kind) != 0)
        return tm__fail(err, TM_EFORMAT, "%s: a model of kind '%.16s', not '%s'", c->name, h->kind,
                        kind);
    if (h->version != version)
        return tm__fail(err, TM_EFORMAT, "%s: version %u of kind '%s'; this library reads %u",
                        c->name, h->version, kind, version);
    return TM_OK;
}

static tm_status check_sections(const struct tm__container *c, tm_error *err)
{
    const struct tm__layout_header *h = (const void *)c->data;
    const struct tm__layout_section *s = (const void *)(h + 1);

    if (h->sections > (c->size - sizeof *h) / sizeof *s)
        return tm__fail(err, TM_EFORMAT, "%s: %u sections do not fit", c->name, h->sections);
    for (uint32_t i = 0; i < h->sections; i++)
        if (s[i].offset % TM__LAYOUT_ALIGN || s[i].offset > c->size ||
            s[i].size > c->size - s[i].offset)
            return tm__fail_at(err, TM_EFORMAT, sizeof *h + i * sizeof *s,
                               "%s: section '%.16s' lies outside the file", c->name, s[i].name);
    return TM_OK;
}

static tm_status open_bytes(struct tm__container **out, const void *data, size_t size, bool mapped,
                            const char *name, const char *kind, uint32_t version, tm_error *err)
{
    struct tm__container *c = tm__calloc(1, sizeof *c);
    tm_status status;

    if (!c) {
        if (mapped)
            munmap((void *)(uintptr_t)data, size);
        return tm__fail_memory(err, "opening a model");
    }
    c->data = data;
    c->size = size;
    c->mapped = mapped;
    strncpy(c->name, name, sizeof c->name - 1);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    status =
        tm__fail(err, TM_EFORMAT, "%s: models are little-endian, this machine is not", c->name);
#else
    status = check_header(c, kind, version, err);
#endif
    if (status == TM_OK)
        status = check_sections(c, err);
    if (status != TM_OK) {
        tm__container_close(c);
        return status;
    }
    *out = c;
    return TM_OK;
}

tm_status tm__container_read(struct tm__container **out, const void *data, size_t size,
                             const char *name, const char *kind, uint32_t version, tm_error *err)
{
    *out = NULL;
    return open_bytes(out, data, size, false, name, kind, version, err);
}

tm_status tm__container_open(struct tm__container **out, const char *path, const char *kind,
                             uint32_t version, tm_error *err)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    void *data;

    *out = NULL;
    if (fd < 0)
        return tm__fail(err, TM_EIO, "%s: %s", path, strerror(errno));
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(fd);
        return tm__fail(err, TM_EIO, "%s: not a regular file", path);
    }
    if (info.st_size < (off_t)sizeof(struct tm__layout_header)) {
        close(fd);
        return tm__fail(err, TM_EFORMAT, "%s: not a model of libtm", path);
    }
    data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (data == MAP_FAILED)
        return tm__fail(err, TM_EIO, "%s: %s", path, strerror(errno));
    return open_bytes(out, data, (size_t)info.st_size, true, path, kind, version, err);
}

void tm__container_close(struct tm__container *container)
{
    if (!container)
        return;
    if (container->mapped)
        munmap((void *)(uintptr_t)container->data, container->size);
    tm__free(container);
}

/* NULL if there is none. */
static const struct tm__layout_section *find(const struct tm__container *container,
                                             const char *name)
{
    const struct tm__layout_header *h = (const void *)container->data;
    const struct tm__layout_section *s = (const void *)(h + 1);

    for (uint32_t i = 0; i < h->sections; i++)
        if (strncmp(s[i].name, name, sizeof s[i].name) == 0)
            return &s[i];
    return NULL;
}

bool tm__container_has(const struct tm__container *container, const char *name)
{
    return find(container, name) != NULL;
}

tm_status tm__container_section(const struct tm__container *container, const char *name,
                                size_t element, const void **data, size_t *count, tm_error *err)
{
    const struct tm__layout_section *const s = find(container, name);

    *data = NULL;
    *count = 0;
    if (!s)
        return tm__fail(err, TM_EFORMAT, "%s: section '%s' is missing", container->name, name);
    if (s->size % element)
        return tm__fail(err, TM_EFORMAT, "%s: section '%s' ends within an element", container->name,
                        name);
    *data = container->data + s->offset;
    *count = (size_t)(s->size / element);
    return TM_OK;
}
