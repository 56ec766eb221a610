#include "phrases/variant.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *word, const char *want)
{
    char out[64] = "";
    size_t size = strlen(word);

    if (!tm__american(out, word, &size))
        strcpy(out, word);
    else
        out[size] = '\0';
    cr_expect_str_eq(out, want, "%s: %s, not %s", word, out, want);
}

Test(variant, british_spellings_have_the_key_of_american_ones)
{
    expect("defence", "defense");
    expect("Offences", "offenses");
    expect("licence", "license");
    expect("colour", "color");
    expect("HONOURED", "honored");
    expect("favourites", "favorites");
    expect("neighbouring", "neighboring");
    expect("favourable", "favorable");
    expect("centre", "center");
    expect("theatres", "theaters");
    expect("fibre", "fiber");
    expect("organisations", "organizations");
    expect("Organisers", "organizers");
    expect("criticising", "criticizing");
    expect("paralysed", "paralyzed");
    expect("cancelled", "canceled");
    expect("travellers", "travelers");
    expect("programmes", "programs");
    expect("catalogue", "catalog");
}

Test(variant, other_words_stay)
{
    static const char *const words[] = {"tour",    "hours",        "four",  "filled", "filling",
                                        "prise",   "fence",        "tours", "killed", "poured",
                                        "tourism", "defense",      "rogue", "rise",   "",
                                        "re",      "centr\xc3\xa9"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        expect(words[i], words[i]);
    expect("industrialisationsofeverything", "industrialisationsofeverything");
}
