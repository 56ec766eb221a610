/* Bytes as a container whose size and checksum are right: damage must not get past the other
 * checks either. */
#ifndef FUZZ_CONTAINER_H
#define FUZZ_CONTAINER_H

#include "models/checksum.h"
#include "models/layout.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* An aligned copy; free() it. */
static inline unsigned char *fuzz_container(const uint8_t *data, size_t size)
{
    unsigned char *copy = aligned_alloc(64, (size + 64) / 64 * 64);

    if (!copy)
        abort();
    memcpy(copy, data, size);
    if (size >= sizeof(struct tm__layout_header)) {
        struct tm__layout_header *h = (void *)copy;
        h->size = size;
        h->checksum = tm__checksum(copy + TM__LAYOUT_SUMMED, size - TM__LAYOUT_SUMMED);
    }
    return copy;
}

#endif
