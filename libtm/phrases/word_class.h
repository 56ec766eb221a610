/* Which English words are no nouns, as learnt from where they stand (models/word_classes.py). */
#ifndef TM_PHRASES_WORD_CLASS_H
#define TM_PHRASES_WORD_CLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tm__word_class {
    TM__NOUN, /* or a name, or not known */
    TM__VERB,
    TM__PARTICIPLE,   /* a verb that also stands before nouns: leaked, missing */
    TM__VERB_OR_NOUN, /* more often a verb: shines, helps */
    TM__NOUN_OR_VERB, /* more often a noun: attack, calls */
    TM__ADJECTIVE,    /* hardly ever stands for a noun */
    TM__ADVERB,       /* or something else that is no part of a name */
    TM__BEFORE_NOUNS, /* an article, or an object: the, him */
    TM__BEFORE_VERBS, /* to, will, they */
    TM__TIME,         /* Monday, June */
    TM__NAME          /* a noun that hardly ever stands without a capital: Moscow */
};

/* Lines of a word, a tab and the letter of its class, sorted by bytes; endings start with a hyphen.
 */
extern const char tm__word_classes_en[];
extern const size_t tm__word_classes_en_size;
/* Where the words of a, aa, ab ... az, b, ba ... start, and where all end; those of a second sign
 * that is no letter are with a. */
extern const uint32_t tm__word_class_starts_en[26 * 27 + 1];

/* False if the table does not have it. Letters of ASCII in either case. */
bool tm__word_class_known(enum tm__word_class *out, const char *word, size_t size);
/* The same, or what words with its ending are. */
enum tm__word_class tm__word_class(const char *word, size_t size);

#endif
