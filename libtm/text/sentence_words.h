/*
 * All that is known of the words of a language, in one hash table: what was learnt, the stop words
 * and the abbreviations. One look-up answers what would take three in sorted lists.
 */
#ifndef TM_TEXT_SENTENCE_WORDS_H
#define TM_TEXT_SENTENCE_WORDS_H

#include "base/strings.h"

#include <string.h>

/* What a word is; bits. The first four are learnt, and stand in the file of a model. */
enum {
    TM__ABBREVIATION = 1,
    TM__STARTER = 2,
    TM__COLLOCATION = 4,  /* two words with a space between */
    TM__SURE_STARTER = 8, /* one that even a name before it does not put in doubt */
    TM__WORD_KINDS = 15,
    TM__STOPWORD = 16,
    TM__LISTED = 32,       /* an abbreviation of the list of the language */
    TM__LISTED_TITLE = 64, /* never at the end of a sentence: "Dr." */
    TM__LISTED_MONTH = 128 /* one that is also a word, in small letters: "sun." */
};

/* Which four bytes starters begin with, spaces behind short ones; a bit by hash, some too many. */
struct tm__starter_filter {
    uint64_t bit[64];
};

struct tm__sentence_words {
    struct tm__strings word; /* in lower case */
    uint8_t *kind;           /* [word.count] */
    size_t capacity;
    bool nouns;              /* nouns are capitals */
    struct tm__starter_filter starters;
};

/* With the lists of a language. False when memory is out, as for add; zeroed ones may be released. */
bool tm__sentence_words_init(struct tm__sentence_words *words, const char *language);
void tm__sentence_words_release(struct tm__sentence_words *words);

/* The word is that, too. */
bool tm__sentence_words_add(struct tm__sentence_words *words, const char *word, size_t size,
                            unsigned kind);

/* What a word is, 0 if nothing is known. */
unsigned tm__sentence_words_find(const struct tm__sentence_words *words, const char *word,
                                 size_t size);

/* What the lists of a language say of a word, by bisection: for languages without a table. */
struct tm__word_list;
unsigned tm__sentence_lists_find(const struct tm__word_list *stopwords,
                                 const struct tm__word_list *abbreviations, const char *word,
                                 size_t size);

/* ASCII in lower case, spaces from the first space on. */
static inline uint32_t tm__starter_key(const char *text)
{
    uint32_t x;

    memcpy(&x, text, sizeof x);
    if (text[1] == ' ')
        x &= 0xFFu;
    else if (text[2] == ' ')
        x &= 0xFFFFu;
    return x | 0x20202020u;
}

/*
 * False: no starter begins with these four bytes of text. A quick answer for most capitals; what is
 * not ASCII always passes. Inline because every capital is asked.
 */
static inline bool tm__may_start(const struct tm__starter_filter *starters, const char *text)
{
    const uint32_t key = tm__starter_key(text), bit = key * 2654435761u >> 20;

    return key & 0x80808080u || starters->bit[bit / 64] >> bit % 64 & 1;
}

#endif
