/*
 * Words as written, and the terms they stand for, of one language. Language work is done once for
 * every form, and what is known of it may serve many texts: each text numbers the terms anew, in
 * the order in which it has them.
 */
#ifndef TM_SUMMARIZE_WORD_FORMS_H
#define TM_SUMMARIZE_WORD_FORMS_H

#include "vector/forms.h"

#include <tm/text.h>

enum {
    TM__WORD_STOP = 1,    /* a stop word */
    TM__WORD_CAPITAL = 2, /* starts with a capital */
    TM__WORD_DIGITS = 4,  /* digits without letters */
    TM__WORD_NOTHING = 8  /* folds to nothing; a stop word, with a term of no bytes */
};

/* A word of a text. */
struct tm__text_word {
    uint32_t term; /* its stem, where the language has a stemmer */
    uint32_t flags;
};

/* The text that had a term last, and the number it gave to it. */
struct tm__term_number {
    uint32_t text, number;
};

struct tm__word_forms {
    char language[8];
    tm_stop_list *stop_list;        /* held; NULL: none */
    tm_analyzer *analyzer;          /* keeps stop words */
    struct tm__forms forms;         /* a slot's term is the number of the form */
    struct tm__text_word *form;     /* [count]; terms as slots have them for their own */
    struct tm__term_number *number; /* [terms] */
    size_t terms;
    size_t count, form_capacity, number_capacity;
    uint32_t text;       /* that is being read, from 1 */
    uint32_t text_terms; /* that it has so far */
};

/* As in tm_analyzer_options. Errors: TM_ENOMEM, TM_ENOTFOUND (language). */
tm_status tm__word_forms_new(struct tm__word_forms **out, const char *language,
                             const tm_stop_list *stop_list, tm_error *err);
void tm__word_forms_free(struct tm__word_forms *forms);

/* Begin the next text: no term has a number. */
void tm__word_forms_next_text(struct tm__word_forms *forms);

enum { TM__FORMS_AT_ONCE = 128 };

/* Words of a text, TM__FORMS_AT_ONCE at most. Errors: TM_ENOMEM. */
tm_status tm__word_forms_read(struct tm__word_forms *forms, struct tm__text_word *word,
                              tm_text text, const tm_span *span, size_t count);

#endif
