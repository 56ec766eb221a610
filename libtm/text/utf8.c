#include "text/utf8.h"

#include <string.h>

#define REPLACEMENT 0xFFFD

/*
 * The second byte of some sequences has a narrower range (Unicode 3.9, table 3-7): without it they
 * would be overlong, surrogates, or beyond U+10FFFF. Returns the length a lead byte announces, 0
 * if it can start nothing.
 */
static size_t lead(unsigned char byte, unsigned char *low, unsigned char *high)
{
    *low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    *high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    if (byte < 0x80)
        return 1;
    if (byte < 0xC2 || byte > 0xF4)
        return 0;
    return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

size_t tm_utf8_decode(int32_t *codepoint, const char *text, size_t size)
{
    const unsigned char *t = (const unsigned char *)text;
    unsigned char low, high;
    const size_t length = lead(t[0], &low, &high);
    int32_t value;
    size_t i;

    *codepoint = REPLACEMENT;
    if (length == 0)
        return 1;
    value = length == 1 ? t[0] : t[0] & (0x7F >> length);
    for (i = 1; i < length; i++) {
        if (i >= size || t[i] < low || t[i] > high)
            return i;
        value = value << 6 | (t[i] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    *codepoint = value;
    return length;
}

size_t tm_utf8_encode(char out[4], int32_t codepoint)
{
    const bool scalar = codepoint >= 0 && codepoint <= 0x10FFFF && (codepoint >> 11) != 0x1B;
    const uint32_t c = scalar ? (uint32_t)codepoint : REPLACEMENT;

    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Bytes of ASCII at the start, eight at a time. */
static size_t ascii_run(const char *text, size_t size)
{
    size_t i = 0;
    uint64_t eight;

    for (; i + 8 <= size; i += 8) {
        memcpy(&eight, text + i, 8);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (i < size && (unsigned char)text[i] < 0x80)
        i++;
    return i;
}

bool tm_utf8_valid(const char *text, size_t size)
{
    size_t i = 0;

    while ((i += ascii_run(text + i, size - i)) < size) {
        int32_t c;
        const size_t n = tm_utf8_decode(&c, text + i, size - i);

        /* A replacement character that is really there is three bytes long, EF BF BD. */
        if (c == REPLACEMENT && (n != 3 || memcmp(text + i, "\xEF\xBF\xBD", 3) != 0))
            return false;
        i += n;
    }
    return true;
}

int32_t tm__char_before(const char *text, size_t at, size_t *start)
{
    int32_t c = 0;

    *start = at;
    if (at == 0)
        return 0;
    do
        --*start;
    while (*start > 0 && at - *start < 4 && ((unsigned char)text[*start] & 0xC0) == 0x80);
    if (*start + tm_utf8_decode(&c, text + *start, at - *start) == at)
        return c;
    *start = at - 1; /* a stray byte */
    return 0xFFFD;
}
