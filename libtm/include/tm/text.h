/**
 * Text: UTF-8, normalisation, words, sentences, stop words, stems, and the analyser that turns
 * a word as written into a term.
 */
#ifndef TM_TEXT_H
#define TM_TEXT_H

#include <tm/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Decode one character.
 * @param[out] codepoint  a Unicode scalar value; U+FFFD for an invalid sequence
 * @param size  bytes available, at least 1
 * @return bytes read, 1 to 4. An invalid sequence is read as its maximal subpart (Unicode 3.9),
 *         so decoding always moves on and never passes the end.
 */
TM_API size_t tm_utf8_decode(int32_t *codepoint, const char *text, size_t size);

/** Write a scalar value as UTF-8 (1 to 4 bytes, returned). What is not a scalar value writes
 * U+FFFD. */
TM_API size_t tm_utf8_encode(char out[4], int32_t codepoint);

/** True if the bytes are valid UTF-8. */
TM_API bool tm_utf8_valid(const char *text, size_t size);

/** What tm_normalize() does beyond NFKC; combine with |. */
enum {
    TM_NORMALIZE_FOLD_CASE = 1, /**< full Unicode case folding */
    TM_NORMALIZE_STRIP_ACCENTS =
        2,                  /**< drop nonspacing marks of Latin, Greek and Cyrillic letters */
    TM_NORMALIZE_TURKIC = 4 /**< with FOLD_CASE: I folds to dotless i, dotted capital I to i */
};

/**
 * Normalise text: NFKC (UAX #15), default-ignorable characters removed (soft hyphens, zero-width
 * joiners and non-joiners of every script), and what @p flags add; with FOLD_CASE that is
 * NFKC_Casefold. Invalid UTF-8 becomes U+FFFD. Apostrophe U+2019 becomes ' (U+0027) when folding
 * case.
 * @param[out] out   new text for tm_free(), NUL-terminated for convenience; "" for empty input
 * @param[out] size  its length in bytes
 * Errors: TM_ENOMEM, TM_EINVAL (unknown flag). Cost linear.
 */
TM_API TM_MUST_CHECK tm_status tm_normalize(char **out, size_t *size, const char *text,
                                            size_t text_size, unsigned flags, tm_error *err);

/** Which rules cut words. */
typedef enum tm_word_rules {
    TM_WORDS_NEWS = 0,  /**< UAX #29 tailored for news; see libtm/DESIGN.md, "Words" */
    TM_WORDS_UAX29 = 1, /**< exactly the default word boundaries of UAX #29 */
    TM_WORDS_PYTHON = 2 /**< two or more letters, numbers, underscores: Python's \b\w\w+\b, the
                           words of scikit-learn */
} tm_word_rules;

/**
 * The words of a text: segments that hold a letter, a digit or an ideograph, in order.
 * @param[out] out    array of @p count spans for tm_free(); NULL if there is none
 * Spans do not overlap, except that scripts written without spaces give overlapping pairs of
 * characters under TM_WORDS_NEWS. Errors: TM_ENOMEM, TM_EINVAL. Cost linear.
 */
TM_API TM_MUST_CHECK tm_status tm_words(tm_span **out, size_t *count, const char *text, size_t size,
                                        tm_word_rules rules, tm_error *err);

/**
 * All word boundaries of UAX #29, the end included and the start (0) left out: `count` segments.
 * @param[out] out  array of offsets for tm_free(); NULL for empty text
 */
TM_API TM_MUST_CHECK tm_status tm_word_boundaries(size_t **out, size_t *count, const char *text,
                                                  size_t size, tm_error *err);

/**
 * The sentences of a text, in order, without the white space around them. Nothing between them is
 * lost but white space. A blank line and a list item end a sentence; a single newline does unless
 * the text is wrapped there. See libtm/DESIGN.md, "Sentences".
 * @param language  ISO 639-1 code for abbreviations; NULL or an unknown code: the common rules only
 * @param[out] out  array of @p count spans for tm_free(); NULL if there is none
 * Errors: TM_ENOMEM. Cost linear.
 */
TM_API TM_MUST_CHECK tm_status tm_sentences(tm_span **out, size_t *count, const char *text,
                                            size_t size, const char *language, tm_error *err);

/**
 * True if a text is only what a site shows in the place of a page, in its usual words: the notices
 * of archives, players and networks, cookies and consent, walls, browsers, error pages. Two of them
 * are the same and tell nothing of each other. Mostly English. Empty text is none. Cost O(1).
 */
TM_API bool tm_is_notice(tm_text text);

/**
 * True if a normalised, case-folded word is a stop word of the language. Unknown language: false.
 * Cost O(log list).
 */
TM_API bool tm_stopword(const char *language, const char *word, size_t size);

/** The languages with a stop list, ISO 639-1, sorted; NULL ends the array. Static storage. */
TM_API const char *const *tm_stopword_languages(void);

/** The languages with a Snowball stemmer, ISO 639-1, sorted; NULL ends the array. Static storage.
 */
TM_API const char *const *tm_stemmer_languages(void);

/**
 * Stop words of one's own. Immutable, shareable between threads and languages.
 *
 * A word is a stop word if its term before stemming (see tm_analyzer_term()) is that of a word of
 * the list, in whatever case either is written; by TM_WORDS_PYTHON if it is a word of the list once
 * it is in lower case, as with scikit-learn's stop_words. How other words are spelt does not depend
 * on it.
 */
typedef struct tm_stop_list tm_stop_list;

/**
 * @param words  [count], each without white space; copied
 * @param alone  false: they come to the stop words of the language; true: those are none then
 * Errors: TM_EINVAL (an empty word or one with white space; its number is err->position),
 * TM_ENOMEM. Cost O(count log count).
 */
TM_API TM_MUST_CHECK tm_status tm_stop_list_new(tm_stop_list **out, const tm_text *words,
                                                size_t count, bool alone, tm_error *err);
/** NULL is allowed. Whatever was made with the list keeps it as long as it needs it. */
TM_API void tm_stop_list_free(tm_stop_list *list);
/** How many different words it has. */
TM_API size_t tm_stop_list_count(const tm_stop_list *list);
/** Word @p i in byte order, borrowed; {NULL, 0} if there is no such one. */
TM_API tm_text tm_stop_list_word(const tm_stop_list *list, size_t i);

/** How words become terms. */
typedef struct tm_analyzer_options {
    size_t size;          /**< sizeof(tm_analyzer_options) */
    const char *language; /**< ISO 639-1; NULL is "en"; "und": no stop words, no stems, default case
                             folding */
    bool stem;            /**< Snowball stem; TM_EINVAL if the language has none */
    bool keep_stopwords;  /**< default: stop words are dropped */
    bool keep_case;       /**< default: case is folded */
    bool strip_accents;   /**< default: accents are kept */
    tm_word_rules rules;  /**< TM_WORDS_PYTHON: case becomes lower case and nothing else is changed;
                             stop words are scikit-learn's English ones in any language; accents
                             cannot be stripped */
    unsigned min_length;  /**< in characters after normalisation; 0 means 1 */
    const tm_stop_list *stop_list; /**< stop words besides those of the language, or instead of
                                      them; NULL: none */
} tm_analyzer_options;
#define TM_ANALYZER_INIT                                                                           \
    {                                                                                              \
        sizeof(tm_analyzer_options), NULL, false, false, false, false, TM_WORDS_NEWS, 0, NULL      \
    }

/**
 * Turns a surface form (a word as written) into a term, or drops it. Immutable apart from a scratch
 * buffer: one analyser per thread.
 */
typedef struct tm_analyzer tm_analyzer;

/** Errors: TM_ENOMEM, TM_EINVAL, TM_ENOTFOUND (unknown language; the message lists those there
 * are). */
TM_API TM_MUST_CHECK tm_status tm_analyzer_new(tm_analyzer **out,
                                               const tm_analyzer_options *options, tm_error *err);
TM_API void tm_analyzer_free(tm_analyzer *analyzer);

/**
 * The term of a form: normalised, without a # or underscores around it, without the dots of an
 * abbreviation (U.K. is "uk"; U.S. and US are "u.s", because "us" is a stop word), without what is
 * written on with an apostrophe (Israel's, l'Iran, Ankara'da), without Arabic and Hebrew vowel
 * points; not a stop word; stemmed. Web and mail addresses and @names are only normalised.
 * Stemmers take memory of their own, not from tm_set_allocator().
 * @param[out] term  borrowed until the next call; size 0 if the form is dropped (a stop word, too
 * short).
 * Errors: TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_analyzer_term(tm_analyzer *analyzer, tm_text *term,
                                                const char *form, size_t size, tm_error *err);

/**
 * Names of outlets behind headlines ("... - Reuters", "... | BBC News"), learnt from the headlines:
 * what stands behind the last bar, dash or middle dot of at least three headlines that differ
 * before it. A name has at most six words and does not start with a small letter, unless it is an
 * address; three words of the headline must be left. Up to three names may stand one behind the
 * other ("... | World news | The Guardian").
 */
typedef struct tm_outlets tm_outlets;

/** Errors: TM_ENOMEM. Cost O(bytes + titles log titles). */
TM_API TM_MUST_CHECK tm_status tm_outlets_learn(tm_outlets **out, const tm_text *titles,
                                                size_t count, tm_error *err);
/** NULL is allowed. */
TM_API void tm_outlets_free(tm_outlets *outlets);
/** How many names were learnt. */
TM_API size_t tm_outlets_count(const tm_outlets *outlets);
/** Name @p i, below the count, in folded letters; borrowed. */
TM_API tm_text tm_outlets_name(const tm_outlets *outlets, size_t i);
/**
 * How much of a headline is left without the names behind it and the blanks there.
 * @param[out] stripped  bytes from the start of @p title
 * Errors: TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_outlets_strip(size_t *stripped, const tm_outlets *outlets,
                                                const char *title, size_t size, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
