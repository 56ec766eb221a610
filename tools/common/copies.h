/* Which texts are the same, byte for byte. */
#ifndef CLI_COPIES_H
#define CLI_COPIES_H

#include <tm.h>

/* For each text the first that is the same, itself if there is none before. free() it. */
size_t *cli_copies(const tm_text *text, size_t count);

#endif
