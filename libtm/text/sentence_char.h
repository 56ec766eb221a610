/* What a character is to the sentence splitter. */
#ifndef TM_TEXT_SENTENCE_CHAR_H
#define TM_TEXT_SENTENCE_CHAR_H

#include "text/utf8.h"

enum tm__end_mark {
    TM__END_NONE,
    TM__END_PERIOD,   /* . and its kin: may also mark an abbreviation */
    TM__END_STRONG,   /* ! ? and the full stops of scripts that put a space behind them */
    TM__END_WIDE,     /* full stops that need no space behind them */
    TM__END_ELLIPSIS, /* one character */
};

enum tm__end_mark tm__end_mark(int32_t c);

bool tm__is_letter(int32_t c);

/* Quotation marks and brackets; which side a quotation mark is on depends on language and text. */
bool tm__is_bracket(int32_t c);
bool tm__is_closer(int32_t c);

/* Starts an item of a list wherever it stands. */
bool tm__is_bullet(int32_t c);

/* Bytes of the white-space character at text[at], 0 if there is none. */
size_t tm__space(const char *text, size_t size, size_t at);

/* The first character at or after `at` that is not white space, or size. */
size_t tm__skip_space(const char *text, size_t size, size_t at);

#endif
