#include "text/clitic.h"

#include <criterion/criterion.h>
#include <string.h>

Test(clitic, elision)
{
    static const struct {
        const char *language, *word;
        size_t want;
    } cases[] = {
        {"fr", "l'iran", 2},      {"fr", "qu'il", 3},       {"fr", "aujourd'hui", 0},
        {"fr", "L'IRAN", 2},      {"fr", "l'", 0},          {"fr", "'l", 0},
        {"fr", "jusqu'alors", 6}, {"it", "dell'arte", 5},   {"it", "un'altra", 3},
        {"it", "po'co", 0},       {"ca", "d'aigua", 2},     {"ga", "d'imigh", 2},
        {"en", "d'artagnan", 0},  {"fr", "abcdefghi'a", 0}, {"fr", "\u00E9'a", 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm__elision(cases[i].language, cases[i].word, strlen(cases[i].word)),
                     cases[i].want, "%s: %s", cases[i].language, cases[i].word);
}

Test(clitic, possessive)
{
    static const struct {
        enum tm__clitics clitics;
        const char *word;
        size_t want;
    } cases[] = {
        {TM__CLITICS_ENGLISH, "israel's", 6},  {TM__CLITICS_ENGLISH, "ISRAEL'S", 6},
        {TM__CLITICS_ENGLISH, "workers'", 7},  {TM__CLITICS_ENGLISH, "sa'ar", 5},
        {TM__CLITICS_ENGLISH, "'s", 2},        {TM__CLITICS_ENGLISH, "", 0},
        {TM__CLITICS_TURKISH, "ankara'da", 6}, {TM__CLITICS_TURKISH, "'da", 3},
        {TM__CLITICS_NONE, "israel's", 8},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm__possessive(cases[i].clitics, cases[i].word, strlen(cases[i].word)),
                     cases[i].want, "%s", cases[i].word);
}

Test(clitic, contraction)
{
    cr_expect_eq(tm__contraction("they'll", 7), 4, "'ll");
    cr_expect_eq(tm__contraction("i'm", 3), 1, "'m");
    cr_expect_eq(tm__contraction("'re", 3), 3, "nothing before it");
    cr_expect_eq(tm__contraction("can't", 5), 5, "not listed");
}

Test(clitic, of_languages)
{
    cr_expect_eq(tm__clitics_of("en"), TM__CLITICS_ENGLISH, "English");
    cr_expect_eq(tm__clitics_of("az"), TM__CLITICS_TURKISH, "Azerbaijani");
    cr_expect_eq(tm__clitics_of("it"), TM__CLITICS_ELISION, "Italian");
    cr_expect_eq(tm__clitics_of("de"), TM__CLITICS_NONE, "German");
}
