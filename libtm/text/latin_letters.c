#include "text/latin_letters.h"

#include <stdatomic.h>
#include <string.h>
#include <tm/text.h>

enum { FIRST = 0xC0, LAST = 0x24F, SECOND_FIRST = 0x1E00, SECOND_LAST = 0x1EFF };
enum { OTHER = TM__LATIN_LETTERS, MOST_BYTES = 3 };

/* What is known of a letter beside its folded form. */
enum { NOT_ASKED = 0, NOT_ONE = 1 };

/* The number of a letter; OTHER if it is none of them. */
static size_t number_of(int32_t c)
{
    if (c >= FIRST && c <= LAST)
        return (size_t)(c - FIRST);
    if (c >= SECOND_FIRST && c <= SECOND_LAST)
        return (size_t)(c - SECOND_FIRST) + (LAST - FIRST + 1);
    return OTHER;
}

/* Threads may ask for the same letter, and then write the same. */
static int32_t fold_letter(struct tm__latin_letters *letters, int32_t c)
{
    const size_t number = number_of(c);
    int32_t folded = NOT_ONE;

    if (number == OTHER)
        return c == 0x2019 ? '\'' : 0;
    folded = atomic_load_explicit(&letters->known[number], memory_order_relaxed);
    if (folded == NOT_ASKED) {
        folded = letters->fold(c);
        folded = folded ? folded : NOT_ONE;
        atomic_store_explicit(&letters->known[number], folded, memory_order_relaxed);
    }
    return folded == NOT_ONE ? 0 : folded;
}

size_t tm__fold_latin(char out[TM__LATIN_ROOM], const char *text, size_t size,
                      struct tm__latin_letters *letters)
{
    size_t used = 0;

    for (size_t i = 0; i < size;) {
        const unsigned char byte = (unsigned char)text[i];
        int32_t c;

        if (used > TM__LATIN_ROOM - MOST_BYTES - 1)
            return 0;
        if (byte < 0x80) {
            out[used++] = (char)(byte | (unsigned)((unsigned)byte - 'A' < 26u) << 5);
            i++;
            continue;
        }
        i += tm_utf8_decode(&c, text + i, size - i);
        c = fold_letter(letters, c);
        if (c == 0)
            return 0;
        used += tm_utf8_encode(out + used, c);
    }
    return used;
}
