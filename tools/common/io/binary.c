#include "io/binary.h"

#include "io/charset.h"

#include <string.h>

/* Of a text less than one byte of so many is a control character; of packed data, as of bytes by
 * chance, one in ten. */
enum { CONTROLS = 16 };

static const struct {
    const char *magic;
    size_t size;
    const char *kind;
} kinds[] = {
    {"\x7F" "ELF", 4, "a program (ELF)"},
    {"%PDF-", 5, "a PDF; pdftotext makes text of it"},
    {"\x89PNG\r\n", 6, "a picture (PNG)"},
    {"\xFF\xD8\xFF", 3, "a picture (JPEG)"},
    {"GIF87a", 6, "a picture (GIF)"},
    {"GIF89a", 6, "a picture (GIF)"},
    {"\xD0\xCF\x11\xE0", 4, "an old file of an office program"},
    {"SQLite format 3", 16, "a database (SQLite)"},
    {"\x93NUMPY", 6, "an array (npy)"},
    {"%%MatrixMarket", 14, "a matrix; tm-vectorize reads it if its name ends in .mtx"},
    {"TMMODEL", 8, "a model of this library"},
};

/* Neither white space nor the escape of ISO-2022 and of colours. */
static size_t count_controls(const char *head, size_t size)
{
    size_t count = 0;

    for (size_t i = 0; i < size; i++) {
        const unsigned char c = (unsigned char)head[i];

        count += c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B;
    }
    return count;
}

bool tm_is_numbers(const char *head, size_t size)
{
    static const char numbers[] = "0123456789.:+-eE \t\r\n";
    size_t lines = 0, digits = 0;

    for (size_t i = 0; i < size; i++) {
        if (!memchr(numbers, head[i], sizeof numbers - 1))
            return false;
        lines += head[i] == '\n';
        digits += head[i] >= '0' && head[i] <= '9';
    }
    return lines > 1 && digits > size / 4;
}

const char *tm_binary_kind(const char *head, size_t size)
{
    size_t mark;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (size >= kinds[i].size && memcmp(head, kinds[i].magic, kinds[i].size) == 0)
            return kinds[i].kind;
    if (count_controls(head, size) < size / CONTROLS + 1 || tm_charset_mark(head, size, &mark) ||
        tm_charset_is_utf16(head, size))
        return NULL;
    return "binary data";
}
