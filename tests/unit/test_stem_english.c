#include "text/stem_english.h"

#include "base/hash.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static size_t stem_of(char *stem, const char *word)
{
    const size_t size = strlen(word);

    memcpy(stem, word, size);
    return tm__stem_english(stem, size);
}

static void expect(const char *word, const char *stem)
{
    char got[TM__STEM_ENGLISH_ROOM];
    const size_t size = stem_of(got, word);

    cr_expect(size == strlen(stem) && memcmp(got, stem, size) == 0, "%s: got %.*s, not %s", word,
              (int)size, got, stem);
}

Test(stem_english, every_step)
{
    static const char *const cases[][2] = {
        /* words that are listed, or too short */
        {"skis", "ski"},
        {"skies", "sky"},
        {"gently", "gentl"},
        {"cosmos", "cosmos"},
        {"succeeds", "succeed"},
        {"inning", "inning"},
        {"as", "as"},
        /* genitives and plurals */
        {"'tis", "tis"},
        {"dog's", "dog"},
        {"dogs'", "dog"},
        {"'''", "'"},
        {"caresses", "caress"},
        {"ties", "tie"},
        {"cries", "cri"},
        {"gas", "gas"},
        {"gaps", "gap"},
        {"kiwis", "kiwi"},
        {"bus", "bus"},
        /* -ed and -ing */
        {"agreed", "agre"},
        {"feed", "feed"},
        {"luxuriated", "luxuri"},
        {"hopped", "hop"},
        {"hoping", "hope"},
        {"falling", "fall"},
        {"sing", "sing"},
        {"supposedly", "suppos"},
        /* y */
        {"cry", "cri"},
        {"by", "by"},
        {"say", "say"},
        {"youth", "youth"},
        {"enjoyed", "enjoy"},
        {"yyyy", "yyyi"},
        /* suffixes in R1 */
        {"conditional", "condit"},
        {"valenci", "valenc"},
        {"digitizer", "digit"},
        {"radically", "radic"},
        {"biology", "biolog"},
        {"ology", "olog"},
        {"quickly", "quick"},
        {"fly", "fli"},
        {"hopelessly", "hopeless"},
        {"hopefulness", "hope"},
        {"sensibility", "sensibl"},
        {"electrical", "electr"},
        {"formative", "format"},
        {"negative", "negat"},
        /* in R2 */
        {"replacement", "replac"},
        {"adjustment", "adjust"},
        {"adoption", "adopt"},
        {"union", "union"},
        {"generous", "generous"},
        {"general", "general"},
        {"community", "communiti"},
        {"arsenal", "arsenal"},
        /* the last letter */
        {"probate", "probat"},
        {"rate", "rate"},
        {"cease", "ceas"},
        {"controll", "control"},
        {"roll", "roll"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(cases[i][0], cases[i][1]);
}

Test(stem_english, a_word_may_lose_all)
{
    char stem[TM__STEM_ENGLISH_ROOM];

    cr_expect_eq(stem_of(stem, "''s'"), 0);
}

Test(stem_english, the_longest_word)
{
    char word[TM__STEM_ENGLISH_ROOM];

    memset(word, 'o', TM__STEM_ENGLISH_LONGEST);
    memcpy(word + TM__STEM_ENGLISH_LONGEST - 4, "ting", 4);
    cr_expect_eq(tm__stem_english(word, TM__STEM_ENGLISH_LONGEST), TM__STEM_ENGLISH_LONGEST - 3);
}

/* Beginnings, each with two endings, which may be none: all rules, on both sides of every region.
 */
Test(stem_english, same_stems_as_libstemmer_2_2)
{
    static const char *const beginnings[] = {
        "",       "'",      "b",     "a",     "ay",    "yo",    "ski",  "trou",  "hop",  "controll",
        "gener",  "commun", "arsen", "proce", "excee", "in",    "earr", "fox",   "snow", "univers",
        "electr", "sens",   "agr",   "rel",   "biol",  "enjoy", "past", "emerg", "kni",  "o'n",
    };
    static const char *const endings[] = {
        "",      "'",       "'s",    "'s'",     "s",       "sses",  "ied",    "ies",   "us",
        "ss",    "ed",      "eed",   "eedly",   "edly",    "ing",   "ingly",  "at",    "bl",
        "iz",    "bb",      "tt",    "ll",      "y",       "yy",    "tional", "enci",  "anci",
        "abli",  "entli",   "izer",  "ization", "ational", "ation", "ator",   "alism", "aliti",
        "alli",  "fulness", "ousli", "ousness", "iveness", "iviti", "biliti", "bli",   "ogi",
        "fulli", "lessli",  "li",    "ly",      "alize",   "icate", "iciti",  "ical",  "ful",
        "ness",  "ative",   "al",    "ance",    "ence",    "er",    "ic",     "able",  "ible",
        "ant",   "ement",   "ment",  "ent",     "ism",     "ate",   "iti",    "ous",   "ive",
        "ize",   "sion",    "tion",  "ion",     "e",       "l",     "w",      "oo",
    };
    const size_t many = sizeof endings / sizeof *endings;
    char word[TM__STEM_ENGLISH_ROOM];
    uint64_t hash = 0;

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        for (size_t j = 0; j < many * many; j++) {
            const int size = snprintf(word, sizeof word, "%s%s%s", beginnings[i], endings[j / many],
                                      endings[j % many]);
            const size_t left = tm__stem_english(word, (size_t)size);
            hash = hash * 31 + tm__hash(word, left);
        }
    cr_expect_eq(hash, UINT64_C(0xe4b5632af3475443), "got %llx", (unsigned long long)hash);
}
