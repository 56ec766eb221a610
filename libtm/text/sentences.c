#include "base/memory.h"
#include "base/status.h"
#include "text/line_shape.h"
#include "text/list_marker.h"
#include "text/sentence_rules.h"

/*
 * One pass over the text that stops only where a sentence might end: at end marks, newlines,
 * bullets and signs of list items. What an end mark means is for sentence_rules.c, what a newline
 * means for line_shape.c.
 */

struct splitter {
    const char *text;
    size_t size;
    struct tm__sentence_language language;
    size_t start;                  /* of the sentence */
    struct tm__list_marker marker; /* with which the sentence starts, if it does */
    size_t paragraph;              /* where it starts */
    struct tm__line_shape shape;   /* of the paragraph; not known while shape.end <= paragraph */
    tm_span *spans;
    size_t count, capacity;
};

/* Bytes at which the scan stops: ASCII signs, and the first bytes of other end marks. */
static const unsigned char stops[256] = {
    ['\n'] = 1, ['\r'] = 1, ['\f'] = 1, ['!'] = 1,  ['.'] = 1,  ['?'] = 1,
    [')'] = 1,  [';'] = 1,  [':'] = 1,  [0xD6] = 1, [0xD8] = 1, [0xDB] = 1,
    [0xDC] = 1, [0xE0] = 1, [0xE1] = 1, [0xE2] = 1, [0xE3] = 1, [0xEF] = 1};

static void start_at(struct splitter *s, size_t at)
{
    s->start = tm__skip_space(s->text, s->size, at);
    s->marker = tm__list_marker(s->text, s->size, s->start);
}

/* End the sentence at `end` and start the next behind it. False if memory is out. */
static bool finish(struct splitter *s, size_t end)
{
    size_t last = end, before;

    while (last > s->start) {
        tm__char_before(s->text, last, &before);
        if (!tm__space(s->text, s->size, before))
            break;
        last = before;
    }
    if (last > s->start) {
        if (!tm__grow(&s->spans, &s->capacity, s->count + 1, sizeof *s->spans))
            return false;
        s->spans[s->count++] = (tm_span){s->start, last};
    }
    start_at(s, end);
    return true;
}

/* Newlines in the white space from at to end; a form feed or paragraph separator counts as two. */
static size_t newlines(const struct splitter *s, size_t at, size_t end)
{
    size_t count = 0;

    for (size_t i = at; i < end; i++) {
        const unsigned char c = (unsigned char)s->text[i];

        if (c == '\n' || (c == '\r' && !(i + 1 < end && s->text[i + 1] == '\n')))
            count++;
        else if (c == '\f')
            count += 2;
        else if (c == 0xE2 && i + 2 < end && (unsigned char)s->text[i + 1] == 0x80)
            count += (unsigned char)s->text[i + 2] == 0xA9   ? 2
                     : (unsigned char)s->text[i + 2] == 0xA8 ? 1
                                                             : 0;
    }
    return count;
}

/* Does the white space from at to next end a sentence by itself? */
static bool gap_ends(struct splitter *s, size_t at, size_t next)
{
    const size_t lines = newlines(s, at, next);

    if (lines == 0)
        return false;
    if (lines > 1) {
        s->paragraph = next;
        return true;
    }
    if (tm__list_marker(s->text, s->size, next).end)
        return true;
    if (s->shape.end <= at)
        tm__line_shape(&s->shape, s->text, s->size, s->paragraph);
    if (s->shape.end <= at) /* the two disagree on what is blank: never measure twice */
        s->paragraph = next;
    return !tm__line_continues(&s->shape, s->text, s->size, at);
}

/* The item after the one that the sentence starts with: "1) one 2) two". 0 if it is not at `at`. */
static size_t next_item(const struct splitter *s, size_t at)
{
    struct tm__list_marker marker;
    size_t start = at;

    while (start > s->start && at - start < 3 && !tm__space(s->text, s->size, start - 1))
        start--;
    if (s->marker.value == 0 || start <= s->marker.end || start == at ||
        !tm__space(s->text, s->size, start - 1))
        return 0;
    marker = tm__list_marker(s->text, s->size, start);
    return tm__list_follows(&s->marker, &marker) ? start : 0;
}

/* Handle the sign at `at`; where to go on, or SIZE_MAX if memory is out. */
static size_t stop_at(struct splitter *s, size_t at)
{
    struct tm__stop stop;
    const size_t item = next_item(s, at);

    if (item)
        return finish(s, item) ? s->marker.end : SIZE_MAX;
    if (at < s->marker.end)
        return s->marker.end;
    tm__stop_read(&stop, s->language.period, s->text, s->size, s->start, at);
    if (stop.after == at) /* ) ; : and the like */
        return at + 1;
    if (stop.next > stop.closed && gap_ends(s, stop.closed, stop.next))
        return finish(s, stop.closed) ? s->start : SIZE_MAX;
    if (tm__stop_ends(&stop, &s->language))
        return finish(s, stop.closed) ? s->start : SIZE_MAX;
    return stop.closed;
}

static size_t newline_at(struct splitter *s, size_t at)
{
    const size_t next = tm__skip_space(s->text, s->size, at);

    if (gap_ends(s, at, next))
        return finish(s, at) ? s->start : SIZE_MAX;
    return next;
}

/* A character above ASCII that might be a mark, a bullet or white space. */
static size_t wide_at(struct splitter *s, size_t at)
{
    int32_t c;
    const size_t n = tm_utf8_decode(&c, s->text + at, s->size - at);

    if (tm__end_mark(c) != TM__END_NONE)
        return stop_at(s, at);
    if (c == 0x2028 || c == 0x2029)
        return newline_at(s, at);
    if (tm__is_bullet(c) && at > s->start && tm__space(s->text, s->size, at - 1))
        return finish(s, at) ? s->marker.end : SIZE_MAX;
    return at + n;
}

static bool split(struct splitter *s)
{
    size_t i;

    start_at(s, 0);
    s->paragraph = i = s->start;
    while (i < s->size) {
        const unsigned char c = (unsigned char)s->text[i];

        if (!stops[c])
            i++;
        else if (c == '\n' || c == '\r' || c == '\f')
            i = newline_at(s, i);
        else
            i = c < 0x80 ? stop_at(s, i) : wide_at(s, i);
    }
    return i != SIZE_MAX && finish(s, s->size);
}

tm_status tm_sentences(tm_span **out, size_t *count, const char *text, size_t size,
                       const char *language, tm_error *err)
{
    struct splitter s = {0};

    *out = NULL;
    *count = 0;
    s.text = text;
    s.size = size;
    s.language = tm__sentence_language(language);
    if (!split(&s)) {
        tm__free(s.spans);
        return tm__fail_memory(err, "listing sentences");
    }
    *out = s.spans;
    *count = s.count;
    return TM_OK;
}
