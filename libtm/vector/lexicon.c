#include "vector/lexicon.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

tm_status tm__lexicon_init(struct tm__lexicon *lexicon, const tm_analyzer_options *options,
                           const struct tm__vocabulary *vocabulary, tm_error *err)
{
    tm_status status;

    memset(lexicon, 0, sizeof *lexicon);
    lexicon->vocabulary = vocabulary;
    status = tm_analyzer_new(&lexicon->analyzer, options, err);
    if (status == TM_OK &&
        (!tm__strings_init(&lexicon->forms) || !tm__strings_init(&lexicon->terms)))
        status = tm__fail_memory(err, "making a lexicon");
    if (status != TM_OK)
        tm__lexicon_release(lexicon);
    return status;
}

void tm__lexicon_release(struct tm__lexicon *lexicon)
{
    tm_analyzer_free(lexicon->analyzer);
    tm__strings_release(&lexicon->forms);
    tm__strings_release(&lexicon->terms);
    tm__free(lexicon->term_of);
    memset(lexicon, 0, sizeof *lexicon);
}

/* The term of a form that is seen for the first time. */
static tm_status resolve(struct tm__lexicon *lexicon, uint32_t *id, const char *data, size_t size)
{
    tm_text term;
    const tm_status status = tm_analyzer_term(lexicon->analyzer, &term, data, size, NULL);

    *id = TM__NO_TERM;
    if (status != TM_OK || term.size == 0)
        return status;
    if (lexicon->vocabulary) {
        *id = tm__vocabulary_lookup(lexicon->vocabulary, term.data, term.size);
        return TM_OK;
    }
    *id = tm__strings_add(&lexicon->terms, term.data, term.size);
    return *id == UINT32_MAX ? TM_ENOMEM : TM_OK;
}

tm_status tm__lexicon_form(struct tm__lexicon *lexicon, uint32_t *form, const char *data,
                           size_t size)
{
    const struct tm__string_key key = tm__string_key(data, size);

    return tm__lexicon_form_key(lexicon, form, &key, data, size);
}

tm_status tm__lexicon_form_key(struct tm__lexicon *lexicon, uint32_t *form,
                               const struct tm__string_key *key, const char *data, size_t size)
{
    const size_t known = lexicon->forms.count;

    *form = tm__strings_add_key(&lexicon->forms, key, data, size);
    if (*form < known)
        return TM_OK;
    if (*form == UINT32_MAX || !tm__grow(&lexicon->term_of, &lexicon->term_of_capacity, known + 1,
                                         sizeof *lexicon->term_of))
        return TM_ENOMEM;
    lexicon->term_of[*form] = TM__NO_TERM;
    return resolve(lexicon, &lexicon->term_of[*form], data, size);
}
