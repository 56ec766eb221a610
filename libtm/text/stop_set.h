/* Which words are stop words: those of the language, and those of a caller's list. */
#ifndef TM_TEXT_STOP_SET_H
#define TM_TEXT_STOP_SET_H

#include "base/strings.h"
#include "text/word_list.h"

#include <tm/text.h>

enum { TM__STOP_FILTER_BITS = 14 };

struct tm__stop_set {
    const struct tm__word_list *listed; /* of the language; NULL: none */
    bool alone;                         /* those are asked only how a word is spelt */
    struct tm__strings own;             /* terms of the caller's; slots 0: there is no list */
    /* A bit for the hash of every word of either kind. */
    uint64_t filter[(1 << TM__STOP_FILTER_BITS) / 64];
};

/* A zeroed struct gets the words of a language; listed may be NULL. */
void tm__stop_set_start(struct tm__stop_set *set, const struct tm__word_list *listed);
/* False when memory is out. */
bool tm__stop_set_add(struct tm__stop_set *set, tm_text term);
void tm__stop_set_release(struct tm__stop_set *set);

/* Whether the language has a word, which must be folded as its list is. */
bool tm__stop_set_listed(const struct tm__stop_set *set, tm_text word);
/* Whether a folded word is a stop word, of the language or the caller's. */
bool tm__stop_set_has(const struct tm__stop_set *set, tm_text word);

#endif
