/* Texts of English as words, for what comes after reading. */
#ifndef READING_SAMPLE_H
#define READING_SAMPLE_H

#include "fault_alloc.h"
#include "summarize/concepts.h"
#include "summarize/passages.h"

#include <string.h>

/* Errors: TM_ENOMEM. */
static inline tm_status sample_reading(struct tm__reading *reading, const tm_text *text,
                                       size_t count)
{
    struct tm__word_forms *forms = NULL;
    tm_status status = tm__word_forms_new(&forms, "en", NULL, NULL);

    memset(reading, 0, sizeof *reading);
    if (status == TM_OK)
        status = tm__reading_make(reading, forms, text, count, NULL, NULL);
    tm__word_forms_free(forms);
    return status;
}

static inline void sample_passages(struct tm__passages *passages, struct tm__reading *reading,
                                   const tm_text *documents, size_t count)
{
    tm_text *text;

    memset(passages, 0, sizeof *passages);
    cr_assert_eq(tm__passages_split(passages, documents, count, "en", NULL), TM_OK, "split");
    text = tm__passage_texts(passages, documents);
    cr_assert_not_null(text);
    cr_assert_eq(sample_reading(reading, text, passages->count), TM_OK, "read");
    tm_free(text);
}

static inline void sample_concepts(struct tm__passages *passages, struct tm__concepts *concepts,
                                   const tm_text *documents, size_t count)
{
    struct tm__reading reading;

    memset(concepts, 0, sizeof *concepts);
    sample_passages(passages, &reading, documents, count);
    cr_assert_eq(tm__concepts_find(concepts, &reading, NULL), TM_OK, "find");
    tm__reading_release(&reading);
}

#endif
