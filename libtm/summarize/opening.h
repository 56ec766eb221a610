/* Sentences that lean on the one before them. */
#ifndef TM_SUMMARIZE_OPENING_H
#define TM_SUMMARIZE_OPENING_H

#include <tm/base.h>

/*
 * True if the sentence opens with a word that points back (he, this, however; a short list for some
 * languages) or if quotation marks are left open in it.
 */
bool tm__opens_unresolved(tm_text sentence, const char *language);

#endif
