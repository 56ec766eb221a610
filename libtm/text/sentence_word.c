#include "text/sentence_word.h"

#include "text/sentence_char.h"

#include <utf8proc.h>

size_t tm__sentence_lower(char out[TM__SENTENCE_WORD], const char *text, size_t size)
{
    size_t used = 0;

    for (size_t i = 0; i < size;) {
        int32_t c;

        i += tm__read(&c, text + i, size - i);
        if (used + 5 > TM__SENTENCE_WORD)
            return 0;
        if (tm__ascii(c))
            out[used++] = (char)(tm__is_upper(c) ? c + ('a' - 'A') : c);
        else
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
