#include "phrases/spelling.h"

#include "base/memory.h"
#include "base/strings.h"

#include <string.h>

enum { MOST_CHARACTERS = 60 };

static bool blank(int32_t c)
{
    return c <= 0x20 || (c >= 0x7f && c <= 0xa0) || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x3000 || c == 0xfeff;
}

/* Cut where the last word ended that fits, but not in the first half of the line. */
static bool cut(struct tm__buffer *out, size_t space)
{
    if (space > MOST_CHARACTERS / 2)
        out->size = space;
    return tm__buffer_append(out, "\xe2\x80\xa6", 3);
}

bool tm__tidy(struct tm__buffer *out, const char *text, size_t size)
{
    size_t characters = 0, space = 0, step;
    bool gap = false;

    tm__buffer_clear(out);
    for (size_t i = 0; i < size; i += step) {
        char bytes[4];
        int32_t c;
        step = tm_utf8_decode(&c, text + i, size - i);
        if (blank(c)) {
            gap = characters > 0;
            continue;
        }
        if (gap) {
            space = out->size;
            characters++;
            if (!tm__buffer_byte(out, ' '))
                return false;
        }
        gap = false;
        if (characters++ >= MOST_CHARACTERS)
            return cut(out, space);
        if (!tm__buffer_append(out, bytes, tm_utf8_encode(bytes, c)))
            return false;
    }
    return tm__buffer_append(out, NULL, 0);
}

bool tm__first_line(struct tm__buffer *out, tm_text document)
{
    size_t from = 0;

    tm__buffer_clear(out);
    while (from < document.size && !out->size) {
        const char *start = document.data + from;
        const char *end = memchr(start, '\n', document.size - from);
        const size_t size = end ? (size_t)(end - start) : document.size - from;
        if (!tm__tidy(out, start, size))
            return false;
        from += size + 1;
    }
    return tm__buffer_append(out, NULL, 0);
}

/* Spellings met so far. */
struct spellings {
    struct tm__strings text;
    uint32_t *votes; /* [text.count] */
    size_t capacity;
    struct tm__buffer tidy;
};

static bool vote(struct spellings *s, const struct tm__token *token, uint32_t length,
                 const char *text)
{
    const struct tm__token *last = token + length - 1;
    const size_t known = s->text.count;
    uint32_t id;

    if (!tm__tidy(&s->tidy, text + token->start, last->start + last->size - token->start) ||
        !tm__grow(&s->votes, &s->capacity, known + 1, sizeof *s->votes))
        return false;
    id = tm__strings_add(&s->text, s->tidy.data, s->tidy.size);
    if (id == UINT32_MAX)
        return false;
    if (id == known)
        s->votes[id] = 0;
    s->votes[id] += token->flags & TM__TOKEN_INITIAL ? 1 : 2;
    return true;
}

static bool winner(struct tm__buffer *out, const struct spellings *s)
{
    uint32_t best = 0;
    tm_text text;

    for (uint32_t id = 1; id < s->text.count; id++)
        if (s->votes[id] > s->votes[best])
            best = id;
    tm__buffer_clear(out);
    if (!s->text.count)
        return tm__buffer_append(out, NULL, 0);
    text = tm__strings_get(&s->text, best);
    return tm__buffer_append(out, text.data, text.size);
}

bool tm__spelling(struct tm__buffer *out, uint64_t at, uint32_t length,
                  const struct tm__tokens *tokens, const tm_text *documents,
                  const uint32_t *document, size_t count)
{
    struct spellings s = {0};
    bool ok = tm__strings_init(&s.text);

    for (size_t d = 0; ok && d < count; d++) {
        const uint64_t end = tokens->first[document[d] + 1];
        for (uint64_t t = tokens->first[document[d]]; ok && t < end; t++)
            if (tm__ngram_occurs(tokens, at, length, t, end))
                ok = vote(&s, tokens->token + t, length, documents[document[d]].data);
    }
    ok = ok && winner(out, &s);
    tm__strings_release(&s.text);
    tm__free(s.votes);
    tm__buffer_release(&s.tidy);
    return ok;
}
