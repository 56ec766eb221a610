/* Classes of 64 bytes at once, a bit a byte: what the cutters look at before any single byte. */
#ifndef TM_TEXT_BYTE_MASK_H
#define TM_TEXT_BYTE_MASK_H

#include "base/bits.h"

#include <stddef.h>
#include <stdint.h>

enum { TM__MASK_BYTES = 64 };

/* Where a sentence might end. Bit i is byte i of the block. */
struct tm__mark_mask {
    uint64_t ends;  /* . ! ? newlines, and the first bytes of end marks and bullets above ASCII */
    uint64_t signs; /* ) ; : which end something only in lists and in some languages */
};

/* The block at text, of which size bytes are there; bits from size on are 0. Reads no further. */
struct tm__mark_mask tm__mark_mask(const char *text, size_t size);

/* The same by looking at one byte after the other: the reference, and what other machines use. */
struct tm__mark_mask tm__mark_mask_plain(const char *text, size_t size);

/*
 * Where a word with a capital might start: a capital, or anything above ASCII, behind a space. The
 * block is at text[at].
 */
uint64_t tm__capital_mask(const char *text, size_t size, size_t at);
uint64_t tm__capital_mask_plain(const char *text, size_t size, size_t at);

/* Where words start and how far they go. */
struct tm__word_mask {
    uint64_t run;   /* ASCII letters, digits and _ */
    uint64_t start; /* what a word may start with: run, # and @, and everything above ASCII */
};

struct tm__word_mask tm__word_mask(const char *text, size_t size);
struct tm__word_mask tm__word_mask_plain(const char *text, size_t size);

#endif
