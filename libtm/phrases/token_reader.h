/* Reads the words of documents, one after the other; language work once for every form. */
#ifndef TM_PHRASES_TOKEN_READER_H
#define TM_PHRASES_TOKEN_READER_H

#include "base/strings.h"
#include "phrases/tokens.h"

/* What is known of a word as written. */
struct tm__token_form {
    uint32_t term, flags;
};

struct tm__token_reader {
    struct tm__tokens *out;
    tm_analyzer *analyzer; /* keeps stop words */
    bool english;
    const struct tm__word_list *abbreviations; /* NULL: none are known */
    struct tm__strings forms, terms;
    struct tm__token_form *form; /* [forms.count] */
    size_t form_capacity, token_capacity, df_capacity;
    uint32_t *last; /* [terms.count] the document a term was met in last, plus one */
    size_t last_capacity;
};

/* language, stop_list and stem as in tm__tokens_read(). Released by the caller, also after an
 * error. Errors: TM_ENOMEM, TM_ENOTFOUND. */
tm_status tm__token_reader_start(struct tm__token_reader *r, const char *language,
                                 const tm_stop_list *stop_list, bool stem, tm_error *err);
void tm__token_reader_release(struct tm__token_reader *r);
/* Append the words of a document to r->out->token, of which *count there are. Errors: TM_ENOMEM. */
tm_status tm__token_read(struct tm__token_reader *r, size_t document, tm_text text,
                         uint64_t *count);
/* The id of a term, a new one with no documents yet if it was not met. Errors: TM_ENOMEM. */
tm_status tm__token_term(struct tm__token_reader *r, uint32_t *id, tm_text term);

#endif
