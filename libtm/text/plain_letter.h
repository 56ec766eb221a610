/* Letters above ASCII that need no look at the tables: inline, because they are in the hot loop. */
#ifndef TM_TEXT_PLAIN_LETTER_H
#define TM_TEXT_PLAIN_LETTER_H

#include <stddef.h>

/* Bytes of the letter at text[0] if it is of a block that is all letters (Latin, Greek, Cyrillic
 * beyond ASCII); 0 for anything else. */
static inline size_t tm__plain_letter(const char *text, size_t size)
{
    const unsigned char *t = (const unsigned char *)text;

    if (size < 2 || (t[1] & 0xC0) != 0x80)
        return 0;
    switch (t[0]) {
    case 0xC3: /* U+00C0 on, without the signs for times and divided by */
        return (t[1] & ~0x20) == 0x97 ? 0 : 2;
    case 0xC4: /* U+0100 to U+027F */
    case 0xC5:
    case 0xC6:
    case 0xC7:
    case 0xC8:
    case 0xC9:
    case 0xD0: /* U+0400 to U+047F */
    case 0xD1:
        return 2;
    case 0xCE: /* U+0391 to U+03BF */
        return t[1] >= 0x91 && t[1] != 0xA2 ? 2 : 0;
    case 0xCF: /* U+03C0 to U+03FF */
        return t[1] != 0xB6 ? 2 : 0;
    case 0xE1: /* U+1E00 to U+1EFF */
        return size >= 3 && t[1] >= 0xB8 && t[1] <= 0xBB && (t[2] & 0xC0) == 0x80 ? 3 : 0;
    }
    return 0;
}

#endif
