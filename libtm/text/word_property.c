#include "text/word_property.h"

#include <stdbool.h>
#include <stddef.h>
#include <utf8proc.h>

/*
 * utf8proc has no Word_Break property. It follows from the general category and the grapheme class
 * (UAX #29, table 3) but for the characters below. Compared with a second implementation of the
 * Unicode Character Database over all code points: no difference in Unicode 14.
 */

struct range {
    int32_t first, last;
};

/* Sorted ranges. */
static bool in_table(const struct range *table, size_t count, int32_t c)
{
    size_t low = 0, high = count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (c > table[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && c >= table[low].first;
}
#define IN(table, c) in_table(table, sizeof(table) / sizeof *(table), c)

/* Script Katakana and the signs that go with it. */
static const struct range katakana[] = {{0x3031, 0x3035},   {0x309B, 0x309C},   {0x30A0, 0x30FA},
                                        {0x30FC, 0x30FF},   {0x31F0, 0x31FF},   {0x32D0, 0x32FE},
                                        {0x3300, 0x3357},   {0xFF66, 0xFF9D},   {0x1AFF0, 0x1AFF3},
                                        {0x1AFF5, 0x1AFFB}, {0x1AFFD, 0x1AFFE}, {0x1B000, 0x1B000},
                                        {0x1B120, 0x1B122}, {0x1B155, 0x1B155}, {0x1B164, 0x1B167}};

/* Letters and letter numbers with the property Ideographic. */
static const struct range ideographic[] = {
    {0x3006, 0x3007},   {0x3021, 0x3029},  {0x3038, 0x303A},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xF900, 0xFAD9},  {0x17000, 0x18CD5}, {0x18D00, 0x18D08},
    {0x1B170, 0x1B2FB}, {0x20000, 0x3FFFD}};

/* Script Hiragana. */
static const struct range hiragana[] = {{0x3041, 0x3096},   {0x309D, 0x309F},   {0x1B001, 0x1B11F},
                                        {0x1B132, 0x1B132}, {0x1B150, 0x1B152}, {0x1F200, 0x1F200}};

/* Blocks whose letters have Line_Break SA: written without spaces. */
static const struct range south_east[] = {{0x0E00, 0x0EFF}, {0x1000, 0x109F},  {0x1780, 0x17FF},
                                          {0x1950, 0x19DF}, {0x1A20, 0x1AAF},  {0xA9E0, 0xA9FF},
                                          {0xAA60, 0xAADF}, {0x11700, 0x1174F}};

/* Not letters by category, but ALetter: modifier signs, Armenian marks, circled letters. */
static const struct range more_letters[] = {
    {0x02C2, 0x02C5},   {0x02D2, 0x02D7},   {0x02DE, 0x02DF},  {0x02E5, 0x02EB}, {0x02ED, 0x02ED},
    {0x02EF, 0x02FF},   {0x055A, 0x055C},   {0x055E, 0x055E},  {0x058A, 0x058A}, {0x05F3, 0x05F3},
    {0x24B6, 0x24E9},   {0xA708, 0xA716},   {0xA720, 0xA721},  {0xA789, 0xA78A}, {0xAB5B, 0xAB5B},
    {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189}};

/* The punctuation of table 3, sorted: what may stand inside a word or a number. */
static const struct {
    int32_t c;
    unsigned char property;
} middle[] = {
    {'"', TM__WB_DOUBLE_QUOTE},      {'\'', TM__WB_SINGLE_QUOTE},  {',', TM__WB_MID_NUM},
    {'.', TM__WB_MID_NUM_LET},       {':', TM__WB_MID_LETTER},     {';', TM__WB_MID_NUM},
    {0x00B7, TM__WB_MID_LETTER},     {0x037E, TM__WB_MID_NUM},     {0x0387, TM__WB_MID_LETTER},
    {0x055F, TM__WB_MID_LETTER},     {0x0589, TM__WB_MID_NUM},     {0x05F4, TM__WB_MID_LETTER},
    {0x060C, TM__WB_MID_NUM},        {0x060D, TM__WB_MID_NUM},     {0x066B, TM__WB_NUMERIC},
    {0x066C, TM__WB_MID_NUM},        {0x07F8, TM__WB_MID_NUM},     {0x2018, TM__WB_MID_NUM_LET},
    {0x2019, TM__WB_MID_NUM_LET},    {0x2024, TM__WB_MID_NUM_LET}, {0x2027, TM__WB_MID_LETTER},
    {0x202F, TM__WB_EXTEND_NUM_LET}, {0x2044, TM__WB_MID_NUM},     {0xFE10, TM__WB_MID_NUM},
    {0xFE13, TM__WB_MID_LETTER},     {0xFE14, TM__WB_MID_NUM},     {0xFE50, TM__WB_MID_NUM},
    {0xFE52, TM__WB_MID_NUM_LET},    {0xFE54, TM__WB_MID_NUM},     {0xFE55, TM__WB_MID_LETTER},
    {0xFF07, TM__WB_MID_NUM_LET},    {0xFF0C, TM__WB_MID_NUM},     {0xFF0E, TM__WB_MID_NUM_LET},
    {0xFF1A, TM__WB_MID_LETTER},     {0xFF1B, TM__WB_MID_NUM}};

static unsigned middle_property(int32_t c)
{
    for (size_t i = 0; i < sizeof middle / sizeof *middle && middle[i].c <= c; i++)
        if (middle[i].c == c)
            return middle[i].property;
    return TM__WB_OTHER;
}

static unsigned letter_property(int32_t c, utf8proc_category_t category)
{
    if (IN(katakana, c))
        return TM__WB_KATAKANA | TM__WB_WORD;
    if (IN(ideographic, c) || IN(hiragana, c))
        return TM__WB_IDEOGRAPH | TM__WB_WORD;
    if (IN(south_east, c))
        return TM__WB_SOUTH_EAST | TM__WB_WORD;
    if (category == UTF8PROC_CATEGORY_LO &&
        ((c >= 0x5D0 && c <= 0x5F2) || (c >= 0xFB1D && c <= 0xFB4F)))
        return TM__WB_HEBREW_LETTER | TM__WB_WORD;
    return TM__WB_ALETTER | TM__WB_WORD;
}

static unsigned space_property(int32_t c)
{
    /* WSegSpace: spaces that may break a line, so not the three that do not. */
    if (c == 0xA0 || c == 0x2007)
        return TM__WB_OTHER;
    return c == 0x202F ? TM__WB_EXTEND_NUM_LET : TM__WB_SEG_SPACE;
}

static unsigned control_property(int32_t c)
{
    switch (c) {
    case '\r':
        return TM__WB_CR;
    case '\n':
        return TM__WB_LF;
    case 0x0B:
    case 0x0C:
    case 0x85:
        return TM__WB_NEWLINE;
    }
    return TM__WB_OTHER;
}

static unsigned format_property(int32_t c, int boundclass)
{
    if (c == 0x200D)
        return TM__WB_ZWJ;
    if (boundclass == UTF8PROC_BOUNDCLASS_EXTEND)
        return TM__WB_EXTEND;
    return c == 0x200B ? TM__WB_OTHER : TM__WB_FORMAT;
}

static unsigned symbol_property(int32_t c, int boundclass)
{
    if (boundclass == UTF8PROC_BOUNDCLASS_EXTEND) /* emoji modifiers */
        return TM__WB_EXTEND;
    if (boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR)
        return TM__WB_REGIONAL_INDICATOR;
    if (IN(katakana, c))
        return TM__WB_KATAKANA | TM__WB_WORD;
    if (IN(more_letters, c))
        return TM__WB_ALETTER | TM__WB_WORD;
    return middle_property(c);
}

/* Room kept for pictographs to come (Extended_Pictographic holds there already). */
static unsigned unassigned_property(int32_t c)
{
    const bool reserved = (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x1FC00 && c <= 0x1FFFD);

    return reserved ? TM__WB_OTHER | TM__WB_PICTOGRAPH : TM__WB_OTHER;
}

unsigned tm__word_property(int32_t c)
{
    const utf8proc_property_t *p = utf8proc_get_property(c);
    const int boundclass = (int)p->boundclass;
    const unsigned pictograph =
        boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ? TM__WB_PICTOGRAPH : 0;

    switch ((utf8proc_category_t)p->category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        if (boundclass == UTF8PROC_BOUNDCLASS_EXTEND) /* halfwidth voiced sound marks */
            return TM__WB_EXTEND;
        return letter_property(c, (utf8proc_category_t)p->category) | pictograph;
    case UTF8PROC_CATEGORY_ND:
        return TM__WB_NUMERIC | TM__WB_WORD;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return TM__WB_EXTEND;
    case UTF8PROC_CATEGORY_PC:
        return TM__WB_EXTEND_NUM_LET;
    case UTF8PROC_CATEGORY_CF:
        return format_property(c, boundclass);
    case UTF8PROC_CATEGORY_ZS:
        return space_property(c);
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return TM__WB_NEWLINE;
    case UTF8PROC_CATEGORY_CN:
        return unassigned_property(c);
    case UTF8PROC_CATEGORY_CC:
        return control_property(c);
    default:
        return symbol_property(c, boundclass) | pictograph;
    }
}

unsigned tm__word_property_news(int32_t c)
{
    switch (c) {
    case 0xE33: /* Thai and Lao AM: a vowel sign that looks like a letter to UAX #29 */
    case 0xEB3:
        return TM__WB_EXTEND;
    case 0x3005: /* repeats the ideograph before it */
        return TM__WB_OTHER | TM__WB_IDEOGRAPH | TM__WB_WORD;
    }
    return tm__word_property(c);
}
