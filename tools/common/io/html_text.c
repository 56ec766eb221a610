#include "io/html_text.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- character references ---- */

static int digit_of(char c, int base)
{
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : 16;

    return digit < base ? digit : -1;
}

/* What browsers make of &#128; to &#159;: the characters of windows-1252. */
static int32_t mend(int32_t c)
{
    static const uint16_t windows[32] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

    if (c >= 0x80 && c < 0xA0)
        return windows[c - 0x80];
    return c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c;
}

static size_t numeric_entity(tm_text text, int32_t *codepoint)
{
    size_t at = 2;
    int base = 10;

    *codepoint = 0;
    if (at < text.size && (text.data[at] == 'x' || text.data[at] == 'X')) {
        base = 16;
        at++;
    }
    for (; at < text.size && digit_of(text.data[at], base) >= 0; at++)
        if (*codepoint < 0x110000)
            *codepoint = *codepoint * base + digit_of(text.data[at], base);
    if (at == (size_t)(base == 16 ? 3 : 2))
        return 0;
    *codepoint = mend(*codepoint);
    return at + (at < text.size && text.data[at] == ';');
}

size_t tm_html_entity(tm_text text, char character[4], size_t *size)
{
    const htmlEntityDesc *entity;
    int32_t codepoint;
    char name[12];
    size_t at = 1;

    if (text.size < 3 || text.data[0] != '&')
        return 0;
    if (text.data[1] == '#') {
        at = numeric_entity(text, &codepoint);
        if (at > 0)
            *size = tm_utf8_encode(character, codepoint);
        return at;
    }
    while (at < text.size && at < sizeof name && text.data[at] != ';')
        at++;
    if (at == text.size || at == sizeof name || text.data[at] != ';')
        return 0;
    memcpy(name, text.data + 1, at - 1);
    name[at - 1] = '\0';
    entity = htmlEntityLookup((const xmlChar *)name);
    codepoint = entity ? (int32_t)entity->value : strcmp(name, "apos") == 0 ? '\'' : 0;
    if (codepoint == 0)
        return 0;
    *size = tm_utf8_encode(character, codepoint);
    return at + 1;
}

/* ---- text ---- */

enum gap { NO_GAP, BLANK, LINE, PARAGRAPH };

struct writer {
    struct cli_bytes *out;
    size_t start; /* of this text in `out` */
    enum gap gap; /* before the next character */
};

static void ask_gap(struct writer *writer, enum gap gap)
{
    if (gap > writer->gap)
        writer->gap = gap;
}

static void put(struct writer *writer, const char *bytes, size_t size)
{
    static const char *const gaps[] = {"", " ", "\n", "\n\n"};

    if (writer->out->size > writer->start)
        cli_bytes_add_string(writer->out, gaps[writer->gap]);
    writer->gap = NO_GAP;
    cli_bytes_add(writer->out, bytes, size);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Bytes of the name at `at`. */
static size_t name_size(const char *at, const char *end)
{
    const char *const start = at;

    while (at < end && is_name(*at))
        at++;
    return (size_t)(at - start);
}

static bool is_one_of(const char *name, size_t size, const char *list)
{
    for (; *list; list += strlen(list) + 1)
        if (strlen(list) == size && strncasecmp(list, name, size) == 0)
            return true;
    return false;
}

static enum gap gap_of(const char *name, size_t size)
{
    if (is_one_of(name, size, "br\0li\0tr\0dt\0dd\0option\0"))
        return LINE;
    if (is_one_of(name, size, "td\0th\0"))
        return BLANK;
    if (is_one_of(name, size,
                  "p\0div\0h1\0h2\0h3\0h4\0h5\0h6\0ul\0ol\0dl\0table\0blockquote\0section\0"
                  "article\0header\0footer\0aside\0figure\0figcaption\0hr\0pre\0form\0nav\0"
                  "main\0address\0title\0body\0head\0"))
        return PARAGRAPH;
    return NO_GAP;
}

/* Behind the '>' of the tag at `at`, quotes respected; the end if it is not closed. */
static const char *tag_end(const char *at, const char *end)
{
    char quote = '\0';

    for (at++; at < end; at++) {
        if (quote) {
            if (*at == quote)
                quote = '\0';
        } else if ((*at == '"' || *at == '\'') && at[-1] == '=') {
            quote = *at;
        } else if (*at == '>') {
            return at + 1;
        }
    }
    return end;
}

/* Behind the next occurrence of `word`; the end if there is none. */
static const char *behind(const char *at, const char *end, const char *word)
{
    const size_t size = strlen(word);

    for (; (size_t)(end - at) >= size; at++)
        if (strncasecmp(at, word, size) == 0)
            return at + size;
    return end;
}

/* Something that begins with '<'; returns where it ends, `at` if it is no tag. */
static const char *skip_tag(struct writer *writer, const char *at, const char *end)
{
    const bool closing = end - at > 1 && at[1] == '/';
    const char *const name = at + 1 + closing;
    size_t size;

    if (end - at > 3 && strncmp(at, "<!--", 4) == 0)
        return behind(at + 4, end, "-->");
    if (end - at > 1 && (at[1] == '!' || at[1] == '?'))
        return tag_end(at, end);
    size = name_size(name, end);
    if (size == 0 || (*name >= '0' && *name <= '9')) /* "1 <2" */
        return at;
    ask_gap(writer, gap_of(name, size));
    at = tag_end(at, end);
    if (!closing && is_one_of(name, size, "script\0style\0template\0svg\0")) {
        char close[16];

        snprintf(close, sizeof close, "</%.*s", (int)size, name);
        at = behind(at, end, close);
        if (at < end)
            at = tag_end(at, end);
    }
    return at;
}

void tm_html_text(struct cli_bytes *out, tm_text html)
{
    const char *at = html.data, *const end = at + html.size;
    struct writer writer = {out, out->size, NO_GAP};

    while (at < end) {
        const char *run = at;
        char character[4];
        size_t size = 1, used = 0;

        while (run < end && *run != '<' && *run != '&' && !is_blank(*run))
            run++;
        if (run > at) {
            put(&writer, at, (size_t)(run - at));
            at = run;
            continue;
        }
        if (is_blank(*at)) {
            ask_gap(&writer, BLANK);
            at++;
            continue;
        }
        if (*at == '<')
            used = (size_t)(skip_tag(&writer, at, end) - at);
        else
            used = tm_html_entity((tm_text){at, (size_t)(end - at)}, character, &size);
        if (used == 0)
            put(&writer, at, 1); /* a bare '<' or '&' */
        else if (*at == '&' &&
                 (is_blank(character[0]) || (size == 2 && memcmp(character, "\xC2\xA0", 2) == 0)))
            ask_gap(&writer, BLANK);
        else if (*at == '&')
            put(&writer, character, size);
        at += used ? used : 1;
    }
}
