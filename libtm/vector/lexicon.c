#include "vector/lexicon.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

tm_status tm__lexicon_init(struct tm__lexicon *lexicon, const tm_analyzer_options *options,
                           const struct tm__vocabulary *vocabulary, bool as_they_are, tm_error *err)
{
    tm_status status;

    memset(lexicon, 0, sizeof *lexicon);
    lexicon->vocabulary = vocabulary;
    lexicon->as_they_are = as_they_are;
    status = tm_analyzer_new(&lexicon->analyzer, options, err);
    if (status == TM_OK && !tm__forms_init(&lexicon->forms))
        status = tm__fail_memory(err, "making a lexicon");
    if (status != TM_OK)
        tm__lexicon_release(lexicon);
    return status;
}

void tm__lexicon_release(struct tm__lexicon *lexicon)
{
    tm_analyzer_free(lexicon->analyzer);
    tm__forms_release(&lexicon->forms);
    tm__term_list_release(&lexicon->terms);
    memset(lexicon, 0, sizeof *lexicon);
}

size_t tm__lexicon_terms(const struct tm__lexicon *lexicon)
{
    return lexicon->vocabulary ? lexicon->vocabulary->terms : lexicon->terms.count;
}

/* The id of a term of an open lexicon. */
static tm_status add_term(struct tm__lexicon *lexicon, uint32_t *id, tm_text term)
{
    struct tm__form_key key;
    struct tm__form_slot *slot;

    tm__form_key(&key, term.data, term.size, term.size);
    slot = tm__forms_put(&lexicon->forms, &key, term.data, term.size);
    if (!slot)
        return TM_ENOMEM;
    if (slot->own == TM__NO_TERM)
        slot->own = tm__term_list_add(&lexicon->terms, term.data, term.size);
    *id = slot->own;
    return *id == TM__NO_TERM ? TM_ENOMEM : TM_OK;
}

/* The term of a form that is seen for the first time. */
static tm_status resolve(struct tm__lexicon *lexicon, uint32_t *id, const char *data, size_t size)
{
    tm_text term = {data, size};
    tm_status status = TM_OK;

    if (!lexicon->as_they_are)
        status = tm_analyzer_term(lexicon->analyzer, &term, data, size, NULL);
    *id = TM__NO_TERM;
    if (status != TM_OK || term.size == 0)
        return status;
    if (!lexicon->vocabulary)
        return add_term(lexicon, id, term);
    *id = tm__vocabulary_lookup(lexicon->vocabulary, term.data, term.size);
    return TM_OK;
}

tm_status tm__lexicon_term(struct tm__lexicon *lexicon, uint32_t *term, const char *data,
                           size_t size)
{
    struct tm__form_key key;

    tm__form_key(&key, data, size, size);
    return tm__lexicon_term_key(lexicon, term, &key, data, size);
}

tm_status tm__lexicon_term_key(struct tm__lexicon *lexicon, uint32_t *term,
                               const struct tm__form_key *key, const char *data, size_t size)
{
    struct tm__form_slot *slot = tm__forms_find(&lexicon->forms, key, data, size);
    tm_status status;

    if (slot->size == size) {
        *term = slot->term;
        tm__forms_promote(&lexicon->forms, key, slot);
        return TM_OK;
    }
    status = resolve(lexicon, term, data, size);
    if (status != TM_OK)
        return status;
    slot = tm__forms_put(&lexicon->forms, key, data, size);
    if (!slot)
        return TM_ENOMEM;
    slot->size = (uint32_t)size;
    slot->term = *term;
    return TM_OK;
}
