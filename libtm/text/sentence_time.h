/* A time of day in English at the end of a sentence: "He left at 6 p.m. Mr. Lee stayed." */
#ifndef TM_TEXT_SENTENCE_TIME_H
#define TM_TEXT_SENTENCE_TIME_H

#include "text/sentence_stop.h"

/* The stop is that of "6 a.m." or "6 p.m.", and what follows does not belong to the time. */
bool tm__time_ends(const struct tm__stop *stop);

#endif
