#include "page/page_charset.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <tm.h>

/* Labels as browsers read them: pages that say Latin-1 mean windows-1252. */
static const char *real_name(const char *label)
{
    static const char *const names[][2] = {
        {"iso-8859-1", "WINDOWS-1252"},
        {"iso8859-1", "WINDOWS-1252"},
        {"latin1", "WINDOWS-1252"},
        {"us-ascii", "WINDOWS-1252"},
        {"ascii", "WINDOWS-1252"},
        {"iso-8859-9", "WINDOWS-1254"},
        {"tis-620", "WINDOWS-874"},
        {"gb2312", "GB18030"},
        {"gbk", "GB18030"},
        {"x-gbk", "GB18030"},
        {"shift_jis", "CP932"},
        {"x-sjis", "CP932"},
        {"ks_c_5601-1987", "CP949"},
        {"euc-kr", "CP949"},
        {"big5", "BIG5-HKSCS"},
        {"utf8", "UTF-8"},
        {"unicode", "UTF-16LE"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(label, names[i][0]) == 0)
            return names[i][1];
    return label;
}

static bool same_place(const char *text, const char *word)
{
    for (; *word; text++, word++)
        if (tolower((unsigned char)*text) != *word)
            return false;
    return true;
}

/* The name after charset= or encoding= near the start. */
static bool find_label(char *label, size_t room, const char *bytes, size_t size)
{
    static const char *const keys[] = {"charset", "encoding"};
    const size_t end = size < 4096 ? size : 4096;

    for (size_t i = 0; i + 12 < end; i++) {
        for (size_t k = 0; k < 2; k++) {
            size_t at = i + strlen(keys[k]), length = 0;

            if (!same_place(bytes + i, keys[k]))
                continue;
            while (at < end && strchr(" =\"'\t", bytes[at]) && bytes[at])
                at++;
            while (at < end && length + 1 < room &&
                   (isalnum((unsigned char)bytes[at]) || (bytes[at] && strchr("-_:.", bytes[at]))))
                label[length++] = bytes[at++];
            label[length] = '\0';
            if (length >= 3)
                return true;
        }
    }
    return false;
}

/* UTF-8 in, valid UTF-8 without NUL out. */
static void copy_clean(struct page_buffer *out, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size;) {
        int32_t c;
        const size_t length = tm_utf8_decode(&c, bytes + i, size - i);

        if (c == 0xFFFD)
            page_append(out, "\xEF\xBF\xBD", 3);
        else if (c == 0)
            page_append_byte(out, ' ');
        else
            page_append(out, bytes + i, length);
        i += length;
    }
}

/* False if the name is unknown. */
static bool convert(struct page_buffer *out, const char *bytes, size_t size, const char *name)
{
    struct page_buffer raw = {0};
    char *in = (char *)(uintptr_t)bytes; /* iconv does not write through it */
    const iconv_t state = iconv_open("UTF-8", name);

    if (state == (iconv_t)-1)
        return false;
    while (size > 0 && !raw.failed) {
        char piece[8192], *to = piece;
        size_t room = sizeof piece;
        const size_t done = iconv(state, &in, &size, &to, &room);

        page_append(&raw, piece, sizeof piece - room);
        if (done == (size_t)-1 && errno != E2BIG && size > 0) {
            page_append(&raw, "\xEF\xBF\xBD", 3);
            iconv(state, NULL, NULL, NULL, NULL);
            in++;
            size--;
        }
    }
    iconv_close(state);
    out->failed = out->failed || raw.failed;
    copy_clean(out, raw.data, raw.size);
    page_buffer_release(&raw);
    return true;
}

bool page_to_utf8(struct page_buffer *out, const char *bytes, size_t size, const char *declared)
{
    static const struct {
        const char *mark, *name;
        size_t size;
    } marks[] = {
        {"\xEF\xBB\xBF", "UTF-8", 3},    {"\xFF\xFE\0\0", "UTF-32LE", 4},
        {"\0\0\xFE\xFF", "UTF-32BE", 4}, {"\xFF\xFE", "UTF-16LE", 2},
        {"\xFE\xFF", "UTF-16BE", 2},
    };
    char label[40];

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (size >= marks[i].size && memcmp(bytes, marks[i].mark, marks[i].size) == 0 &&
            convert(out, bytes + marks[i].size, size - marks[i].size, marks[i].name))
            return !out->failed;
    if (declared && strcasecmp(real_name(declared), "UTF-8") != 0 &&
        convert(out, bytes, size, real_name(declared)))
        return !out->failed;
    /* ISO-2022-JP is ASCII with escapes, so it would pass as UTF-8. */
    if ((declared && strcasecmp(real_name(declared), "UTF-8") == 0) ||
        (tm_utf8_valid(bytes, size) && !(size > 0 && memchr(bytes, 0x1B, size)))) {
        copy_clean(out, bytes, size);
        return !out->failed;
    }
    if (find_label(label, sizeof label, bytes, size) && strncasecmp(label, "utf-16", 6) != 0 &&
        strncasecmp(label, "utf-32", 6) != 0 && strcasecmp(real_name(label), "UTF-8") != 0 &&
        convert(out, bytes, size, real_name(label)))
        return !out->failed;
    /* A page that calls itself UTF-8, or mostly is, keeps its good characters. */
    if (find_label(label, sizeof label, bytes, size) || !convert(out, bytes, size, "WINDOWS-1252"))
        copy_clean(out, bytes, size);
    return !out->failed;
}
