/* Sections above the stories: sport, politics, whatever the day has. */
#ifndef DIGEST_SECTIONS_H
#define DIGEST_SECTIONS_H

#include "digest/digest.h"

/* Fewer stories need no sections. */
enum { DIGEST_SECTIONED = 12 };

/* Fill section, sections, section_labels and the section of every story. */
TM_MUST_CHECK tm_status digest_make_sections(struct digest *digest, const tm_sparse *rows,
                                             const tm_text *text, const tm_run *run, tm_error *err);

#endif
