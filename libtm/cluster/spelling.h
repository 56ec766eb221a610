/* From places in documents to text that can be shown. */
#ifndef TM_CLUSTER_SPELLING_H
#define TM_CLUSTER_SPELLING_H

#include "base/buffer.h"
#include "cluster/phrases.h"

/*
 * Text as one line of valid UTF-8: white space and control characters become single spaces, none at
 * the edges. Cut to about 60 characters, at a space if there is one, with an ellipsis.
 * False if memory is out.
 */
bool tm__tidy(struct tm__buffer *out, const char *text, size_t size);

/* The first line that holds something, tidied; "" if there is none. False if memory is out. */
bool tm__first_line(struct tm__buffer *out, tm_text document);

/*
 * The spelling most often used for a phrase in the documents of a cluster; where it starts a
 * sentence counts half, as the capital says nothing there. Ties: the one met first. False if memory
 * is out.
 */
bool tm__spelling(struct tm__buffer *out, const struct tm__phrase *phrase,
                  const struct tm__tokens *tokens, const tm_text *documents,
                  const uint32_t *document, size_t count);

#endif
