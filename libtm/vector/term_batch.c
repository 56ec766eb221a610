#include "vector/term_batch.h"

#include "base/prefetch.h"

/* Keys that need a function of their own: of long words, and of those where the text ends. */
static void make_rare_keys(struct tm__batch_word *word, const struct tm__forms *forms, tm_text text,
                           const tm_span *span, size_t spans)
{
    for (size_t i = 0; i < spans; i++) {
        const size_t start = span[i].start, size = span[i].end - start, left = text.size - start;

        if (size <= TM__FORM_HEAD && left >= TM__FORM_HEAD)
            continue;
        word[i].data = text.data + start;
        word[i].size = size < UINT32_MAX ? (uint32_t)size : UINT32_MAX;
        tm__form_key(&word[i].key, word[i].data, size, left);
        tm__forms_ask(forms, &word[i].key);
    }
}

/* The loop over all others calls nothing, so its constants stay where they are. */
static void make_keys(struct tm__batch_word *word, const struct tm__forms *forms, tm_text text,
                      const tm_span *span, size_t spans)
{
    const struct tm__forms table = *forms;
    /* The first start behind which there is no whole head any more; runs of characters go back. */
    const size_t late = text.size < TM__FORM_HEAD ? 0 : text.size - TM__FORM_HEAD + 1;
    size_t longest = 0;

    for (size_t i = 0; i < spans; i++) {
        const size_t start = span[i].start, size = span[i].end - start;

        if (start >= late) {
            longest = SIZE_MAX;
            continue;
        }
        word[i].data = text.data + start;
        word[i].size = (uint32_t)size;
        tm__form_key_head(&word[i].key, word[i].data, size);
        tm__forms_ask(&table, &word[i].key);
        longest |= size;
    }
    if (longest > TM__FORM_HEAD)
        make_rare_keys(word, forms, text, span, spans);
}

void tm__batch_add(struct tm__term_batch *batch, const struct tm__forms *forms, tm_text text,
                   size_t document, const tm_span *span, size_t spans)
{
    struct tm__stretch *const last =
        batch->stretches ? &batch->stretch[batch->stretches - 1] : NULL;

    make_keys(batch->word + batch->words, forms, text, span, spans);
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
