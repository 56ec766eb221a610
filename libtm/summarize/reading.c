#include "summarize/reading.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "text/word_batch.h"

#include <string.h>

enum { SENTENCES_PER_REPORT = 1024 };

static tm_status read_sentence(struct tm__reading *r, struct tm__word_forms *forms, tm_text text,
                               uint64_t *count)
{
    struct tm__words words;
    tm_span span[TM__FORMS_AT_ONCE];
    size_t n;

    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    while ((n = tm__words_batch(&words, span, TM__FORMS_AT_ONCE)) > 0) {
        if (!tm__grow(&r->word, &r->capacity, *count + n, sizeof *r->word))
            return TM_ENOMEM;
        if (tm__word_forms_read(forms, r->word + *count, text, span, n) != TM_OK)
            return TM_ENOMEM;
        *count += n;
    }
    return TM_OK;
}

tm_status tm__reading_make(struct tm__reading *r, struct tm__word_forms *forms, const tm_text *text,
                           size_t sentences, const tm_run *run, tm_error *err)
{
    uint64_t count = 0;
    tm_status status = TM_OK;

    r->sentences = sentences;
    r->first = tm__calloc(sentences + 1, sizeof *r->first);
    if (!r->first)
        return tm__fail_memory(err, "reading words");
    tm__word_forms_next_text(forms);
    for (size_t i = 0; status == TM_OK && i < sentences; i++) {
        if (i % SENTENCES_PER_REPORT == 0)
            status = tm__progress(run, "read", i, sentences, err);
        if (status == TM_OK && read_sentence(r, forms, text[i], &count) != TM_OK)
            status = tm__fail_memory(err, "reading words");
        r->first[i + 1] = count;
    }
    r->terms = forms->text_terms;
    return status;
}

void tm__reading_release(struct tm__reading *r)
{
    tm__free(r->first);
    tm__free(r->word);
    memset(r, 0, sizeof *r);
}
