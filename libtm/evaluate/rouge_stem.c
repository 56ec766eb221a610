#include "evaluate/rouge_stem.h"

#include <stdbool.h>
#include <string.h>

struct word {
    char *text;
    size_t size;
};

static bool is_vowel_letter(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* y is a consonant at the start and behind a vowel; so in a run of y they take turns. */
static bool is_consonant(const char *text, size_t at)
{
    size_t first = at;

    if (text[at] != 'y')
        return !is_vowel_letter(text[at]);
    while (first > 0 && text[first] == 'y')
        first--;
    return is_vowel_letter(text[first]) == ((at - first) % 2 == 1);
}

/* Porter's m: how often a consonant follows a vowel. Counted beyond 1 as 2. */
static unsigned measure(const char *text, size_t size)
{
    bool before = true; /* the letter before is a consonant */
    unsigned m = 0;

    for (size_t i = 0; i < size && m < 2; i++) {
        const bool consonant = text[i] == 'y' ? i == 0 || !before : !is_vowel_letter(text[i]);
        m += consonant && !before;
        before = consonant;
    }
    return m;
}

static bool has_vowel(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (is_vowel_letter(text[i]) || (text[i] == 'y' && i > 0))
            return true;
    return false;
}

static bool ends_in(const struct word *w, const char *suffix)
{
    const size_t size = strlen(suffix);

    return w->size >= size && memcmp(w->text + w->size - size, suffix, size) == 0;
}

static bool ends_in_double_consonant(const struct word *w)
{
    return w->size >= 2 && w->text[w->size - 1] == w->text[w->size - 2] &&
           is_consonant(w->text, w->size - 1);
}

/* Porter's *o, where also a vowel and a consonant alone will do. */
static bool ends_short(const char *text, size_t size)
{
    if (size == 2)
        return !is_consonant(text, 0) && is_consonant(text, 1);
    return size >= 3 && is_consonant(text, size - 3) && !is_consonant(text, size - 2) &&
           is_consonant(text, size - 1) && !strchr("wxy", text[size - 1]);
}

static void replace(struct word *w, const char *suffix, const char *by)
{
    w->size -= strlen(suffix);
    memcpy(w->text + w->size, by, strlen(by));
    w->size += strlen(by);
}

struct rule {
    const char *suffix, *by;
};

/* The first rule that matches decides; it applies if what is before the suffix has that measure. */
static void apply(struct word *w, const struct rule *rules, size_t count, unsigned least)
{
    for (size_t r = 0; r < count; r++) {
        if (!ends_in(w, rules[r].suffix))
            continue;
        if (measure(w->text, w->size - strlen(rules[r].suffix)) >= least)
            replace(w, rules[r].suffix, rules[r].by);
        return;
    }
}
#define APPLY(w, rules, least) apply((w), (rules), sizeof(rules) / sizeof *(rules), (least))

static void drop_plural(struct word *w)
{
    static const struct rule rules[] = {{"sses", "ss"}, {"ies", "i"}, {"ss", "ss"}, {"s", ""}};

    if (w->size == 4 && ends_in(w, "ies"))
        w->size--;
    else
        APPLY(w, rules, 0);
}

/* What is left when -ed or -ing was cut off becomes a word again. */
static void mend(struct word *w)
{
    static const struct rule rules[] = {{"at", "ate"}, {"bl", "ble"}, {"iz", "ize"}};
    const char last = w->text[w->size - 1];

    if (ends_in(w, "at") || ends_in(w, "bl") || ends_in(w, "iz")) {
        APPLY(w, rules, 0);
    } else if (ends_in_double_consonant(w)) {
        w->size -= last != 'l' && last != 's' && last != 'z';
    } else if (measure(w->text, w->size) == 1 && ends_short(w->text, w->size)) {
        w->text[w->size++] = 'e';
    }
}

static void drop_past_and_ing(struct word *w)
{
    static const char *const suffixes[] = {"ed", "ing"};

    if (ends_in(w, "ied")) {
        w->size -= w->size == 4 ? 1 : 2;
        return;
    }
    if (ends_in(w, "eed")) {
        w->size -= measure(w->text, w->size - 3) > 0;
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        const size_t size = strlen(suffixes[i]);
        if (ends_in(w, suffixes[i]) && has_vowel(w->text, w->size - size)) {
            w->size -= size;
            mend(w);
            return;
        }
    }
}

static void turn_y(struct word *w)
{
    if (w->size > 2 && w->text[w->size - 1] == 'y' && is_consonant(w->text, w->size - 2))
        w->text[w->size - 1] = 'i';
}

static void shorten_double_suffix(struct word *w)
{
    static const struct rule rules[] = {
        {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"},   {"anci", "ance"},
        {"izer", "ize"},    {"bli", "ble"},     {"alli", "al"},     {"entli", "ent"},
        {"eli", "e"},       {"ousli", "ous"},   {"ization", "ize"}, {"ation", "ate"},
        {"ator", "ate"},    {"alism", "al"},    {"iveness", "ive"}, {"fulness", "ful"},
        {"ousness", "ous"}, {"aliti", "al"},    {"iviti", "ive"},   {"biliti", "ble"},
        {"fulli", "ful"},
    };

    if (ends_in(w, "alli") && measure(w->text, w->size - 4) > 0)
        w->size -= 2;
    if (!ends_in(w, "logi"))
        APPLY(w, rules, 1);
    else if (measure(w->text, w->size - 3) > 0) /* the l counts as a part of the stem */
        w->size--;
}

static void drop_second_suffix(struct word *w)
{
    static const struct rule rules[] = {{"icate", "ic"}, {"ative", ""},  {"alize", "al"},
                                        {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""},
                                        {"ness", ""}};

    APPLY(w, rules, 1);
}

static void drop_last_suffix(struct word *w)
{
    static const struct rule rules[] = {{"al", ""},    {"ance", ""}, {"ence", ""}, {"er", ""},
                                        {"ic", ""},    {"able", ""}, {"ible", ""}, {"ant", ""},
                                        {"ement", ""}, {"ment", ""}, {"ent", ""}};
    static const struct rule more[] = {{"ou", ""},  {"ism", ""}, {"ate", ""}, {"iti", ""},
                                       {"ous", ""}, {"ive", ""}, {"ize", ""}};

    if (ends_in(w, "ion")) {
        if (measure(w->text, w->size - 3) > 1 && strchr("st", w->text[w->size - 4]))
            w->size -= 3;
        return;
    }
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++)
        if (ends_in(w, rules[r].suffix)) {
            APPLY(w, rules, 2);
            return;
        }
    APPLY(w, more, 2);
}

static void drop_e(struct word *w)
{
    const unsigned m = measure(w->text, w->size - 1);

    if (w->text[w->size - 1] == 'e' && (m > 1 || (m == 1 && !ends_short(w->text, w->size - 1))))
        w->size--;
}

/* True if the word is one that the rules would get wrong; it is replaced. */
static bool is_irregular(struct word *w)
{
    static const struct rule words[] = {
        {"sky", "sky"},         {"skies", "sky"},        {"dying", "die"},
        {"lying", "lie"},       {"tying", "tie"},        {"news", "news"},
        {"innings", "inning"},  {"inning", "inning"},    {"outings", "outing"},
        {"outing", "outing"},   {"cannings", "canning"}, {"canning", "canning"},
        {"howe", "howe"},       {"proceed", "proceed"},  {"exceed", "exceed"},
        {"succeed", "succeed"},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (w->size == strlen(words[i].suffix) && ends_in(w, words[i].suffix)) {
            replace(w, words[i].suffix, words[i].by);
            return true;
        }
    return false;
}

size_t tm__rouge_stem(char *word, size_t size)
{
    struct word w = {word, size};

    if (is_irregular(&w) || w.size <= 2)
        return w.size;
    drop_plural(&w);
    drop_past_and_ing(&w);
    turn_y(&w);
    shorten_double_suffix(&w);
    drop_second_suffix(&w);
    drop_last_suffix(&w);
    drop_e(&w);
    if (ends_in(&w, "ll") && measure(w.text, w.size - 1) > 1)
        w.size--;
    return w.size;
}
