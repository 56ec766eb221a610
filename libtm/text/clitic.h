/* Small words that some languages write onto others with an apostrophe. */
#ifndef TM_TEXT_CLITIC_H
#define TM_TEXT_CLITIC_H

#include <tm/text.h>

/* What a language does at an apostrophe; zero: nothing. */
enum tm__clitics {
    TM__CLITICS_NONE,
    TM__CLITICS_ENGLISH, /* Israel's, they'll */
    TM__CLITICS_TURKISH, /* Ankara'da: everything after it is inflection */
    TM__CLITICS_ELISION  /* l'Iran: see tm__elision() */
};

enum tm__clitics tm__clitics_of(const char *language);

/* Bytes of an elided article or pronoun at the start of a folded word, apostrophe included; 0 if
 * there is none: l'iran, dell'arte, qu'il. */
size_t tm__elision(const char *language, const char *word, size_t size);

/* The word without its 's; or without what follows its first apostrophe in Turkish. */
size_t tm__possessive(enum tm__clitics clitics, const char *word, size_t size);

/* The word without 'll, 're, 've, 'd, 'm; size if it has none. Only right after a function word:
 * the names Sa'd and Ma'm end so too. */
size_t tm__contraction(const char *word, size_t size);

#endif
