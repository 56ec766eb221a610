/* How often each word of a language stands where, for training. */
#ifndef TM_TEXT_SENTENCE_COUNTS_H
#define TM_TEXT_SENTENCE_COUNTS_H

#include "base/strings.h"
#include "text/word_list.h"

struct tm__sentence_count {
    uint32_t stopped;  /* with a full stop behind it */
    uint32_t plain;    /* without */
    uint32_t starting; /* with a capital, behind a sure end or at the start of a text */
    uint32_t inside;   /* with a capital, behind a word that a sentence may end with */
};

struct tm__sentence_counts {
    struct tm__strings word;          /* in lower case */
    struct tm__sentence_count *count; /* [word.count] */
    size_t capacity;
    uint64_t words, stops;            /* of all texts */
    uint64_t starts, insides;         /* places where a word might have been starting or inside */
    struct tm__strings pair;          /* last word and starter, inside a sentence */
    uint32_t *pair_count;             /* [pair.count] */
    size_t pair_capacity;
};

/* False when memory is out, as for the others; zeroed counts may be released. */
bool tm__sentence_counts_init(struct tm__sentence_counts *counts);
void tm__sentence_counts_release(struct tm__sentence_counts *counts);

/* Count a paragraph. The stop list may be NULL. */
bool tm__sentence_count_words(struct tm__sentence_counts *counts, const char *text, size_t size,
                              const struct tm__word_list *stopwords);

/* Count what comes before capitals that are marked; after the words of all paragraphs. */
bool tm__sentence_count_pairs(struct tm__sentence_counts *counts, const char *text, size_t size,
                              const struct tm__word_list *stopwords, const uint8_t *kind);

#endif
