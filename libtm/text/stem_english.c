#include "text/stem_english.h"

#include "text/byte_mask.h"

#include <string.h>

/*
 * As the definition has it, a y that is a consonant is written Y until the end. The regions R1 and
 * R2 begin behind a consonant that follows a vowel, and there once more.
 */
struct word {
    char *text;
    size_t size, vowel; /* where the first vowel is */
    size_t r1, r2;
    bool marked; /* has a Y */
};

enum { PART = 8 }; /* bytes that are compared, or written, at once */
_Static_assert(TM__STEM_ENGLISH_ROOM >= TM__STEM_ENGLISH_LONGEST + (int)PART, "room for a part");

/* What has to stand before a suffix. */
enum before { ANYTHING, AN_L, END_OF_LI, S_OR_T, R2 };

struct rule {
    char suffix[PART], by[PART];
    uint8_t size, by_size, before;
};

#define RULE(suffix, by, before)                                                                   \
    {                                                                                              \
        suffix, by, sizeof suffix - 1, sizeof by - 1, before                                       \
    }
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Letters as bits. */
#define LETTER(c) (1u << ((c) - 'a'))

static bool is_of(uint32_t letters, char c)
{
    return c >= 'a' && c <= 'z' && (letters >> (c - 'a') & 1);
}

static bool is_vowel(char c)
{
    static const bool vowel[] = {['a'] = true, ['e'] = true, ['i'] = true, ['o'] = true,
                                 ['u'] = true, ['y'] = true, [255] = false};

    return vowel[(unsigned char)c];
}

/* The first bytes, PART at most, as a number; there is room for PART. */
static inline uint64_t pack(const char *text, size_t size)
{
    static const unsigned char masks[PART + 1][PART] = {
        {0},
        {255},
        {255, 255},
        {255, 255, 255},
        {255, 255, 255, 255},
        {255, 255, 255, 255, 255},
        {255, 255, 255, 255, 255, 255},
        {255, 255, 255, 255, 255, 255, 255},
        {255, 255, 255, 255, 255, 255, 255, 255},
    };
    uint64_t bytes, mask;

    memcpy(&bytes, text, PART);
    memcpy(&mask, masks[size], PART);
    return bytes & mask;
}

/* A suffix has zeros behind it. */
static inline uint64_t packed(const struct rule *rule)
{
    uint64_t bytes;

    memcpy(&bytes, rule->suffix, PART);
    return bytes;
}

static inline bool has_suffix(const struct word *w, const struct rule *rule)
{
    return w->size >= rule->size &&
           pack(w->text + w->size - rule->size, rule->size) == packed(rule);
}

/* The rule for the whole word, NULL if there is none. */
static const struct rule *find_word(const struct word *w, const struct rule *words, size_t count)
{
    uint64_t word;

    if (w->size > PART)
        return NULL;
    word = pack(w->text, w->size);
    for (size_t i = 0; i < count; i++)
        if (word == packed(&words[i]))
            return &words[i];
    return NULL;
}

#define ENDS_IN(w, suffix)                                                                         \
    ((w)->size >= sizeof(suffix) - 1 &&                                                            \
     memcmp((w)->text + (w)->size - (sizeof(suffix) - 1), suffix, sizeof(suffix) - 1) == 0)

static void replace(struct word *w, const struct rule *rule)
{
    w->size -= rule->size;
    memcpy(w->text + w->size, rule->by, PART);
    w->size += rule->by_size;
}

/* Words that the rules would get wrong. */
static bool is_irregular(struct word *w)
{
    static const struct rule words[] = {
        RULE("skis", "ski", ANYTHING),     RULE("skies", "sky", ANYTHING),
        RULE("dying", "die", ANYTHING),    RULE("lying", "lie", ANYTHING),
        RULE("tying", "tie", ANYTHING),    RULE("idly", "idl", ANYTHING),
        RULE("gently", "gentl", ANYTHING), RULE("ugly", "ugli", ANYTHING),
        RULE("early", "earli", ANYTHING),  RULE("only", "onli", ANYTHING),
        RULE("singly", "singl", ANYTHING), RULE("sky", "sky", ANYTHING),
        RULE("news", "news", ANYTHING),    RULE("howe", "howe", ANYTHING),
        RULE("atlas", "atlas", ANYTHING),  RULE("cosmos", "cosmos", ANYTHING),
        RULE("bias", "bias", ANYTHING),    RULE("andes", "andes", ANYTHING),
    };
    const struct rule *const rule = find_word(w, words, COUNT(words));

    if (rule)
        replace(w, rule);
    return rule != NULL;
}

/* Vowels as bits; a y in front or behind a vowel is none and becomes Y. */
static uint64_t mark_vowels(struct word *w)
{
    uint64_t vowels = 0;

    for (size_t i = 0; i < w->size; i++) {
        const bool behind_vowel = i == 0 || vowels >> (i - 1) & 1;
        if (w->text[i] == 'y' && behind_vowel) {
            w->text[i] = 'Y';
            w->marked = true;
        }
        vowels |= (uint64_t)is_vowel(w->text[i]) << i;
    }
    return vowels;
}

/* Where a region begins that is looked for from a place on. */
static size_t region(const struct word *w, uint64_t vowels, size_t from)
{
    const uint64_t here = vowels >> from;
    size_t vowel, consonant;

    if (!here)
        return w->size;
    vowel = from + tm__lowest_bit(here);
    consonant = vowel + tm__lowest_bit(~(vowels >> vowel));
    return consonant < w->size ? consonant + 1 : w->size;
}

/* Beginnings that all of R1 is behind. */
static size_t long_beginning(const struct word *w)
{
    static const struct rule beginnings[] = {
        RULE("gener", "", ANYTHING), RULE("commun", "", ANYTHING), RULE("arsen", "", ANYTHING)};

    for (size_t i = 0; i < COUNT(beginnings); i++)
        if (w->size >= beginnings[i].size &&
            pack(w->text, beginnings[i].size) == packed(&beginnings[i]))
            return beginnings[i].size;
    return 0;
}

static void find_regions(struct word *w)
{
    const uint64_t vowels = mark_vowels(w);

    w->vowel = vowels ? tm__lowest_bit(vowels) : w->size;
    w->r1 = long_beginning(w);
    if (!w->r1)
        w->r1 = region(w, vowels, 0);
    w->r2 = region(w, vowels, w->r1);
}

/* A vowel between consonants of which the last is none of w, x and Y; or a vowel in front and a
 * consonant. */
static bool is_short(const struct word *w, size_t size)
{
    const char *const end = w->text + size;

    if (size < 2 || is_vowel(end[-1]) || !is_vowel(end[-2]))
        return false;
    return size == 2 || (!is_vowel(end[-3]) && end[-1] != 'w' && end[-1] != 'x' && end[-1] != 'Y');
}

static bool may_stand(const struct word *w, enum before before, size_t at)
{
    static const uint32_t end_of_li = LETTER('c') | LETTER('d') | LETTER('e') | LETTER('g') |
                                      LETTER('h') | LETTER('k') | LETTER('m') | LETTER('n') |
                                      LETTER('r') | LETTER('t');
    const char c = at ? w->text[at - 1] : ' ';

    switch (before) {
    case AN_L:
        return c == 'l';
    case END_OF_LI:
        return is_of(end_of_li, c);
    case S_OR_T:
        return c == 's' || c == 't';
    case R2:
        return w->r2 <= at;
    case ANYTHING:
        break;
    }
    return true;
}

enum applied { NONE, STAYED, REPLACED };

/* The first rule whose suffix is there decides; the suffix has to be in the region. */
static enum applied apply(struct word *w, const struct rule *rules, size_t count, size_t from)
{
    for (size_t i = 0; i < count; i++) {
        const struct rule *r = &rules[i];
        size_t at;
        if (!has_suffix(w, r))
            continue;
        at = w->size - r->size;
        if (from <= at && may_stand(w, r->before, at)) {
            replace(w, r);
            return REPLACED;
        }
        return STAYED;
    }
    return NONE;
}
#define APPLY(w, rules, from) apply((w), (rules), COUNT(rules), (from))

static void drop_genitive(struct word *w)
{
    if (ENDS_IN(w, "'s'"))
        w->size -= 3;
    else if (ENDS_IN(w, "'s"))
        w->size -= 2;
    else if (ENDS_IN(w, "'"))
        w->size--;
}

static void drop_plural(struct word *w)
{
    if (ENDS_IN(w, "sses"))
        w->size -= 2;
    else if (ENDS_IN(w, "ied") || ENDS_IN(w, "ies"))
        w->size -= w->size > 4 ? 2 : 1;
    else if (ENDS_IN(w, "s") && !ENDS_IN(w, "us") && !ENDS_IN(w, "ss"))
        w->size -= w->vowel + 2 < w->size;
}

static bool is_kept(const struct word *w)
{
    static const struct rule words[] = {
        RULE("inning", "", ANYTHING),  RULE("outing", "", ANYTHING),  RULE("canning", "", ANYTHING),
        RULE("herring", "", ANYTHING), RULE("earring", "", ANYTHING), RULE("proceed", "", ANYTHING),
        RULE("exceed", "", ANYTHING),  RULE("succeed", "", ANYTHING),
    };

    return (ENDS_IN(w, "ing") || ENDS_IN(w, "eed")) && find_word(w, words, COUNT(words));
}

/* What is left when -ed or -ing was cut off becomes a word again. */
static void mend(struct word *w)
{
    static const uint32_t doubled = LETTER('b') | LETTER('d') | LETTER('f') | LETTER('g') |
                                    LETTER('m') | LETTER('n') | LETTER('p') | LETTER('r') |
                                    LETTER('t');
    const char last = w->text[w->size - 1];

    if (ENDS_IN(w, "at") || ENDS_IN(w, "bl") || ENDS_IN(w, "iz"))
        w->text[w->size++] = 'e';
    else if (w->size > 1 && w->text[w->size - 2] == last && is_of(doubled, last))
        w->size--;
    else if (w->size == w->r1 && is_short(w, w->size))
        w->text[w->size++] = 'e';
}

static void drop_past(struct word *w)
{
    static const struct rule agreed[] = {RULE("eedly", "ee", ANYTHING),
                                         RULE("eed", "ee", ANYTHING)};
    static const struct rule past[] = {RULE("ingly", "", ANYTHING), RULE("edly", "", ANYTHING),
                                       RULE("ing", "", ANYTHING), RULE("ed", "", ANYTHING)};

    if (!is_of(LETTER('d') | LETTER('g') | LETTER('y'), w->text[w->size - 1]) ||
        apply(w, agreed, COUNT(agreed), w->r1))
        return;
    if (apply(w, past, COUNT(past), w->vowel + 1) == REPLACED)
        mend(w);
}

static void turn_y(struct word *w)
{
    char *const last = w->text + w->size - 1;

    if (w->size > 2 && (*last == 'y' || *last == 'Y') && !is_vowel(last[-1]))
        *last = 'i';
}

/* Rules are by the last letter, as they are tried one after the other. */
static void shorten_suffix(struct word *w)
{
    static const struct rule in_li[] = {
        RULE("lessli", "less", ANYTHING), RULE("entli", "ent", ANYTHING),
        RULE("ousli", "ous", ANYTHING),   RULE("fulli", "ful", ANYTHING),
        RULE("abli", "able", ANYTHING),   RULE("alli", "al", ANYTHING),
        RULE("bli", "ble", ANYTHING),     RULE("li", "", END_OF_LI),
    };
    static const struct rule in_i[] = {
        RULE("biliti", "ble", ANYTHING), RULE("aliti", "al", ANYTHING),
        RULE("iviti", "ive", ANYTHING),  RULE("enci", "ence", ANYTHING),
        RULE("anci", "ance", ANYTHING),  RULE("ogi", "og", AN_L),
    };
    static const struct rule others[] = {
        RULE("ational", "ate", ANYTHING), RULE("tional", "tion", ANYTHING),
        RULE("ization", "ize", ANYTHING), RULE("ation", "ate", ANYTHING),
        RULE("fulness", "ful", ANYTHING), RULE("ousness", "ous", ANYTHING),
        RULE("iveness", "ive", ANYTHING), RULE("alism", "al", ANYTHING),
        RULE("izer", "ize", ANYTHING),    RULE("ator", "ate", ANYTHING),
    };
    const char last = w->text[w->size - 1];

    if (w->r1 + 2 > w->size)
        return;
    if (last == 'i' && w->text[w->size - 2] == 'l')
        APPLY(w, in_li, w->r1);
    else if (last == 'i')
        APPLY(w, in_i, w->r1);
    else if (is_of(LETTER('l') | LETTER('m') | LETTER('n') | LETTER('r') | LETTER('s'), last))
        APPLY(w, others, w->r1);
}

static void shorten_again(struct word *w)
{
    static const struct rule rules[] = {
        RULE("ational", "ate", ANYTHING), RULE("tional", "tion", ANYTHING),
        RULE("alize", "al", ANYTHING),    RULE("icate", "ic", ANYTHING),
        RULE("iciti", "ic", ANYTHING),    RULE("ative", "", R2),
        RULE("ical", "ic", ANYTHING),     RULE("ness", "", ANYTHING),
        RULE("ful", "", ANYTHING),
    };

    if (w->r1 + 3 <= w->size &&
        is_of(LETTER('e') | LETTER('i') | LETTER('l') | LETTER('s'), w->text[w->size - 1]))
        APPLY(w, rules, w->r1);
}

static void drop_suffix(struct word *w)
{
    static const struct rule in_e[] = {
        RULE("ance", "", ANYTHING), RULE("ence", "", ANYTHING), RULE("able", "", ANYTHING),
        RULE("ible", "", ANYTHING), RULE("ate", "", ANYTHING),  RULE("ive", "", ANYTHING),
        RULE("ize", "", ANYTHING),
    };
    static const struct rule in_t[] = {
        RULE("ement", "", ANYTHING),
        RULE("ment", "", ANYTHING),
        RULE("ant", "", ANYTHING),
        RULE("ent", "", ANYTHING),
    };
    static const struct rule others[] = {
        RULE("ism", "", ANYTHING), RULE("iti", "", ANYTHING), RULE("ous", "", ANYTHING),
        RULE("ion", "", S_OR_T),   RULE("al", "", ANYTHING),  RULE("er", "", ANYTHING),
        RULE("ic", "", ANYTHING),
    };
    const char last = w->text[w->size - 1];

    if (w->r2 + 2 > w->size)
        return;
    if (last == 'e')
        APPLY(w, in_e, w->r2);
    else if (last == 't')
        APPLY(w, in_t, w->r2);
    else
        APPLY(w, others, w->r2);
}

static void drop_e(struct word *w)
{
    const size_t at = w->size - 1;

    if (w->text[at] == 'e')
        w->size -= w->r2 <= at || (w->r1 <= at && !is_short(w, at));
    else if (w->text[at] == 'l')
        w->size -= w->r2 <= at && at && w->text[at - 1] == 'l';
}

static void restore_y(struct word *w)
{
    for (size_t i = 0; w->marked && i < w->size; i++)
        if (w->text[i] == 'Y')
            w->text[i] = 'y';
}

size_t tm__stem_english(char *text, size_t size)
{
    struct word w = {.text = text, .size = size};

    if (is_irregular(&w) || size < 3)
        return w.size;
    if (text[0] == '\'')
        memmove(text, text + 1, --w.size);
    find_regions(&w);
    drop_genitive(&w);
    drop_plural(&w);
    if (w.size && !is_kept(&w)) {
        drop_past(&w);
        turn_y(&w);
        shorten_suffix(&w);
        shorten_again(&w);
        drop_suffix(&w);
        drop_e(&w);
    }
    restore_y(&w);
    return w.size;
}
