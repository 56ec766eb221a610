/*
 * From words as written to terms. A lexicon is open (new terms get the next id) or stands on a
 * vocabulary (unknown terms are dropped). One lexicon per thread.
 */
#ifndef TM_VECTOR_LEXICON_H
#define TM_VECTOR_LEXICON_H

#include "vector/forms.h"
#include "vector/tally.h"
#include "vector/term_list.h"
#include "vector/vocabulary.h"

#include <tm/text.h>

struct tm__lexicon {
    tm_analyzer *analyzer;
    const struct tm__vocabulary *vocabulary; /* NULL: open */
    bool as_they_are;                        /* forms are terms: nothing is left to be done */
    struct tm__forms forms;                  /* language work is done once for every one of them */
    struct tm__term_list terms;              /* of an open lexicon */
    struct tm__buffer spelt;                 /* terms of forms that are being learnt */
};

tm_status tm__lexicon_init(struct tm__lexicon *lexicon, const tm_analyzer_options *options,
                           const struct tm__vocabulary *vocabulary, bool as_they_are,
                           tm_error *err);
void tm__lexicon_release(struct tm__lexicon *lexicon);

/* Number of terms: ids are below it. */
size_t tm__lexicon_terms(const struct tm__lexicon *lexicon);

/* The term of a form, or TM__NO_TERM. Errors: TM_ENOMEM. */
tm_status tm__lexicon_term(struct tm__lexicon *lexicon, uint32_t *term, const char *data,
                           size_t size);

/* A form that is looked for, and where its term goes. */
struct tm__wanted {
    const struct tm__form_key *key;
    const char *data;
    uint32_t size;
    uint32_t *term;
};

/*
 * The same for several, at most TM__BATCH: what has to be looked at in the table for one is asked
 * for while others are looked for.
 */
tm_status tm__lexicon_find(struct tm__lexicon *lexicon, const struct tm__wanted *wanted,
                           size_t count);

#endif
