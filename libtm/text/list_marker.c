#include "text/list_marker.h"

#include "text/sentence_char.h"

#include <string.h>

/* Digits (at most three) or one small letter. */
static size_t read_value(const char *text, size_t size, size_t at, unsigned *value)
{
    size_t i = at;

    *value = 0;
    while (i < size && i - at < 3 && text[i] >= '0' && text[i] <= '9')
        *value = *value * 10 + (unsigned)(text[i++] - '0');
    if (i == at && i < size && text[i] >= 'a' && text[i] <= 'z')
        *value = (unsigned char)text[i++];
    return i;
}

/* Bullets, also the signs that are one only at the start of a line. */
static size_t skip_bullet(const char *text, size_t size, size_t at)
{
    int32_t c = 0;
    const size_t n = at < size ? tm__read(&c, text + at, size - at) : 0;

    if (tm__is_bullet(c))
        return tm__skip_space(text, size, at + n);
    if ((c == '-' || c == '*' || c == 0x2013 || c == 0xB7) && tm__space(text, size, at + n))
        return tm__skip_space(text, size, at + n);
    return at;
}

struct tm__list_marker tm__list_marker(const char *text, size_t size, size_t at)
{
    const struct tm__list_marker none = {0, 0, 0};
    const size_t start = skip_bullet(text, size, at);
    struct tm__list_marker marker = {start, 0, '*'};
    unsigned value;
    size_t i = read_value(text, size, start, &value);

    if (i > start && i < size && (text[i] == '.' || text[i] == ')')) {
        char style = text[i++];

        if (style == '.' && i < size && text[i] == ')') {
            style = ':';
            i++;
        }
        if (tm__space(text, size, i))
            return (struct tm__list_marker){i, value, style};
    }
    return start > at ? marker : none;
}

bool tm__list_follows(const struct tm__list_marker *first, const struct tm__list_marker *next)
{
    return first->end && next->end && first->value && next->value == first->value + 1 &&
           next->style == first->style;
}
