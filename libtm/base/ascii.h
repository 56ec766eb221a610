/* Letters of ASCII, whatever the locale. */
#ifndef TM_BASE_ASCII_H
#define TM_BASE_ASCII_H

static inline char tm__ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

#endif
