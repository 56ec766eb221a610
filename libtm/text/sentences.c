#include "text/sentences.h"

#include "base/memory.h"
#include "base/status.h"
#include "text/sentence_missing.h"

/*
 * One pass over the text that stops only where a sentence might end: at end marks, newlines,
 * bullets and signs of list items. What an end mark means is for sentence_rules.c, what a newline
 * means for line_shape.c.
 */

static void start_at(struct tm__sentences *s, size_t at)
{
    s->start = tm__skip_space(s->text, s->size, at);
    s->marker = tm__list_marker(s->text, s->size, s->start);
}

/* End the sentence at `end` and start the next behind it. */
static void finish(struct tm__sentences *s, size_t end)
{
    size_t last = end, before;

    while (last > s->start) {
        tm__read_before(s->text, last, &before);
        if (!tm__space(s->text, s->size, before))
            break;
        last = before;
    }
    s->found = last > s->start ? (tm_span){s->start, last} : (tm_span){0, 0};
    start_at(s, end);
}

/* Newlines in the white space from at to end; a form feed or paragraph separator counts as two. */
static size_t newlines(const struct tm__sentences *s, size_t at, size_t end)
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
static bool gap_ends(struct tm__sentences *s, size_t at, size_t next)
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
static size_t next_item(const struct tm__sentences *s, size_t at)
{
    struct tm__list_marker marker;
    size_t start = at;

    if (s->marker.value == 0)
        return 0;
    while (start > s->start && at - start < 3 && !tm__space(s->text, s->size, start - 1))
        start--;
    if (start <= s->marker.end || start == at || !tm__space(s->text, s->size, start - 1))
        return 0;
    marker = tm__list_marker(s->text, s->size, start);
    return tm__list_follows(&s->marker, &marker) ? start : 0;
}

/* A dot inside a number or an address, which no rule needs to see. */
static bool is_inner_dot(const struct tm__sentences *s, size_t at)
{
    return s->text[at] == '.' && at + 1 < s->size && (unsigned char)s->text[at + 1] < 0x80 &&
           tm__ascii_class[(unsigned char)s->text[at + 1]] & (TM__ASCII_LOWER | TM__ASCII_DIGIT);
}

/* Handle the sign at `at`; where to go on. */
static size_t stop_at(struct tm__sentences *s, size_t at)
{
    struct tm__stop stop;
    size_t item;

    if (is_inner_dot(s, at))
        return at + 1;
    item = next_item(s, at);
    if (item) {
        finish(s, item);
        return s->marker.end;
    }
    if (at < s->marker.end)
        return s->marker.end;
    tm__stop_read(&stop, s->language->period, s->text, s->size, s->start, at);
    if (stop.after == at) /* ) ; : and the like */
        return at + 1;
    if ((stop.next > stop.closed && gap_ends(s, stop.closed, stop.next)) ||
        tm__stop_ends(&stop, s->language)) {
        finish(s, stop.closed);
        return s->start;
    }
    return stop.closed;
}

static size_t newline_at(struct tm__sentences *s, size_t at)
{
    const size_t next = tm__skip_space(s->text, s->size, at);

    if (!gap_ends(s, at, next))
        return next;
    finish(s, at);
    return s->start;
}

/* A capital, or something that may be one, behind a word. */
static size_t capital_at(struct tm__sentences *s, size_t at)
{
    if (at <= s->marker.end + 1 || /* "1) The first item" */
        !tm__end_is_missing(s->text, s->size, s->start, at, s->language))
        return at + 1;
    finish(s, at);
    return at + 1 > s->marker.end ? at + 1 : s->marker.end;
}

static bool is_capital(const struct tm__sentences *s, size_t at)
{
    return s->capitals >> (at - s->block) & 1;
}

/* A character above ASCII that might be a mark, a bullet or white space. */
static size_t wide_at(struct tm__sentences *s, size_t at)
{
    int32_t c;
    const size_t n = tm_utf8_decode(&c, s->text + at, s->size - at);

    if (tm__end_mark(c) != TM__END_NONE)
        return stop_at(s, at);
    if (c == 0x2028 || c == 0x2029)
        return newline_at(s, at);
    if (tm__is_bullet(c) && at > s->start && tm__space(s->text, s->size, at - 1)) {
        finish(s, at);
        return s->marker.end;
    }
    return is_capital(s, at) ? capital_at(s, at) : at + n;
}

/* The bytes of a word before a sentence that has no end mark: letters, digits and closing signs. */
static bool may_end(unsigned char c)
{
    if (c >= 0x80)
        return true;
    return tm__ascii_class[c] & (TM__ASCII_LETTER | TM__ASCII_DIGIT) || c == '"' || c == '\'' ||
           c == ')' || c == ';';
}

/* Of the capitals of a block those that are worth a look: few are of a word that starts sentences. */
static uint64_t promising(const struct tm__sentences *s, uint64_t capitals)
{
    uint64_t found = 0;

    while (capitals) {
        const unsigned bit = tm__lowest_bit(capitals);
        const size_t at = s->block + bit;

        if (at >= 2 && may_end((unsigned char)s->text[at - 2]) &&
            (s->size - at < 4 || tm__may_start(&s->language->words->starters, s->text + at)))
            found |= (uint64_t)1 << bit;
        capitals &= capitals - 1;
    }
    return found;
}

/* Look at the block at `at`. */
static void read_block(struct tm__sentences *s, size_t at)
{
    s->block = at;
    s->mask = tm__mark_mask(s->text + at, s->size - at);
    s->capitals =
        s->language->words ? promising(s, tm__capital_mask(s->text, s->size, at)) : 0;
}

/* The next byte at or after s->at that needs a look, or the size. */
static size_t next_mark(struct tm__sentences *s)
{
    size_t at = s->at;

    while (at < s->size) {
        uint64_t mask;

        if (at - s->block >= TM__MASK_BYTES)
            read_block(s, at);
        mask = s->mask.ends | s->capitals;
        if (s->marker.value || s->language->period)
            mask |= s->mask.signs;
        mask >>= at - s->block;
        if (mask)
            return at + tm__lowest_bit(mask);
        at = s->block + TM__MASK_BYTES;
    }
    return s->size;
}

void tm__sentences_start(struct tm__sentences *s, const struct tm__sentence_language *language,
                         const char *text, size_t size)
{
    *s = (struct tm__sentences){.text = text, .size = size, .language = language};
    start_at(s, 0);
    s->paragraph = s->at = s->start;
    read_block(s, 0);
}

bool tm__sentences_next(struct tm__sentences *s, tm_span *sentence)
{
    s->found.end = 0;
    while (!s->done && s->found.end == 0) {
        const size_t at = next_mark(s);

        if (at >= s->size) {
            s->done = true;
            finish(s, s->size);
        } else {
            const unsigned char c = (unsigned char)s->text[at];

            s->at = c == '\n' || c == '\r' || c == '\f' ? newline_at(s, at)
                    : c >= 0x80                         ? wide_at(s, at)
                    : is_capital(s, at)                 ? capital_at(s, at)
                                                        : stop_at(s, at);
        }
    }
    *sentence = s->found;
    return s->found.end > 0;
}

tm_status tm_sentences_trained(tm_span **out, size_t *count, const char *text, size_t size,
                               const char *language, const tm_sentence_model *model, tm_error *err)
{
    const struct tm__sentence_language l = tm__sentence_language(language, model);
    struct tm__sentences sentences;
    tm_span *spans = NULL, span;
    size_t used = 0, capacity = 0;

    *out = NULL;
    *count = 0;
    tm__sentences_start(&sentences, &l, text, size);
    while (tm__sentences_next(&sentences, &span)) {
        if (used == capacity && /* at first what most texts need */
            !tm__grow(&spans, &capacity, used ? used + 1 : size / 100 + 1, sizeof *spans)) {
            tm__free(spans);
            return tm__fail_memory(err, "listing sentences");
        }
        spans[used++] = span;
    }
    *out = spans;
    *count = used;
    return TM_OK;
}

tm_status tm_sentences(tm_span **out, size_t *count, const char *text, size_t size,
                       const char *language, tm_error *err)
{
    return tm_sentences_trained(out, count, text, size, language, NULL, err);
}
