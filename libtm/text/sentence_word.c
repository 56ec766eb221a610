#include "text/sentence_word.h"

#include "text/sentence_char.h"

#include <utf8proc.h>

size_t tm__sentence_lower(char out[TM__SENTENCE_WORD], const char *text, size_t size)
{
    size_t used = 0;

    for (size_t i = 0; i < size;) {
        const unsigned char byte = (unsigned char)text[i];
        int32_t c;

        if (used + 5 > TM__SENTENCE_WORD)
            return 0;
        if (byte < 0x80) {
            out[used++] = (char)(byte | (byte >= 'A' && byte <= 'Z' ? 'a' - 'A' : 0));
            i++;
            continue;
        }
        i += tm_utf8_decode(&c, text + i, size - i);
        used += tm_utf8_encode(out + used, c == 0x2019 ? '\'' : utf8proc_tolower(c));
    }
    out[used] = '\0';
    return used;
}

size_t tm__sentence_word_end(const char *text, size_t size, size_t at)
{
    while (at < size) {
        int32_t c, next = 0;
        const size_t n = tm__read(&c, text + at, size - at);

        if ((c == '\'' || c == 0x2019) && at + n < size)
            tm__read(&next, text + at + n, size - at - n);
        if (!tm__is_letter(c) && !tm__is_letter(next))
            break;
        at += n;
    }
    return at;
}
