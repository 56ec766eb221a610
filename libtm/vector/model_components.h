/* The components of a TF-IDF model's rows (LSA), as it holds them and as its file does. */
#ifndef TM_VECTOR_MODEL_COMPONENTS_H
#define TM_VECTOR_MODEL_COMPONENTS_H

#include "models/container.h"

#include <tm/vector.h>

enum { TM__MOST_COMPONENTS = 65536 };

struct tm__components {
    tm_svd svd;       /* of no rows; components 0: there are none */
    float *own_right; /* NULL: it is in a file that is mapped, or there is none */
    float *own_sigma;
};

/* A zeroed struct gets a copy, without what is of rows. Errors: TM_ENOMEM. */
tm_status tm__components_copy(struct tm__components *components, const tm_svd *svd, tm_error *err);
void tm__components_release(struct tm__components *components);

/*
 * The sections "right" and "sigma", into the two of section; how many there are. And back, into a
 * zeroed struct, which stays without components if the file, which must stay, has none. Errors:
 * TM_EFORMAT.
 */
size_t tm__components_sections(struct tm__section *section, const struct tm__components *of);
tm_status tm__components_read(struct tm__components *out, const struct tm__container *file,
                              size_t terms, const char *path, tm_error *err);

#endif
