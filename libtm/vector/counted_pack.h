/* Counts of a block as bytes: what is kept of them in a file. */
#ifndef TM_VECTOR_COUNTED_PACK_H
#define TM_VECTOR_COUNTED_PACK_H

#include "base/buffer.h"
#include "vector/counted.h"

/*
 * Lengths and terms as numbers of seven bits a byte: terms by first appearance are small numbers,
 * and nearly all stand once, so that an entry takes two to three bytes instead of five. Appends;
 * false when memory is out.
 */
bool tm__counted_pack(struct tm__buffer *out, const struct tm__counted *counted, size_t rows);

/* Back into a zeroed struct; release it after an error, too. Errors: TM_ENOMEM, TM_EFORMAT. */
tm_status tm__counted_unpack(struct tm__counted *counted, size_t rows, const void *bytes,
                             size_t size);

#endif
