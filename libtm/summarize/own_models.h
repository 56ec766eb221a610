/* Model files of models/ that are compiled in, byte by byte (cmake/own_models.cmake). */
#ifndef TM_SUMMARIZE_OWN_MODELS_H
#define TM_SUMMARIZE_OWN_MODELS_H

#include <stddef.h>

struct tm__own_model {
    const char *name; /* of the file, without .tm; NULL behind the last */
    const void *data; /* aligned to 64 */
    size_t size;      /* bytes */
};

extern const struct tm__own_model tm__own_models[];

#endif
