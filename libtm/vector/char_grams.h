/*
 * Runs of characters of a text: of all of it, or within what stands between white space.
 *
 * As scikit-learn's analyzers "char" and "char_wb": white space of two characters or more counts as
 * one space; in words, a word has a space on each side, and if it is shorter than a run it is taken
 * whole, once.
 */
#ifndef TM_VECTOR_CHAR_GRAMS_H
#define TM_VECTOR_CHAR_GRAMS_H

#include "base/buffer.h"

enum { TM__MOST_CHARACTERS = 64 }; /* of a run */

/* A zeroed struct is ready; it is used for one text after the other. */
struct tm__char_grams {
    struct tm__buffer text; /* what the spans are of */
    size_t *at;             /* [characters + 1] where each character starts */
    size_t characters, at_capacity;
    bool in_words;
    unsigned shortest, longest;
    size_t first, last; /* characters of the unit that is being cut: the text, or a word */
    size_t from;        /* of the next run */
    unsigned length;    /* of the next run */
};

void tm__char_grams_release(struct tm__char_grams *grams);

/* Begin with a text, which is copied. False when memory is out. */
bool tm__char_grams_start(struct tm__char_grams *grams, const char *text, size_t size,
                          bool in_words, unsigned shortest, unsigned longest);

/* The next runs, at most capacity; 0 at the end. */
size_t tm__char_grams_next(struct tm__char_grams *grams, tm_span *span, size_t capacity);

#endif
