/* Numbers as text, for rows by the hundred thousand: what printf() writes, in a fifth of the time.
 */
#ifndef CLI_NUMBER_H
#define CLI_NUMBER_H

#include "bytes.h"

#include <stdint.h>

/* As "%" PRIu64. */
void cli_add_count(struct cli_bytes *out, uint64_t count);
/* As "%.6g", but 0 for -0. */
void cli_add_number(struct cli_bytes *out, double number);

#endif
