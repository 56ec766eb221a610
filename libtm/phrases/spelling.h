/* From places in documents to text that can be shown. */
#ifndef TM_PHRASES_SPELLING_H
#define TM_PHRASES_SPELLING_H

#include "base/buffer.h"
#include "phrases/ngrams.h"

/*
 * Text as one line of valid UTF-8: white space and control characters become single spaces, none at
 * the edges. Cut to about 60 characters, at a space if there is one, with an ellipsis.
 * False if memory is out.
 */
bool tm__tidy(struct tm__buffer *out, const char *text, size_t size);

/* The first line that holds something, tidied; "" if there is none. False if memory is out. */
bool tm__first_line(struct tm__buffer *out, tm_text document);

/*
 * The spelling most often used in some documents for the run of `length` words at `at`; where it
 * starts a sentence counts half, as the capital says nothing there. Ties: the one met first. False
 * if memory is out.
 */
bool tm__spelling(struct tm__buffer *out, uint64_t at, uint32_t length,
                  const struct tm__tokens *tokens, const tm_text *documents,
                  const uint32_t *document, size_t count);

#endif
