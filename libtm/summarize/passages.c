#include "summarize/passages.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/status.h"
#include "summarize/dateline.h"
#include "summarize/opening.h"
#include "text/words.h"

#include <string.h>

tm_text tm__passage_text(const struct tm__passage *passage, const tm_text *texts)
{
    const char *data = texts[passage->text].data;

    return (tm_text){data + passage->span.start, passage->span.end - passage->span.start};
}

tm_text *tm__passage_texts(const struct tm__passages *passages, const tm_text *texts)
{
    tm_text *text = tm__alloc_array(passages->count, sizeof *text);

    for (size_t i = 0; text && i < passages->count; i++)
        text[i] = tm__passage_text(&passages->passage[i], texts);
    return text;
}

void tm__passages_release(struct tm__passages *passages)
{
    tm__free(passages->passage);
    memset(passages, 0, sizeof *passages);
}

void tm__passages_set_aside(struct tm__passages *passages, size_t text)
{
    while (passages->own && passages->passage[passages->own - 1].text >= text)
        passages->passage[--passages->own].guard = TM__GUARD_ASIDE;
}

static bool holds_word(tm_text text)
{
    struct tm__words words;
    tm_span word;
    const char first = text.size ? text.data[0] : ' ';

    /* That a letter of ASCII is one, or part of one, needs no look at what follows. */
    if ((first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z'))
        return true;
    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    return tm__words_next(&words, &word);
}

size_t tm__count_words(tm_text text)
{
    struct tm__words words;
    tm_span word;
    size_t count = 0;

    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    while (tm__words_next(&words, &word))
        count++;
    return count;
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

/* "By." is followed by who wrote it, up to a full stop. */
static void mark_authors(struct tm__passages *passages, const tm_text *documents)
{
    for (size_t i = 1; i < passages->count; i++) {
        struct tm__passage *author = &passages->passage[i];
        const struct tm__passage *by = author - 1;
        if (author->document == by->document &&
            tm__is_author(tm__passage_text(by, documents), tm__passage_text(author, documents),
                          author->length.words))
            author->guard = TM__GUARD_CHROME;
    }
}

/* A short line of its own above a text that breaks off is the title of that teaser, whatever it
 * ends with. */
static void mark_teasers(struct tm__passages *passages, const tm_text *documents)
{
    enum { LONG_TITLE = 20 };

    for (size_t i = 1; i < passages->count; i++) {
        struct tm__passage *title = &passages->passage[i - 1];
        const struct tm__passage *teaser = title + 1;
        if (title->document == teaser->document && title->guard == TM__GUARD_SENTENCE &&
            title->length.words <= LONG_TITLE && title->starts_line && title->ends_line &&
            tm__breaks_off(tm__passage_text(teaser, documents)))
            title->guard = TM__GUARD_FRAGMENT;
    }
}

/* Where sentences are put, and what is the same for all of them. */
struct splitter {
    struct tm__passages *passages;
    const tm_text *texts;
    const char *language;
    size_t index;
    struct tm__chrome chrome;
    struct tm__openings openings;
};

static tm_status add(struct splitter *s, size_t document, size_t at, tm_span span)
{
    const tm_text whole = s->texts[at];
    struct tm__passages *passages = s->passages;
    struct tm__passage *p;
    tm_text text;

    if (!tm__grow(&passages->passage, &passages->capacity, passages->count + 1,
                  sizeof *passages->passage))
        return TM_ENOMEM;
    p = &passages->passage[passages->count];
    *p = (struct tm__passage){.document = document, .text = at, .index = s->index++, .span = span};
    p->starts_line = at_line_start(whole, span.start);
    p->ends_line = at_line_end(whole, span.end);
    if (p->starts_line)
        p->dateline = tm_dateline(tm__passage_text(p, s->texts));
    p->span.start += p->dateline;
    text = tm__passage_text(p, s->texts);
    if (!holds_word(text))
        return TM_OK;
    p->length = tm__folded_length(text);
    p->guard = tm__guard(&s->chrome, text, p->length.words, p->ends_line);
    p->open = tm__opens_unresolved(&s->openings, text);
    p->unnamed = tm__told_by_unnamed(&s->openings, text);
    p->quotes = text.size > 2 && (text.data[0] == '"' || memcmp(text.data, "\xE2\x80\x9C", 3) == 0);
    passages->count++;
    return TM_OK;
}

static tm_status split(struct splitter *s, size_t document, size_t at)
{
    const tm_text text = s->texts[at];
    tm_span *sentence = NULL;
    size_t count = 0;
    tm_status status = tm_sentences(&sentence, &count, text.data, text.size, s->language, NULL);

    for (size_t i = 0; status == TM_OK && i < count; i++)
        status = add(s, document, at, sentence[i]);
    tm_free(sentence);
    return status;
}

/* A passage folded, in the buffer if it is not so already. False if memory is out. */
static bool fold(tm_text *folded, struct tm__buffer *buffer, const struct tm__passage *p,
                 const tm_text *documents)
{
    *folded = tm__passage_text(p, documents);
    if (p->length.plain)
        return true;
    tm__buffer_clear(buffer);
    if (!tm__append_folded(buffer, *folded))
        return false;
    *folded = (tm_text){buffer->data, buffer->size};
    return true;
}

/* Passages by their folded text; none is copied. */
struct seen {
    const struct tm__passages *passages;
    const tm_text *documents;
    size_t slots;           /* a power of two */
    size_t *slot;           /* [slots] 1 + a passage, or 0 */
    uint64_t *hash;         /* [passages] */
    struct tm__buffer text; /* of the one that is looked for */
    struct tm__buffer other;
};

/* False if memory is out. */
static bool is_same(bool *same, struct seen *s, tm_text text, size_t other)
{
    tm_text folded;

    if (!fold(&folded, &s->other, &s->passages->passage[other], s->documents))
        return false;
    *same = folded.size == text.size && memcmp(folded.data, text.data, text.size) == 0;
    return true;
}

/* Is an earlier passage the same? If none is, this one is kept. False if memory is out. */
static bool see(bool *repeated, struct seen *s, size_t i)
{
    tm_text text;
    size_t at;

    if (!fold(&text, &s->text, &s->passages->passage[i], s->documents))
        return false;
    s->hash[i] = tm__hash(text.data, text.size);
    *repeated = false;
    for (at = s->hash[i] & (s->slots - 1); s->slot[at]; at = (at + 1) & (s->slots - 1)) {
        const size_t other = s->slot[at] - 1;
        if (s->hash[other] != s->hash[i])
            continue;
        if (!is_same(repeated, s, text, other))
            return false;
        if (*repeated)
            return true;
    }
    s->slot[at] = i + 1;
    return true;
}

static tm_status mark_repeated(struct tm__passages *passages, const tm_text *documents)
{
    struct seen s = {.passages = passages, .documents = documents, .slots = 16};
    bool ok;

    while (s.slots < 2 * passages->count)
        s.slots *= 2;
    s.slot = tm__calloc(s.slots, sizeof *s.slot);
    s.hash = tm__alloc_array(passages->count, sizeof *s.hash);
    ok = s.slot && s.hash;
    for (size_t i = 0; ok && i < passages->count; i++)
        ok = see(&passages->passage[i].repeated, &s, i);
    tm__free(s.slot);
    tm__free(s.hash);
    tm__buffer_release(&s.text);
    tm__buffer_release(&s.other);
    return ok ? TM_OK : TM_ENOMEM;
}

tm_status tm__passages_take(struct tm__passages *passages, const tm_text *texts, size_t count,
                            const size_t *document, size_t sentences, const char *language,
                            tm_error *err)
{
    struct splitter s = {.passages = passages, .texts = texts, .language = language};
    const size_t next = sentences && document ? document[sentences - 1] + 1 : sentences > 0;
    tm_status status = TM_OK;

    tm__chrome_start(&s.chrome);
    tm__openings_start(&s.openings, language);
    for (size_t i = 0; status == TM_OK && i < sentences; i++)
        status = add(&s, document ? document[i] : 0, i, tm__trimmed(texts[i]));
    for (size_t i = sentences; status == TM_OK && i < count; i++)
        status = split(&s, next + i - sentences, i);
    passages->own = passages->count;
    mark_teasers(passages, texts);
    mark_authors(passages, texts);
    if (status == TM_OK)
        status = mark_repeated(passages, texts);
    return status == TM_OK ? TM_OK : tm__fail_memory(err, "splitting sentences");
}

tm_status tm__passages_split(struct tm__passages *passages, const tm_text *documents, size_t count,
                             const char *language, tm_error *err)
{
    return tm__passages_take(passages, documents, count, NULL, 0, language, err);
}
