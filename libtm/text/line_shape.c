#include "text/line_shape.h"

#include "text/sentence_char.h"

#include <string.h>

/*
 * Text wrapped at a width gives itself away: at each line end the next word would not have fitted
 * any more. Lines that a person ended (headlines, verse, a paragraph a line) have no such pattern.
 */

enum {
    WIDEST = 120,   /* longer lines were not wrapped for reading */
    NARROWEST = 40, /* shorter ones are verse or a list */
};

static size_t line_end(const char *text, size_t size, size_t at)
{
    const char *newline = memchr(text + at, '\n', size - at);

    return newline ? (size_t)(newline - text) : size;
}

static bool is_blank(const char *text, size_t start, size_t end)
{
    while (start < end && (text[start] == ' ' || text[start] == '\t' || text[start] == '\r'))
        start++;
    return start == end;
}

/* Without the white space at its end. */
static size_t trimmed(const char *text, size_t start, size_t end)
{
    while (end > start && (unsigned char)text[end - 1] <= ' ')
        end--;
    return end;
}

/* Characters, counted no further than needed. */
static size_t width_of(const char *text, size_t start, size_t end)
{
    size_t count = 0;

    for (size_t i = start; i < end && count <= WIDEST; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static bool ends_closed(const char *text, size_t start, size_t end)
{
    while (end > start) {
        const int32_t c = tm__read_before(text, end, &end);

        if (tm__end_mark(c) != TM__END_NONE || c == ':')
            return true;
        if (!tm__is_closer(c))
            return false;
    }
    return false;
}

/* Would the first word of the next line still have fitted on the line [start, end)? */
static bool had_room(const char *text, size_t size, size_t start, size_t end, size_t width)
{
    const size_t word = tm__skip_space(text, size, end);
    size_t word_end = word;

    while (word_end < size && word_end - word < 4 * WIDEST && (unsigned char)text[word_end] > ' ')
        word_end++;
    /* A tenth is left for letters that are wider than others in print. */
    return width_of(text, start, trimmed(text, start, end)) + 1 + width_of(text, word, word_end) <=
           width - width / 10;
}

/* The end of the paragraph; its width and how its last line ends. */
static size_t measure(struct tm__line_shape *shape, const char *text, size_t size, size_t start)
{
    size_t last = start, at = start;

    while (at < size) {
        const size_t end = line_end(text, size, at);
        size_t width;

        if (is_blank(text, at, end))
            break;
        width = width_of(text, at, trimmed(text, at, end));
        if (width > shape->width)
            shape->width = width;
        last = at;
        at = end < size ? end + 1 : size;
    }
    shape->closed = ends_closed(text, last, trimmed(text, last, at));
    return at;
}

void tm__line_shape(struct tm__line_shape *shape, const char *text, size_t size, size_t start)
{
    size_t full = 0, lines = 0;

    *shape = (struct tm__line_shape){0};
    shape->end = measure(shape, text, size, start);
    if (shape->width > WIDEST || shape->width < NARROWEST || !shape->closed)
        return;
    for (size_t at = start, end; at < shape->end; at = end + 1) {
        end = line_end(text, size, at);
        if (end + 1 >= shape->end)
            break;
        lines++;
        full += !had_room(text, size, at, end, shape->width);
    }
    shape->wrapped = lines > 0 && 4 * full >= 3 * lines;
}

static bool starts_lower(const char *text, size_t size, size_t at)
{
    int32_t c = 0;

    if (at < size)
        tm__read(&c, text + at, size - at);
    return tm__is_lower(c);
}

bool tm__line_continues(const struct tm__line_shape *shape, const char *text, size_t size,
                        size_t at)
{
    size_t start = at;

    if (starts_lower(text, size, tm__skip_space(text, size, at)) && shape->closed)
        return true;
    if (!shape->wrapped)
        return false;
    while (start > 0 && text[start - 1] != '\n')
        start--;
    return !had_room(text, size, start, at, shape->width);
}
