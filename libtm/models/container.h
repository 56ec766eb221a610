/*
 * The file format of all models: named sections of plain little-endian arrays, checksummed, that
 * can be mapped into memory and used as they are. No code, no pointers.
 *
 *     offset size
 *          0    8  magic "TMMODEL\0"
 *          8    4  format version, 1
 *         12    4  zero
 *         16    8  size of the file in bytes
 *         24    8  checksum of the bytes from 32 to the end (see checksum.h)
 *         32   16  kind of model, NUL-padded, e.g. "tfidf"
 *         48    4  version of that kind
 *         52    4  number of sections, n
 *         56    8  zero
 *         64 32*n  for each section: name (16, NUL-padded), offset (8), size in bytes (8)
 *                  the sections, each at a multiple of 64, zeros between them
 */
#ifndef TM_MODELS_CONTAINER_H
#define TM_MODELS_CONTAINER_H

#include <tm/base.h>

struct tm__section {
    const char *name; /* at most 15 bytes */
    const void *data;
    uint64_t size; /* bytes */
};

/* Write a file that appears whole or not at all. Errors: TM_EIO, TM_ENOMEM. */
tm_status tm__container_write(const char *path, const char *kind, uint32_t version,
                              const struct tm__section *section, size_t sections, tm_error *err);

/* An open, verified file. Immutable. */
struct tm__container;

/*
 * Map a file and verify it: magic, versions, kind, sizes, checksum. What can be read of it is never
 * outside of it. Errors: TM_EIO, TM_ENOMEM, TM_EFORMAT; messages name the path.
 */
tm_status tm__container_open(struct tm__container **out, const char *path, const char *kind,
                             uint32_t version, tm_error *err);

/* The same for bytes in memory, which must stay and be aligned to 8; name is used in messages. */
tm_status tm__container_read(struct tm__container **out, const void *data, size_t size,
                             const char *name, const char *kind, uint32_t version, tm_error *err);

/* Whether there is a section of that name. */
bool tm__container_has(const struct tm__container *container, const char *name);

void tm__container_close(struct tm__container *container);

/*
 * A section as an array of elements of the given size; aligned to 64 within the file. TM_EFORMAT if
 * there is none or if its size is no multiple of the element's. An empty section is a valid array
 * of 0 elements.
 */
tm_status tm__container_section(const struct tm__container *container, const char *name,
                                size_t element, const void **data, size_t *count, tm_error *err);

#endif
