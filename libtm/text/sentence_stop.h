/* An end mark and what stands around it. */
#ifndef TM_TEXT_SENTENCE_STOP_H
#define TM_TEXT_SENTENCE_STOP_H

#include "text/sentence_char.h"

/* A run of end marks and what stands around it. */
struct tm__stop {
    const char *text;
    size_t size;
    size_t sentence;        /* where the sentence starts */
    size_t word, mark;      /* the token before the marks, which may be empty, and the marks */
    size_t after;           /* behind the marks */
    size_t closed;          /* behind the closing quotation marks and brackets */
    size_t next;            /* behind the white space, which may be none */
    size_t dots;            /* how many marks, if all are full stops; else 0 */
    enum tm__end_mark kind; /* the strongest of the marks */
    int32_t first, second;  /* the next letter, digit or sign after opening brackets, and the one
                               behind it */
    size_t first_at;
};

/* Look around the mark at `at`. */
void tm__stop_read(struct tm__stop *stop, int32_t period, const char *text, size_t size,
                   size_t sentence, size_t at);

#endif
