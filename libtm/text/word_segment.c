#include "text/word_segment.h"

#include "text/utf8.h"
#include "text/word_property.h"

#include <utf8proc.h>

struct source {
    const char *text;
    size_t size;
    bool news;
};

static int32_t char_before(const struct source *s, size_t at)
{
    size_t start;

    return tm__char_before(s->text, at, &start);
}

/* The character at `at`, moving it on; U+0000 at the end. */
static int32_t char_after(const struct source *s, size_t *at)
{
    int32_t c = 0;

    if (*at < s->size)
        *at += tm_utf8_decode(&c, s->text + *at, s->size - *at);
    return c;
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

/* "said.The": a space is missing. But "U.S", "Ph.D", "bbc.co.uk" go on. */
static bool ends_sentence(const struct source *s, size_t dot, size_t after)
{
    return utf8proc_category(char_before(s, dot)) == UTF8PROC_CATEGORY_LL &&
           utf8proc_category(char_after(s, &after)) == UTF8PROC_CATEGORY_LU &&
           utf8proc_category(char_after(s, &after)) == UTF8PROC_CATEGORY_LL;
}

/* "10 000" with a no-break space: three digits follow, not more. */
static bool groups_digits(const struct source *s, size_t after)
{
    return is_digit(char_after(s, &after)) && is_digit(char_after(s, &after)) &&
           is_digit(char_after(s, &after)) && !is_digit(char_after(s, &after));
}

static bool is_capital(int32_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* Where news differ from the default property. `at` is where c starts, `after` where it ends. */
static unsigned news_property(const struct source *s, int32_t c, size_t at, size_t after)
{
    switch (c) {
    case ':': /* 15:30, but not note:this */
        return TM__WB_MID_NUM;
    case ';':
        return TM__WB_OTHER;
    case '.':
        return ends_sentence(s, at, after) ? TM__WB_OTHER : TM__WB_MID_NUM_LET;
    case '&': /* AT&T */
        return is_capital(char_before(s, at)) && is_capital(char_after(s, &after))
                   ? TM__WB_MID_LETTER
                   : TM__WB_OTHER;
    case 0xA0:
    case 0x202F:
        return groups_digits(s, after) ? TM__WB_MID_NUM : TM__WB_OTHER;
    }
    return tm__word_property_news(c);
}

static size_t read(const struct source *s, size_t at, unsigned *property)
{
    int32_t c;
    const size_t after = at + tm_utf8_decode(&c, s->text + at, s->size - at);

    *property = s->news ? news_property(s, c, at, after) : tm__word_property(c);
    return after;
}

/* WB4: invisible to the rules after it. */
static bool ignored(unsigned p)
{
    p &= TM__WB_MASK;
    return p == TM__WB_EXTEND || p == TM__WB_FORMAT || p == TM__WB_ZWJ;
}

static bool is_letter(unsigned p)
{
    return p == TM__WB_ALETTER || p == TM__WB_HEBREW_LETTER;
}

/* Rules about two neighbours, WB5 to WB13b without those that look further. */
static bool joins(unsigned left, unsigned right)
{
    const bool left_word = is_letter(left) || left == TM__WB_NUMERIC;
    const bool right_word = is_letter(right) || right == TM__WB_NUMERIC;

    if (left_word && right_word) /* WB5, WB8, WB9, WB10 */
        return true;
    if (left == TM__WB_KATAKANA && right == TM__WB_KATAKANA) /* WB13 */
        return true;
    if (right == TM__WB_EXTEND_NUM_LET) /* WB13a */
        return left_word || left == TM__WB_KATAKANA || left == TM__WB_EXTEND_NUM_LET;
    return left == TM__WB_EXTEND_NUM_LET && (right_word || right == TM__WB_KATAKANA); /* WB13b */
}

/* May `middle` stand between left and right: WB6, WB7, WB7b, WB7c, WB11, WB12. */
static bool bridges(unsigned left, unsigned middle, unsigned right)
{
    const bool both = middle == TM__WB_MID_NUM_LET || middle == TM__WB_SINGLE_QUOTE;

    if (is_letter(left) && is_letter(right) && (both || middle == TM__WB_MID_LETTER))
        return true;
    if (left == TM__WB_NUMERIC && right == TM__WB_NUMERIC && (both || middle == TM__WB_MID_NUM))
        return true;
    return left == TM__WB_HEBREW_LETTER && middle == TM__WB_DOUBLE_QUOTE &&
           right == TM__WB_HEBREW_LETTER;
}

static bool may_bridge(unsigned left, unsigned middle)
{
    return (is_letter(left) || left == TM__WB_NUMERIC) && middle >= TM__WB_MID_LETTER &&
           middle <= TM__WB_DOUBLE_QUOTE;
}

/* The end of the character after a bridge and its property; 0 if there is no bridge. */
static size_t cross(const struct source *s, unsigned left, unsigned middle, size_t at,
                    unsigned *right)
{
    if (!may_bridge(left, middle))
        return 0;
    while (at < s->size) {
        at = read(s, at, right);
        if (!ignored(*right))
            return bridges(left, middle, *right & TM__WB_MASK) ? at : 0;
    }
    return 0;
}

size_t tm__word_segment(const char *text, size_t size, size_t at, tm_word_rules rules,
                        unsigned *holds)
{
    const struct source s = {text, size, rules == TM_WORDS_NEWS};
    unsigned p, previous, last; /* previous: of the character before; last: without WB4's */
    bool odd_flag;              /* an odd number of regional indicators so far */
    size_t i = read(&s, at, &p);

    *holds = p;
    previous = last = p & TM__WB_MASK;
    odd_flag = last == TM__WB_REGIONAL_INDICATOR;
    if (last == TM__WB_CR && i < size && text[i] == '\n') /* WB3 */
        return i + 1;
    if (last >= TM__WB_CR && last <= TM__WB_NEWLINE) /* WB3a */
        return i;
    while (i < size) {
        const size_t after = read(&s, i, &p);
        const unsigned c = p & TM__WB_MASK;
        unsigned right = 0;
        size_t crossed;

        if (ignored(c)) { /* WB4 */
            previous = c;
            i = after;
            continue;
        }
        if ((previous == TM__WB_ZWJ && (p & TM__WB_PICTOGRAPH)) ||       /* WB3c */
            (previous == TM__WB_SEG_SPACE && c == TM__WB_SEG_SPACE) ||   /* WB3d */
            (last == TM__WB_HEBREW_LETTER && c == TM__WB_SINGLE_QUOTE && /* WB7a */
             !cross(&s, last, c, after, &right)) ||
            (odd_flag && c == TM__WB_REGIONAL_INDICATOR) || /* WB15, WB16 */
            joins(last, c)) {
            i = after;
            previous = last = c;
        } else if ((crossed = cross(&s, last, c, after, &right)) != 0) {
            i = crossed;
            previous = last = right & TM__WB_MASK;
        } else {
            break;
        }
        odd_flag = false;
        *holds |= p | right;
    }
    return i;
}
