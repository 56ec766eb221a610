#include "text/link.h"

#include "text/plain_letter.h"

#include <string.h>

static bool is_letter(char c)
{
    return (unsigned)((unsigned char)c | 0x20) - 'a' < 26u;
}

static bool is_word(char c)
{
    return is_letter(c) || (unsigned)(unsigned char)c - '0' < 10u;
}

/* May c stand in an address? Blanks, controls, and what RFC 3986 leaves out end it. */
static bool in_link(char c)
{
    return (unsigned char)c > 0x20 && (unsigned char)c < 0x7F && !strchr("<>\"{}|\\^`", c);
}

/* A bracket that closes one inside the address belongs to it. */
static bool closes_nothing(const char *text, size_t start, size_t end)
{
    const char close = text[end - 1], open = close == ')' ? '(' : '[';
    size_t opened = 0, closed = 0;

    if (close != ')' && close != ']')
        return false;
    for (size_t i = start; i < end; i++) {
        opened += text[i] == open;
        closed += text[i] == close;
    }
    return closed > opened;
}

/* The punctuation of the sentence around it is not part of the address. */
static size_t trim(const char *text, size_t start, size_t end)
{
    size_t brackets = 0; /* counting them costs the whole length: no sentence closes many */

    while (end > start) {
        if (strchr(".,;:!?'*_~&", text[end - 1]))
            end--;
        else if (brackets++ < 4 && closes_nothing(text, start, end))
            end--;
        else
            break;
    }
    return end;
}

size_t tm__link_end(const char *text, size_t size, size_t start, size_t at)
{
    size_t i = at;
    const bool scheme = size - at >= 3 && memcmp(text + at, "://", 3) == 0;

    if (scheme) {
        for (size_t k = start; k < at; k++)
            if (!is_letter(text[k]))
                return 0;
        i = at + 3;
        if (i == size || !is_word(text[i]))
            return 0;
    } else if (at - start < 5 ||
               (memcmp(text + start, "www.", 4) != 0 && memcmp(text + start, "WWW.", 4) != 0)) {
        return 0;
    }
    while (i < size) {
        const size_t letter = in_link(text[i]) ? 1 : tm__plain_letter(text + i, size - i);

        if (letter == 0)
            break;
        i += letter;
    }
    return trim(text, at, i);
}

/* The end of host.name.tld from `at`, 0 if it is not one. */
static size_t host_end(const char *text, size_t size, size_t at)
{
    size_t i = at, dot = 0;

    while (i < size && (is_word(text[i]) || ((text[i] == '.' || text[i] == '-') && i > at &&
                                             i + 1 < size && is_word(text[i + 1])))) {
        if (text[i] == '.')
            dot = i;
        i++;
    }
    if (dot == 0 || i - dot < 3 || !is_letter(text[dot + 1]))
        return 0;
    return i;
}

size_t tm__mail_end(const char *text, size_t size, size_t start)
{
    const size_t limit = size - start > 64 ? start + 64 : size - 1;
    size_t i = start;

    while (i < limit && (is_word(text[i]) || text[i] == '.' || text[i] == '_' || text[i] == '+' ||
                         text[i] == '-'))
        i++;
    if (i == start || text[i] != '@')
        return 0;
    return host_end(text, size, i + 1);
}
