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
    tm__buffer_release(&lexicon->spelt);
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

/* A new form whose term is spelt otherwise. */
struct waiting {
    const struct tm__wanted *form;
    struct tm__form_key key; /* of the term */
    size_t start, size;      /* where it is in lexicon->spelt */
};

static bool put_form(struct tm__lexicon *lexicon, const struct tm__wanted *form, uint32_t term)
{
    struct tm__form_slot *const slot =
        tm__forms_put(&lexicon->forms, form->key, form->data, form->size);

    if (!slot)
        return false;
    slot->term = term;
    slot->size = form->size;
    *form->term = term;
    return true;
}

/* A form that is spelt like its term. */
static bool put_term(struct tm__lexicon *lexicon, const struct tm__wanted *form)
{
    struct tm__form_slot *const slot =
        term_slot(lexicon, form->key, (tm_text){form->data, form->size});

    if (!slot)
        return false;
    slot->term = slot->own;
    slot->size = form->size;
    *form->term = slot->own;
    return true;
}

/* The term's slot is asked for, which is anywhere. */
static bool let_wait(struct tm__lexicon *lexicon, struct waiting *w, const struct tm__wanted *form,
                     tm_text term)
{
    w->form = form;
    w->start = lexicon->spelt.size;
    w->size = term.size;
    tm__form_key(&w->key, term.data, term.size, term.size);
    tm__forms_ask(&lexicon->forms, &w->key);
    tm__forms_ask_next(&lexicon->forms, &w->key);
    return tm__buffer_append(&lexicon->spelt, term.data, term.size);
}

static bool put_waiting(struct tm__lexicon *lexicon, const struct waiting *w)
{
    const struct tm__form_slot *const slot =
        term_slot(lexicon, &w->key, (tm_text){lexicon->spelt.data + w->start, w->size});

    return slot && put_form(lexicon, w->form, slot->own);
}

/* A form that is seen for the first time; it is put in or waits. False when memory is out. */
static bool learn(struct tm__lexicon *lexicon, const struct tm__wanted *form, struct waiting *w)
{
    tm_text term = {form->data, form->size};

    if (!lexicon->as_they_are &&
        tm_analyzer_term(lexicon->analyzer, &term, form->data, form->size, NULL) != TM_OK)
        return false;
    if (term.size == 0)
        return put_form(lexicon, form, TM__NO_TERM);
    if (lexicon->vocabulary)
        return put_form(lexicon, form,
                        tm__vocabulary_lookup(lexicon->vocabulary, term.data, term.size));
    if (term.size == form->size && memcmp(term.data, form->data, term.size) == 0)
        return put_term(lexicon, form);
    return let_wait(lexicon, w, form, term);
}

/* The same for any form. */
static bool find(struct tm__lexicon *lexicon, const struct tm__wanted *form, struct waiting *w)
{
    struct tm__form_slot *const slot =
        tm__forms_find(&lexicon->forms, form->key, form->data, form->size);

    if (slot->size != form->size)
        return learn(lexicon, form, w);
    *form->term = slot->term;
    tm__forms_promote(&lexicon->forms, form->key, slot);
    return true;
}

tm_status tm__lexicon_find(struct tm__lexicon *lexicon, const struct tm__wanted *wanted,
                           size_t count)
{
    struct waiting waiting[TM__BATCH];
    size_t n = 0;
    bool good = true;

    tm__buffer_clear(&lexicon->spelt);
    for (size_t i = 0; i < count && good; i++) {
        waiting[n].form = NULL;
        good = find(lexicon, &wanted[i], &waiting[n]);
        n += waiting[n].form != NULL;
    }
    for (size_t i = 0; i < n && good; i++)
        good = put_waiting(lexicon, &waiting[i]);
    return good ? TM_OK : TM_ENOMEM;
}

tm_status tm__lexicon_term(struct tm__lexicon *lexicon, uint32_t *term, const char *data,
                           size_t size)
{
    struct tm__form_key key;
    const struct tm__wanted wanted = {&key, data, size < UINT32_MAX ? (uint32_t)size : UINT32_MAX,
                                      term};

    tm__form_key(&key, data, size, size);
    return tm__lexicon_find(lexicon, &wanted, 1);
}
