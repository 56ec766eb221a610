/* Normalisation into a buffer that is used again and again. */
#ifndef TM_TEXT_NORMALIZE_H
#define TM_TEXT_NORMALIZE_H

#include "base/buffer.h"

#include <tm/text.h>

enum {
    /* Also drop what Arabic and Hebrew write only now and then: tatweel, vowel signs, points. */
    TM__NORMALIZE_POINTS = 1 << 8
};

/* Append the normal form of text to out. False if memory is out; out may then hold a part. */
bool tm__normalize(struct tm__buffer *out, const char *text, size_t size, unsigned flags);

#endif
