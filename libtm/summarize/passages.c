#include "summarize/passages.h"

#include "base/memory.h"
#include "base/status.h"
#include "base/strings.h"
#include "text/words.h"

#include <string.h>

tm_text tm__passage_text(const struct tm__passage *passage, const tm_text *documents)
{
    const char *data = documents[passage->document].data;

    return (tm_text){data + passage->span.start, passage->span.end - passage->span.start};
}

void tm__passages_release(struct tm__passages *passages)
{
    tm__free(passages->passage);
    memset(passages, 0, sizeof *passages);
}

static bool holds_word(tm_text text)
{
    struct tm__words words;
    tm_span word;

    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    return tm__words_next(&words, &word);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool at_line_end(tm_text text, size_t at)
{
    while (at < text.size && is_blank(text.data[at]))
        at++;
    return at == text.size || text.data[at] == '\n';
}

static bool at_line_start(tm_text text, size_t at)
{
    while (at && is_blank(text.data[at - 1]))
        at--;
    return at == 0 || text.data[at - 1] == '\n';
}

/* A short line of its own above a text that breaks off is the title of that teaser, whatever it
 * ends with. */
static void mark_teasers(struct tm__passages *passages, const tm_text *documents)
{
    enum { LONG_TITLE = 20 };

    for (size_t i = 1; i < passages->count; i++) {
        struct tm__passage *title = &passages->passage[i - 1];
        const struct tm__passage *teaser = title + 1;
        const tm_text text = documents[title->document];
        if (title->document == teaser->document && title->guard == TM__GUARD_SENTENCE &&
            title->length.words <= LONG_TITLE && at_line_start(text, title->span.start) &&
            at_line_end(text, title->span.end) &&
            tm__breaks_off(tm__passage_text(teaser, documents)))
            title->guard = TM__GUARD_FRAGMENT;
    }
}

static tm_status add(struct tm__passages *passages, const tm_text *documents, size_t document,
                     tm_span span)
{
    struct tm__passage *p;
    tm_text text;

    if (!tm__grow(&passages->passage, &passages->capacity, passages->count + 1,
                  sizeof *passages->passage))
        return TM_ENOMEM;
    p = &passages->passage[passages->count];
    *p = (struct tm__passage){.document = document, .span = span};
    text = tm__passage_text(p, documents);
    if (!holds_word(text))
        return TM_OK;
    p->length = tm__folded_length(text);
    p->guard = tm__guard(text, p->length.words, at_line_end(documents[document], span.end));
    passages->count++;
    return TM_OK;
}

static tm_status split(struct tm__passages *passages, const tm_text *documents, size_t document,
                       const char *language)
{
    const tm_text text = documents[document];
    tm_span *sentence = NULL;
    size_t count = 0;
    tm_status status = tm_sentences(&sentence, &count, text.data, text.size, language, NULL);

    for (size_t i = 0; status == TM_OK && i < count; i++)
        status = add(passages, documents, document, sentence[i]);
    tm_free(sentence);
    return status;
}

static tm_status mark_repeated(struct tm__passages *passages, const tm_text *documents)
{
    struct tm__strings seen = {0};
    struct tm__buffer folded = {0};
    bool ok = tm__strings_init(&seen);

    for (size_t i = 0; ok && i < passages->count; i++) {
        const size_t known = seen.count;
        uint32_t id = UINT32_MAX;
        tm__buffer_clear(&folded);
        if (tm__append_folded(&folded, tm__passage_text(&passages->passage[i], documents)))
            id = tm__strings_add(&seen, folded.data, folded.size);
        ok = id != UINT32_MAX;
        passages->passage[i].repeated = ok && id < known;
    }
    tm__buffer_release(&folded);
    tm__strings_release(&seen);
    return ok ? TM_OK : TM_ENOMEM;
}

tm_status tm__passages_split(struct tm__passages *passages, const tm_text *documents, size_t count,
                             const char *language, tm_error *err)
{
    tm_status status = TM_OK;

    for (size_t d = 0; status == TM_OK && d < count; d++)
        status = split(passages, documents, d, language);
    mark_teasers(passages, documents);
    if (status == TM_OK)
        status = mark_repeated(passages, documents);
    return status == TM_OK ? TM_OK : tm__fail_memory(err, "splitting sentences");
}
