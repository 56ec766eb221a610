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
 * know. Who is not at home goes to `late`, and has a place among the terms; returns where they end.
 */
static struct tm__wanted *find_stretch(struct tm__stretch *stretch,
                                       const struct tm__batch_word *word, uint32_t *found,
                                       const struct tm__lexicon *lexicon,
                                       const struct tm__place *place, struct tm__wanted *late)
{
    const struct tm__batch_word *const end = word + stretch->words;
    const uint32_t *const first = found;
    const struct tm__forms forms = lexicon->forms;

    for (; word < end; word++) {
        const struct tm__form_slot *const slot = tm__forms_home(&forms, &word->key);

        *found = slot->term;
        if (!tm__form_is(slot, &word->key, word->size)) {
            tm__forms_ask_next(&forms, &word->key);
            *late++ = (struct tm__wanted){&word->key, word->data, word->size, found++};
            continue;
        }
        ask_for_place(place, *found);
        found += *found != TM__NO_TERM;
    }
    stretch->terms = (uint32_t)(found - first);
    return late;
}

/* Late words that are no terms had a place. */
static void close_gaps(struct tm__term_batch *batch)
{
    const uint32_t *from = batch->term;
    uint32_t *to = batch->term;

    for (size_t i = 0; i < batch->stretches; i++) {
        struct tm__stretch *const stretch = &batch->stretch[i];
        const uint32_t *const end = from + stretch->terms, *const first = to;

        for (; from < end; from++) {
            *to = *from;
            to += *from != TM__NO_TERM;
        }
        stretch->terms = (uint32_t)(to - first);
    }
}

tm_status tm__batch_find(struct tm__term_batch *batch, struct tm__lexicon *lexicon,
                         const struct tm__place *place)
{
    const struct tm__batch_word *word = batch->word;
    struct tm__wanted *end = batch->late;
    uint32_t *found = batch->term;
    bool gaps = false;
    tm_status status;

    for (size_t i = 0; i < batch->stretches; i++) {
        struct tm__stretch *const stretch = &batch->stretch[i];

        end = find_stretch(stretch, word, found, lexicon, place, end);
        word += stretch->words;
        found += stretch->terms;
    }
    status = tm__lexicon_find(lexicon, batch->late, (size_t)(end - batch->late));
    for (const struct tm__wanted *late = batch->late; status == TM_OK && late < end; late++) {
        ask_for_place(place, *late->term);
        gaps |= *late->term == TM__NO_TERM;
    }
    if (gaps)
        close_gaps(batch);
    return status;
}
