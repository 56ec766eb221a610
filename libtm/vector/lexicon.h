/*
 * From words as written to terms: language work is done once for every distinct form.
 *
 * A lexicon is open (new terms get the next id) or stands on a vocabulary (unknown terms are
 * dropped). One lexicon per thread.
 */
#ifndef TM_VECTOR_LEXICON_H
#define TM_VECTOR_LEXICON_H

#include "base/strings.h"
#include "vector/vocabulary.h"

#include <tm/text.h>

#define TM__NO_TERM UINT32_MAX

struct tm__lexicon {
    tm_analyzer *analyzer;
    const struct tm__vocabulary *vocabulary; /* NULL: open */
    struct tm__strings forms;                /* surface forms */
    struct tm__strings terms;                /* of an open lexicon */
    uint32_t *term_of;                       /* [forms.count] the form's term, or TM__NO_TERM */
    size_t term_of_capacity;
};

tm_status tm__lexicon_init(struct tm__lexicon *lexicon, const tm_analyzer_options *options,
                           const struct tm__vocabulary *vocabulary, tm_error *err);
void tm__lexicon_release(struct tm__lexicon *lexicon);

/* The id of a form, dense from 0. The form's term is lexicon->term_of[id]. Errors: TM_ENOMEM. */
tm_status tm__lexicon_form(struct tm__lexicon *lexicon, uint32_t *form, const char *data,
                           size_t size);

/* The same with the form's key made before (see tm__strings_prefetch). */
tm_status tm__lexicon_form_key(struct tm__lexicon *lexicon, uint32_t *form,
                               const struct tm__string_key *key, const char *data, size_t size);

#endif
