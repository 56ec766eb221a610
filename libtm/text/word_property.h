/* The Word_Break property of UAX #29, and what the rules for news need beside it. */
#ifndef TM_TEXT_WORD_PROPERTY_H
#define TM_TEXT_WORD_PROPERTY_H

#include <stdint.h>

enum tm__word_break {
    TM__WB_OTHER,
    TM__WB_CR,
    TM__WB_LF,
    TM__WB_NEWLINE,
    TM__WB_EXTEND,
    TM__WB_ZWJ,
    TM__WB_FORMAT,
    TM__WB_KATAKANA,
    TM__WB_HEBREW_LETTER,
    TM__WB_ALETTER,
    TM__WB_MID_LETTER,
    TM__WB_MID_NUM,
    TM__WB_MID_NUM_LET,
    TM__WB_SINGLE_QUOTE,
    TM__WB_DOUBLE_QUOTE,
    TM__WB_NUMERIC,
    TM__WB_EXTEND_NUM_LET,
    TM__WB_REGIONAL_INDICATOR,
    TM__WB_SEG_SPACE,
    TM__WB_MASK = 31, /* what is above; flags are below */

    TM__WB_PICTOGRAPH = 1 << 5, /* Extended_Pictographic, for WB3c */
    TM__WB_IDEOGRAPH = 1 << 6,  /* ideographs and hiragana */
    TM__WB_SOUTH_EAST = 1 << 7, /* letters of Thai, Lao, Khmer, Myanmar, ... (Line_Break SA) */
    TM__WB_WORD = 1 << 8        /* makes a segment a word: letter, digit, ideograph, kana */
};

/* A tm__word_break with flags. */
unsigned tm__word_property(int32_t codepoint);

/* As TM_WORDS_NEWS has it where that does not depend on the characters around. */
unsigned tm__word_property_news(int32_t codepoint);

#endif
