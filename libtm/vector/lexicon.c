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

/* The slot of a term of an open lexicon, which has an id then. NULL when memory is out. */
static struct tm__form_slot *term_slot(struct tm__lexicon *lexicon, const struct tm__form_key *key,
                                       tm_text term)
{
    struct tm__form_slot *const slot = tm__forms_put(&lexicon->forms, key, term.data, term.size);

    if (slot && slot->own == TM__NO_TERM)
        slot->own = tm__term_list_add(&lexicon->terms, term.data, term.size);
    return slot && slot->own != TM__NO_TERM ? slot : NULL;
}

/* The slot of a form that is seen for the first time, with its term. NULL when memory is out. */
static struct tm__form_slot *learn(struct tm__lexicon *lexicon, const struct tm__form_key *key,
                                   tm_text form)
{
    struct tm__form_slot *slot;
    struct tm__form_key term_key;
    uint32_t id = TM__NO_TERM;
    tm_text term = form;

    if (!lexicon->as_they_are &&
        tm_analyzer_term(lexicon->analyzer, &term, form.data, form.size, NULL) != TM_OK)
        return NULL;
    if (term.size && lexicon->vocabulary) {
        id = tm__vocabulary_lookup(lexicon->vocabulary, term.data, term.size);
    } else if (term.size && term.size == form.size &&
               memcmp(term.data, form.data, term.size) == 0) {
        slot = term_slot(lexicon, key, form);
        if (slot)
            slot->term = slot->own;
        return slot;
    } else if (term.size) {
        tm__form_key(&term_key, term.data, term.size, term.size);
        slot = term_slot(lexicon, &term_key, term);
        if (!slot)
            return NULL;
        id = slot->own;
    }
    slot = tm__forms_put(&lexicon->forms, key, form.data, form.size);
    if (slot)
        slot->term = id;
    return slot;
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

    if (slot->size == size) {
        *term = slot->term;
        tm__forms_promote(&lexicon->forms, key, slot);
        return TM_OK;
    }
    slot = learn(lexicon, key, (tm_text){data, size});
    if (!slot)
        return TM_ENOMEM;
    slot->size = (uint32_t)size;
    *term = slot->term;
    return TM_OK;
}
