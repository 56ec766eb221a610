#include "columns.h"

#include <string.h>
#include <utf8proc.h>

static size_t char_columns(int32_t codepoint)
{
    const int width = utf8proc_charwidth(codepoint);

    /* Vowel signs of Indic scripts and the like, which terminals give a column of their own. */
    if (width == 0 && utf8proc_category(codepoint) == UTF8PROC_CATEGORY_MC)
        return 1;
    return width > 0 ? (size_t)width : 0;
}

size_t cli_columns(tm_text text)
{
    size_t columns = 0, at = 0;

    while (at < text.size) {
        int32_t codepoint;

        at += tm_utf8_decode(&codepoint, text.data + at, text.size - at);
        columns += char_columns(codepoint);
    }
    return columns;
}

/* White space that may be folded; U+00A0 and its like keep words together and stay. */
static bool is_space(int32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Characters that steer a terminal, or turn the direction of what follows them. */
static bool is_control(int32_t c)
{
    return utf8proc_category(c) == UTF8PROC_CATEGORY_CC || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void cli_add_clean(struct cli_bytes *out, tm_text text)
{
    const size_t start = out->size;
    bool space = false;
    size_t at = 0;

    while (at < text.size) {
        int32_t codepoint;
        char bytes[4];

        at += tm_utf8_decode(&codepoint, text.data + at, text.size - at);
        if (is_space(codepoint)) {
            space = true;
            continue;
        }
        if (space && out->size > start)
            cli_bytes_add(out, " ", 1);
        space = false;
        cli_bytes_add(out, bytes,
                      tm_utf8_encode(bytes, is_control(codepoint) ? 0xFFFD : codepoint));
    }
}

void cli_print_clean(FILE *file, tm_text text)
{
    struct cli_bytes clean = {NULL, 0, 0};

    for (size_t at = 0; at < text.size;) {
        int32_t c;
        char bytes[4];

        at += tm_utf8_decode(&c, text.data + at, text.size - at);
        if (c != '\n' && c != '\t')
            c = is_space(c) ? ' ' : is_control(c) ? 0xFFFD : c;
        cli_bytes_add(&clean, bytes, tm_utf8_encode(bytes, c));
    }
    cli_bytes_add(&clean, "\n", 1);
    fwrite(clean.data, 1, clean.size, file);
    cli_bytes_free(&clean);
}

/* Behind the codes of colour at the beginning, which clean text has where we put them. */
static size_t skip_colour(tm_text text, size_t at)
{
    while (at < text.size && text.data[at] == '\033') {
        while (at < text.size && text.data[at] != 'm')
            at++;
        at += at < text.size;
    }
    return at;
}

/* Bytes of the longest start of `text` that takes at most `width` columns. */
static size_t fitting(tm_text text, size_t width)
{
    size_t columns = 0, at = skip_colour(text, 0);

    while (at < text.size) {
        int32_t codepoint;
        const size_t size = tm_utf8_decode(&codepoint, text.data + at, text.size - at);

        columns += char_columns(codepoint);
        if (columns > width)
            break;
        at = skip_colour(text, at + size);
    }
    return at;
}

void cli_print_fit(FILE *file, tm_text text, size_t width)
{
    struct cli_bytes clean = {NULL, 0, 0};
    size_t size;

    cli_add_clean(&clean, text);
    text = (tm_text){clean.data, clean.size};
    size = fitting(text, width);
    if (size < text.size) {
        size = width > 0 ? fitting(text, width - 1) : 0;
        /* Cut at a space if that loses little. */
        for (size_t back = size; back > 0 && back + 16 > size; back--) {
            if (text.data[back] == ' ') {
                size = back;
                break;
            }
        }
        fwrite(text.data, 1, size, file);
        fputs("\xE2\x80\xA6", file);
    } else if (size > 0) {
        fwrite(text.data, 1, size, file);
    }
    cli_bytes_free(&clean);
}

/* Bytes of the first of the lines into which a text is broken; the whole of a character or a word
 * that is wider. */
static size_t first_line(tm_text text, size_t width)
{
    const size_t size = fitting(text, width);
    size_t back = size;

    if (size == text.size)
        return size;
    while (back > 0 && text.data[back] != ' ')
        back--;
    if (back > 0)
        return back;
    return size > 0 ? size : text.size;
}

/* A clean line, broken; each part behind so many blanks. */
static void print_broken(FILE *file, tm_text rest, size_t indent, size_t width)
{
    while (rest.size > 0) {
        size_t size = first_line(rest, width);

        fprintf(file, "%*s", (int)indent, "");
        fwrite(rest.data, 1, size, file);
        fputc('\n', file);
        size += size < rest.size && rest.data[size] == ' ';
        rest.data += size;
        rest.size -= size;
    }
}

void cli_print_wrapped(FILE *file, tm_text text, size_t width)
{
    struct cli_bytes clean = {NULL, 0, 0};

    cli_add_clean(&clean, text);
    print_broken(file, (tm_text){clean.data, clean.size}, 0, width);
    cli_bytes_free(&clean);
}

void cli_print_lines(FILE *file, tm_text text, size_t width)
{
    for (size_t at = 0; at < text.size;) {
        const char *const newline = memchr(text.data + at, '\n', text.size - at);
        const size_t end = newline ? (size_t)(newline - text.data) : text.size;
        size_t indent = 0;

        while (at + indent < end && text.data[at + indent] == ' ')
            indent++;
        if (at + indent == end)
            fputc('\n', file);
        print_broken(file, (tm_text){text.data + at + indent, end - at - indent}, indent,
                     width > indent ? width - indent : 1);
        at = end + 1;
    }
}
