#include "markup.h"

#include "columns.h"

#include <string.h>
#include <strings.h>

/* U+FFFE and U+FFFF, which XML has no place for, become U+FFFD; they differ in the last byte. */
static void drop_noncharacters(struct cli_bytes *text)
{
    for (size_t i = 0; i + 2 < text->size; i++)
        if (memcmp(text->data + i, "\xEF\xBF", 2) == 0 && (unsigned char)text->data[i + 2] >= 0xBE)
            text->data[i + 2] = (char)0xBD;
}

void cli_markup_text(FILE *file, tm_text text)
{
    struct cli_bytes clean = {NULL, 0, 0};

    cli_add_clean(&clean, text);
    drop_noncharacters(&clean);
    for (size_t i = 0; i < clean.size; i++) {
        switch (clean.data[i]) {
        case '&':
            fputs("&amp;", file);
            break;
        case '<':
            fputs("&lt;", file);
            break;
        case '>':
            fputs("&gt;", file);
            break;
        case '"':
            fputs("&quot;", file);
            break;
        case '\'':
            fputs("&#39;", file);
            break;
        default:
            fputc(clean.data[i], file);
        }
    }
    cli_bytes_free(&clean);
}

static bool starts(tm_text text, const char *with)
{
    const size_t size = strlen(with);

    return text.size > size && strncasecmp(text.data, with, size) == 0;
}

bool cli_markup_is_link(tm_text url)
{
    if (!starts(url, "http://") && !starts(url, "https://"))
        return false;
    for (size_t i = 0; i < url.size; i++)
        if ((unsigned char)url.data[i] <= ' ' || url.data[i] == 0x7F ||
            strchr("\"'<>\\^`{|}", url.data[i]))
            return false;
    return tm_utf8_valid(url.data, url.size);
}

void cli_markdown_text(FILE *file, tm_text text)
{
    static const char special[] = "\\`*_{}[]<>#|~&!";
    struct cli_bytes clean = {NULL, 0, 0};

    cli_add_clean(&clean, text);
    for (size_t i = 0; i < clean.size; i++) {
        const char c = clean.data[i];
        /* At the start of a line these make lists and quotes: "- x", "+ x", "1. x", "1) x". */
        const bool first = i == 0 && (c == '-' || c == '+' || c == '=');
        const bool item = i > 0 && (c == '.' || c == ')') && strspn(clean.data, "0123456789") == i;

        if (strchr(special, c) || first || item)
            fputc('\\', file);
        fputc(c, file);
    }
    cli_bytes_free(&clean);
}

void cli_markdown_link(FILE *file, tm_text text, tm_text url)
{
    if (!cli_markup_is_link(url)) {
        cli_markdown_text(file, text);
        return;
    }
    fputc('[', file);
    cli_markdown_text(file, text);
    fputs("](<", file);
    fwrite(url.data, 1, url.size, file);
    fputs(">)", file);
}
