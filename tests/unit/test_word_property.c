#include "text/word_property.h"

#include <criterion/criterion.h>

/* One of each kind and every sort of exception; tests/quality checks the rules on Unicode's data.
 */
static const struct {
    const char *why;
    int32_t c;
    unsigned want;
} cases[] = {
    {"letter", 'a', TM__WB_ALETTER | TM__WB_WORD},
    {"digit", '7', TM__WB_NUMERIC | TM__WB_WORD},
    {"Devanagari digit", 0x966, TM__WB_NUMERIC | TM__WB_WORD},
    {"underscore", '_', TM__WB_EXTEND_NUM_LET},
    {"narrow no-break space", 0x202F, TM__WB_EXTEND_NUM_LET},
    {"space", ' ', TM__WB_SEG_SPACE},
    {"ideographic space", 0x3000, TM__WB_SEG_SPACE},
    {"no-break space", 0xA0, TM__WB_OTHER},
    {"carriage return", '\r', TM__WB_CR},
    {"line feed", '\n', TM__WB_LF},
    {"form feed", '\f', TM__WB_NEWLINE},
    {"paragraph separator", 0x2029, TM__WB_NEWLINE},
    {"tab", '\t', TM__WB_OTHER},
    {"acute accent", 0x301, TM__WB_EXTEND},
    {"spacing mark", 0x93E, TM__WB_EXTEND},
    {"emoji modifier", 0x1F3FB, TM__WB_EXTEND},
    {"non-joiner", 0x200C, TM__WB_EXTEND},
    {"joiner", 0x200D, TM__WB_ZWJ},
    {"soft hyphen", 0xAD, TM__WB_FORMAT},
    {"zero-width space", 0x200B, TM__WB_OTHER},
    {"katakana", 0x30AB, TM__WB_KATAKANA | TM__WB_WORD},
    {"half-width katakana", 0xFF76, TM__WB_KATAKANA | TM__WB_WORD},
    {"half-width voiced mark", 0xFF9E, TM__WB_EXTEND},
    {"squared katakana", 0x3300, TM__WB_KATAKANA | TM__WB_WORD},
    {"hiragana", 0x304B, TM__WB_OTHER | TM__WB_IDEOGRAPH | TM__WB_WORD},
    {"ideograph", 0x4E2D, TM__WB_OTHER | TM__WB_IDEOGRAPH | TM__WB_WORD},
    {"ideograph of plane 2", 0x20000, TM__WB_OTHER | TM__WB_IDEOGRAPH | TM__WB_WORD},
    {"Hangul", 0xD55C, TM__WB_ALETTER | TM__WB_WORD},
    {"Thai letter", 0xE01, TM__WB_OTHER | TM__WB_SOUTH_EAST | TM__WB_WORD},
    {"Thai digit", 0xE50, TM__WB_NUMERIC | TM__WB_WORD},
    {"Khmer letter", 0x1780, TM__WB_OTHER | TM__WB_SOUTH_EAST | TM__WB_WORD},
    {"Hebrew letter", 0x5D0, TM__WB_HEBREW_LETTER | TM__WB_WORD},
    {"geresh", 0x5F3, TM__WB_ALETTER | TM__WB_WORD},
    {"gershayim", 0x5F4, TM__WB_MID_LETTER},
    {"circled letter", 0x24B6, TM__WB_ALETTER | TM__WB_WORD},
    {"a letter that is a pictograph", 0x2139, TM__WB_ALETTER | TM__WB_WORD | TM__WB_PICTOGRAPH},
    {"emoji", 0x1F600, TM__WB_OTHER | TM__WB_PICTOGRAPH},
    {"room for emoji", 0x1FC00, TM__WB_OTHER | TM__WB_PICTOGRAPH},
    {"regional indicator", 0x1F1E6, TM__WB_REGIONAL_INDICATOR},
    {"apostrophe", '\'', TM__WB_SINGLE_QUOTE},
    {"double quote", '"', TM__WB_DOUBLE_QUOTE},
    {"right single quotation mark", 0x2019, TM__WB_MID_NUM_LET},
    {"full stop", '.', TM__WB_MID_NUM_LET},
    {"colon", ':', TM__WB_MID_LETTER},
    {"middle dot", 0xB7, TM__WB_MID_LETTER},
    {"comma", ',', TM__WB_MID_NUM},
    {"Arabic decimal separator is no word", 0x66B, TM__WB_NUMERIC},
    {"superscript two is not a digit", 0xB2, TM__WB_OTHER},
    {"replacement character", 0xFFFD, TM__WB_OTHER},
    {"not assigned", 0x378, TM__WB_OTHER},
};

Test(word_property, of_each_kind)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm__word_property(cases[i].c), cases[i].want, "%s: %#x, expected %#x",
                     cases[i].why, tm__word_property(cases[i].c), cases[i].want);
}
