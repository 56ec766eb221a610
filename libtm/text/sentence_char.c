#include "text/sentence_char.h"

#include <utf8proc.h>

/* clang-format off */
enum {
    U = TM__ASCII_UPPER, L = TM__ASCII_LOWER, D = TM__ASCII_DIGIT, S = TM__ASCII_SPACE,
    O = TM__ASCII_OPENER, C = TM__ASCII_CLOSER, E = TM__ASCII_END
};
const unsigned char tm__ascii_class[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /*  !"#$%&'()*+,-./ */
    S, E, C, 0, 0, 0, 0, C, O, C, 0, 0, 0, 0, E, 0,
    D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, E,
    0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, O, 0, C, 0, 0,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, O, 0, C, 0, 0,
};
/* clang-format on */

enum tm__end_mark tm__wide_end_mark(int32_t c)
{
    switch (c) {
    case 0x2024: /* one dot leader */
    case 0xFE52:
        return TM__END_PERIOD;
    case 0x61D: /* Arabic */
    case 0x61E:
    case 0x61F:
    case 0x6D4:
    case 0x700: /* Syriac */
    case 0x701:
    case 0x702:
    case 0x203C: /* doubled marks */
    case 0x203D:
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0xFE56:
    case 0xFE57:
        return TM__END_STRONG;
    case 0x589: /* Armenian */
    case 0x964: /* danda and double danda */
    case 0x965:
    case 0x104A: /* Myanmar */
    case 0x104B:
    case 0x1362: /* Ethiopic */
    case 0x1367:
    case 0x1368:
    case 0x1803: /* Mongolian */
    case 0x1809:
    case 0x17D4: /* Khmer */
    case 0x17D5:
    case 0x3002: /* ideographic full stop */
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F:
    case 0xFF61:
        return TM__END_WIDE;
    case 0x2026:
        return TM__END_ELLIPSIS;
    }
    return TM__END_NONE;
}

bool tm__wide_is_letter(int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool tm__wide_is_upper(int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);

    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/* Georgian letters are small ones to Unicode, but writers of Georgian use no capitals. */
bool tm__wide_is_lower(int32_t c)
{
    return !(c >= 0x10D0 && c <= 0x10FF) && utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool tm__wide_is_digit(int32_t c)
{
    return utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

bool tm__wide_is_bracket(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
        return true;
    default:
        return false;
    }
}

bool tm__wide_is_closer(int32_t c)
{
    return tm__wide_is_bracket(c) && utf8proc_category(c) != UTF8PROC_CATEGORY_PS;
}

bool tm__wide_is_bullet(int32_t c)
{
    return c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x25AA || c == 0x25CF || c == 0x25E6;
}

size_t tm__wide_space(const char *text, size_t size, size_t at)
{
    int32_t c;
    const size_t n = tm_utf8_decode(&c, text + at, size - at);

    if (c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
        c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000)
        return n;
    return 0;
}
