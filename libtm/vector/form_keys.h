/* The keys of many words, whose slots are asked for. */
#ifndef TM_VECTOR_FORM_KEYS_H
#define TM_VECTOR_FORM_KEYS_H

#include "vector/forms.h"

struct tm__batch_word {
    struct tm__form_key key;
    const char *data;
    uint32_t size;
};

/* Of the words of a text that are at the spans. Never fails. */
void tm__form_keys(struct tm__batch_word *word, const struct tm__forms *forms, tm_text text,
                   const tm_span *span, size_t spans);

/* The same without special instructions, which works everywhere. */
void tm__form_keys_plain(struct tm__batch_word *word, const struct tm__forms *forms, tm_text text,
                         const tm_span *span, size_t spans);

#endif
