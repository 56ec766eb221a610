/* Sentences as they are printed: white space folded, valid UTF-8, cut where the budget ends. */
#ifndef TM_SUMMARIZE_EXCERPT_H
#define TM_SUMMARIZE_EXCERPT_H

#include "base/buffer.h"

/* How long a text is once it is folded. */
struct tm__length {
    size_t words; /* runs between white space; of scripts without spaces, those of tm_words() */
    size_t bytes;
    bool plain; /* all is ASCII and stays as it is */
};

/* True for the characters of Unicode's White_Space property. */
bool tm__white_space(int32_t codepoint);

/* A text without the white space around it. */
tm_span tm__trimmed(tm_text text);

/* The length of text folded: white space (Unicode's) around it dropped, and one space for each run
 * within; each invalid sequence counts as U+FFFD. */
struct tm__length tm__folded_length(tm_text text);

/* Append the folded text. False when memory is out. */
bool tm__append_folded(struct tm__buffer *out, tm_text text);

/*
 * How many bytes of text can be shown in `words` words and `bytes` bytes (at least 1 of each):
 * whole words without the punctuation behind them, if an ellipsis of 3 bytes fits too; else
 * graphemes of the first word, else characters, if need be without the ellipsis. 0 if not even one
 * character fits.
 */
size_t tm__excerpt_size(tm_text text, size_t words, size_t bytes);

/* Append text up to tm__excerpt_size() and the ellipsis if there is room for it. Where there is
 * none for a character: the ellipsis, or a full stop a byte. False when memory is out. */
bool tm__append_excerpt(struct tm__buffer *out, tm_text text, size_t words, size_t bytes);

#endif
