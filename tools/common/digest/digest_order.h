/* Which story comes first. */
#ifndef DIGEST_ORDER_H
#define DIGEST_ORDER_H

#include "digest/digest.h"

/* Fill sources, dated, first, last and importance of a story whose rows are there. */
void digest_weigh(const struct digest *digest, struct digest_story *story);
/* The most important first; ties: the story with the earlier document. */
void digest_sort_stories(struct digest *digest);
/* The newest first, undated ones at the end. */
void digest_sort_loners(struct digest *digest);

#endif
