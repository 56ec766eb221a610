/* Where the stories stand on a map: alike ones close together. */
#ifndef DIGEST_MAP_H
#define DIGEST_MAP_H

#include "digest/digest.h"

/* More would not be seen, and the layout compares all with all. */
enum { DIGEST_MAPPED = 200 };

/* Set x and y of the first DIGEST_MAPPED stories. */
TM_MUST_CHECK tm_status digest_make_map(struct digest *digest, const tm_sparse *rows,
                                        const tm_run *run, tm_error *err);

#endif
