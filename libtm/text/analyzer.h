/* What of the analyser other rooms need beside the public calls. */
#ifndef TM_TEXT_ANALYZER_H
#define TM_TEXT_ANALYZER_H

#include "base/buffer.h"

#include <tm/text.h>

/* Append a text as the analyser spells words: its case and its letters. False if memory is out. */
bool tm__analyzer_normalize(const tm_analyzer *analyzer, struct tm__buffer *out, const char *text,
                            size_t size);

/* Whether a term that is not stemmed is a stop word. False if memory is out. */
bool tm__analyzer_stops(tm_analyzer *analyzer, tm_text term, bool *stop);

/* Whether the form that tm_analyzer_term() was asked for last is a stop word, kept or not. */
bool tm__analyzer_met_stopword(const tm_analyzer *analyzer);

#endif
