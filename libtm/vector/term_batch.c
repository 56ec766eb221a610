#include "vector/term_batch.h"

#include "base/prefetch.h"

void tm__batch_add(struct tm__term_batch *batch, const struct tm__forms *forms, tm_text text,
                   size_t document, const tm_span *span, size_t spans)
{
    struct tm__stretch *const last =
        batch->stretches ? &batch->stretch[batch->stretches - 1] : NULL;

    tm__form_keys(batch->word + batch->words, forms, text, span, spans);
    if (last && last->document == document)
        last->words += (uint32_t)spans;
    else
        batch->stretch[batch->stretches++] =
            (struct tm__stretch){(uint32_t)document, (uint32_t)spans, 0};
    batch->words += spans;
}

/* The place of a term that may be none, or so new that it has none yet: asking does no harm. */
static void ask_for_place(const struct tm__place *place, uint32_t term)
{
    TM__PREFETCH((const void *)((uintptr_t)place + (uintptr_t)term * sizeof *place));
}

/*
 * What is read for every word is in variables: no store could change them, which a compiler cannot
 * know.
 */
static tm_status find_stretch(struct tm__stretch *stretch, const struct tm__batch_word *word,
                              uint32_t *found, struct tm__lexicon *lexicon,
                              const struct tm__place *place)
{
    const struct tm__batch_word *const end = word + stretch->words;
    const uint32_t *const first = found;
    struct tm__forms forms = lexicon->forms;

    for (; word < end; word++) {
        const struct tm__form_slot *const slot = tm__forms_home(&forms, &word->key);

        *found = slot->term;
        if (!tm__form_is(slot, &word->key, word->size)) {
            const tm_status status =
                tm__lexicon_term_key(lexicon, found, &word->key, word->data, word->size);

            if (status != TM_OK)
                return status;
            forms = lexicon->forms; /* there may be more slots */
        }
        ask_for_place(place, *found);
        found += *found != TM__NO_TERM;
    }
    stretch->terms = (uint32_t)(found - first);
    return TM_OK;
}

tm_status tm__batch_find(struct tm__term_batch *batch, struct tm__lexicon *lexicon,
                         const struct tm__place *place)
{
    const struct tm__batch_word *word = batch->word;
    uint32_t *found = batch->term;

    for (size_t i = 0; i < batch->stretches; i++) {
        struct tm__stretch *const stretch = &batch->stretch[i];
        const tm_status status = find_stretch(stretch, word, found, lexicon, place);

        if (status != TM_OK)
            return status;
        word += stretch->words;
        found += stretch->terms;
    }
    return TM_OK;
}
