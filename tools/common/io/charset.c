/* Byte-order marks, declarations, and whether bytes are UTF-8. */
#include "io/charset.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *tm_charset_mark(const char *head, size_t size, size_t *mark)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *name;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "UTF-8"},    {"\xFF\xFE\0\0", 4, "UTF-32LE"},
        {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xFF\xFE", 2, "UTF-16LE"},
        {"\xFE\xFF", 2, "UTF-16BE"},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (size >= marks[i].size && memcmp(head, marks[i].bytes, marks[i].size) == 0) {
            *mark = marks[i].size;
            return marks[i].name;
        }
    }
    *mark = 0;
    return NULL;
}

/* ---- declarations ---- */

static bool known(const char *name)
{
    const iconv_t handle = iconv_open("UTF-8", name);

    if (handle == (iconv_t)-1)
        return false;
    iconv_close(handle);
    return true;
}

bool tm_charset_label(char name[TM_CHARSET_NAME], const char *label, size_t size)
{
    /* What browsers read these as: the larger set that people really use. */
    static const struct {
        const char *label, *name;
    } aliases[] = {
        {"iso-8859-1", "WINDOWS-1252"},
        {"latin1", "WINDOWS-1252"},
        {"us-ascii", "WINDOWS-1252"},
        {"ascii", "WINDOWS-1252"},
        {"iso-8859-9", "WINDOWS-1254"},
        {"iso-8859-11", "CP874"},
        {"tis-620", "CP874"},
        {"gb2312", "GB18030"},
        {"gbk", "GB18030"},
        {"x-gbk", "GB18030"},
        {"euc-kr", "CP949"},
        {"ks_c_5601-1987", "CP949"},
        {"shift_jis", "CP932"},
        {"shift-jis", "CP932"},
        {"sjis", "CP932"},
        {"x-sjis", "CP932"},
        {"big5", "BIG5-HKSCS"},
        {"utf-16", "UTF-16LE"},
        {"utf8", "UTF-8"},
    };

    while (size > 0 && strchr(" \t\r\n\"'", label[size - 1]) && label[size - 1] != '\0')
        size--;
    if (size == 0 || size >= TM_CHARSET_NAME || memchr(label, '\0', size) ||
        memchr(label, '/', size)) /* iconv would take it for an option */
        return false;
    memcpy(name, label, size);
    name[size] = '\0';
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcasecmp(name, aliases[i].label) == 0 && known(aliases[i].name)) {
            snprintf(name, TM_CHARSET_NAME, "%s", aliases[i].name);
            return true;
        }
    }
    return known(name);
}

/* `word` in [at, end), letter case aside. */
static const char *find(const char *at, const char *end, const char *word)
{
    const size_t size = strlen(word);

    for (; (size_t)(end - at) >= size; at++)
        if (strncasecmp(at, word, size) == 0)
            return at;
    return NULL;
}

/* The value behind "name =" in [at, end). */
static bool value_of(char name[TM_CHARSET_NAME], const char *at, const char *end, const char *word)
{
    const char *start;

    at = find(at, end, word);
    if (!at)
        return false;
    at += strlen(word);
    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    if (at == end || *at != '=')
        return false;
    at++;
    while (at < end && strchr(" \t\r\n\"'", *at) && *at)
        at++;
    start = at;
    while (at < end && !(strchr(" \t\r\n\"';>?/", *at) && *at))
        at++;
    return tm_charset_label(name, start, (size_t)(at - start));
}

bool tm_charset_declared(char name[TM_CHARSET_NAME], const char *head, size_t size)
{
    const char *at = head, *end;

    if (size == 0)
        return false;
    end = head + (size < 4096 ? size : 4096);
    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    if (at == end || *at != '<')
        return false;
    if (end - at > 5 && strncmp(at, "<?xml", 5) == 0) {
        const char *const close = memchr(at, '>', (size_t)(end - at));

        if (close && value_of(name, at, close, "encoding"))
            return true;
    }
    while ((at = find(at, end, "<meta"))) {
        const char *close = memchr(at, '>', (size_t)(end - at));

        close = close ? close : end;
        if (value_of(name, at, close, "charset"))
            return true;
        at = close;
    }
    return false;
}

bool tm_charset_is_escaped(const char *name)
{
    return strncasecmp(name, "ISO-2022", 8) == 0 || strcasecmp(name, "UTF-7") == 0 ||
           strncasecmp(name, "HZ", 2) == 0;
}

/* ---- UTF-8 ---- */

bool tm_charset_is_ascii(const char *text, size_t size)
{
    unsigned char all = 0;

    for (size_t i = 0; i < size; i++)
        all |= (unsigned char)text[i];
    return all < 0x80;
}

/* Do the bytes at the end of a text begin a sequence that goes on behind it? */
static bool cut_off(const char *at, size_t size)
{
    const unsigned char lead = (unsigned char)at[0];
    const size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

    if (lead < 0xC2 || lead > 0xF4 || size >= whole)
        return false;
    for (size_t i = 1; i < size; i++)
        if (((unsigned char)at[i] & 0xC0) != 0x80)
            return false;
    return true;
}

bool tm_charset_is_utf8(const char *text, size_t size)
{
    size_t good = 0, broken = 0, cut = 0;

    if (tm_utf8_valid(text, size))
        return true;
    for (size_t at = 0; at < size;) {
        int32_t codepoint;
        const size_t used = tm_utf8_decode(&codepoint, text + at, size - at);

        if ((unsigned char)text[at] >= 0x80) {
            /* U+FFFD may also be in the text; then it is three bytes. */
            if (codepoint != 0xFFFD || (used == 3 && memcmp(text + at, "\xEF\xBF\xBD", 3) == 0))
                good++;
            else if (cut_off(text + at, size - at))
                cut++;
            else
                broken++;
        }
        at += used;
    }
    /* A last byte that might begin a sequence proves nothing when there are no others. */
    return good > 0 ? good >= 4 * broken : broken + cut == 0;
}
