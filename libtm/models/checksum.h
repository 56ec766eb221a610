/* A 64-bit checksum of a file, fast enough to be verified at every loading. */
#ifndef TM_MODELS_CHECKSUM_H
#define TM_MODELS_CHECKSUM_H

#include <tm/base.h>

/*
 * Four lanes over 8-byte little-endian words (the last one zero-padded): lane = rotl((lane ^ word)
 * * odd, 29), every step one to one, so that a change within one word is always found. The lanes
 * and the size are mixed at the end. It guards against damage, not against an adversary.
 */
uint64_t tm__checksum(const void *data, size_t size);

#endif
