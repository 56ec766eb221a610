/* Sentences of a text one after the other, without an array. */
#ifndef TM_TEXT_SENTENCES_H
#define TM_TEXT_SENTENCES_H

#include "text/byte_mask.h"
#include "text/line_shape.h"
#include "text/list_marker.h"
#include "text/sentence_rules.h"

struct tm__sentences {
    const char *text;
    size_t size;
    const struct tm__sentence_language *language;
    size_t at;                     /* where the next mark is looked for */
    size_t start;                  /* of the sentence */
    struct tm__list_marker marker; /* with which the sentence starts, if it does */
    size_t paragraph;              /* where it starts */
    struct tm__line_shape shape;   /* of the paragraph; not known while shape.end <= paragraph */
    size_t block;                  /* where the mask was taken */
    struct tm__mark_mask mask;
    uint64_t capitals; /* of the block, if the language is trained */
    tm_span found; /* the sentence that has just ended; end 0: none */
    bool done;
};

/* The language must stay. */
void tm__sentences_start(struct tm__sentences *sentences,
                         const struct tm__sentence_language *language, const char *text,
                         size_t size);

/* The next sentence; false at the end of the text. Never fails, never allocates. */
bool tm__sentences_next(struct tm__sentences *sentences, tm_span *sentence);

#endif
