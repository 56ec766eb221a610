#include "io/xml_clean.h"

#include "io/html_text.h"

#include <string.h>

/* More than the longest of what is looked for: an entity, "<![CDATA[". */
enum { LOOK_AHEAD = 32 };

static bool starts_with(const char *at, size_t left, const char *word)
{
    return left >= strlen(word) && memcmp(at, word, strlen(word)) == 0;
}

/* What begins with '&' outside CDATA; returns the bytes used. */
static size_t add_reference(struct cli_bytes *out, const char *at, size_t left)
{
    static const char *const own[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", NULL};
    const size_t shown = left < LOOK_AHEAD ? left : LOOK_AHEAD;
    char character[4];
    size_t size, used;

    for (const char *const *name = own; *name; name++) {
        if (starts_with(at, left, *name)) {
            cli_bytes_add_string(out, *name);
            return strlen(*name);
        }
    }
    used = tm_html_entity((tm_text){at, shown}, character, &size);
    if (used == 0) {
        cli_bytes_add_string(out, "&amp;");
        return 1;
    }
    if (size == 1 && character[0] == '<')
        cli_bytes_add_string(out, "&lt;");
    else if (size == 1 && character[0] == '&')
        cli_bytes_add_string(out, "&amp;");
    else if (size == 1 && (unsigned char)character[0] < 0x20)
        cli_bytes_add(out, " ", 1);
    else
        cli_bytes_add(out, character, size);
    return used;
}

static size_t add_character(struct cli_bytes *out, const char *at, size_t left)
{
    int32_t codepoint;
    char bytes[4];
    const size_t used = tm_utf8_decode(&codepoint, at, left);

    if (codepoint < 0x20 && codepoint != '\t' && codepoint != '\n' && codepoint != '\r')
        codepoint = ' ';
    if (codepoint == 0xFFFE || codepoint == 0xFFFF)
        codepoint = 0xFFFD;
    cli_bytes_add(out, bytes, tm_utf8_encode(bytes, codepoint));
    return used;
}

static bool is_plain(char c)
{
    return c >= 0x20 && c != '&' && c != '<' && c != ']';
}

static size_t add_next(struct tm_xml_clean *clean, struct cli_bytes *out, const char *at,
                       size_t left)
{
    static const char open[] = "<![CDATA[", close[] = "]]>";
    size_t run = 0;

    while (run < left && is_plain(at[run]))
        run++;
    if (run > 0) {
        cli_bytes_add(out, at, run);
        return run;
    }
    if (*at == '&' && !clean->cdata)
        return add_reference(out, at, left);
    if (!clean->cdata && starts_with(at, left, open)) {
        clean->cdata = true;
        cli_bytes_add_string(out, open);
        return sizeof open - 1;
    }
    if (clean->cdata && starts_with(at, left, close)) {
        clean->cdata = false;
        cli_bytes_add_string(out, close);
        return sizeof close - 1;
    }
    return add_character(out, at, left);
}

void tm_xml_clean_add(struct tm_xml_clean *clean, struct cli_bytes *out, const char *block,
                      size_t size, bool last)
{
    const size_t keep = last ? 0 : LOOK_AHEAD;
    size_t at = 0;

    cli_bytes_add(&clean->in, block, size);
    while (clean->in.size - at > keep)
        at += add_next(clean, out, clean->in.data + at, clean->in.size - at);
    memmove(clean->in.data, clean->in.data + at, clean->in.size - at);
    clean->in.size -= at;
}

void tm_xml_clean_release(struct tm_xml_clean *clean)
{
    cli_bytes_free(&clean->in);
}
