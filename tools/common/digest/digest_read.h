/* The documents of a digest: read, dated, kept to a period. */
#ifndef DIGEST_READ_H
#define DIGEST_READ_H

#include "digest/digest.h"

/* Fill documents, outside, dated, time, has_time, first, last. CLI_GO_ON or an exit code. */
int digest_read(struct digest *digest, struct tm_reader *reader,
                const struct digest_options *options, struct cli_bar *bar);

/* What digest_read() fills beside the documents and outside. */
void digest_find_times(struct digest *digest);

#endif
