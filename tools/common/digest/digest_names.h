/* What documents are called on a page of stories. */
#ifndef DIGEST_NAMES_H
#define DIGEST_NAMES_H

#include "digest/digest.h"

/*
 * Fill digest->name: the title without the name of an outlet behind it. A text without a title is
 * called by its first line; where that is no headline (too long, a sentence, or quoted), by its first
 * sentence, behind what stands before it: bylines, datelines, quoted lines.
 */
tm_status digest_find_names(struct digest *digest, const tm_run *run, tm_error *err);

#endif
