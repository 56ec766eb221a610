/* The pictures of the page, as inline SVG. */
#ifndef DIGEST_SVG_H
#define DIGEST_SVG_H

#include "digest/digest.h"

/* A dot a story, alike ones close together, large ones named. Nothing if there are fewer than 3. */
void digest_svg_map(const struct digest *digest, size_t shown, FILE *file);
/* When the documents of the most important stories came, a line a story. Nothing without times. */
void digest_svg_timeline(const struct digest *digest, size_t shown, FILE *file);

#endif
