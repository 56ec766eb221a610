#include "evaluate/rouge_stem.h"

#include <criterion/criterion.h>
#include <string.h>

/* What NLTK 3.9's PorterStemmer() makes of them; 436,801 further words were compared. */
static const struct {
    const char *word, *stem;
} cases[] = {{"caresses", "caress"},
             {"ponies", "poni"},
             {"ties", "tie"},
             {"cats", "cat"},
             {"agreed", "agre"},
             {"feed", "feed"},
             {"plastered", "plaster"},
             {"bled", "bled"},
             {"motoring", "motor"},
             {"sing", "sing"},
             {"conflated", "conflat"},
             {"troubled", "troubl"},
             {"sized", "size"},
             {"hopping", "hop"},
             {"tanned", "tan"},
             {"falling", "fall"},
             {"hissing", "hiss"},
             {"fizzed", "fizz"},
             {"failing", "fail"},
             {"filing", "file"},
             {"happy", "happi"},
             {"enjoy", "enjoy"},
             {"spied", "spi"},
             {"tied", "tie"},
             {"relational", "relat"},
             {"conditional", "condit"},
             {"rational", "ration"},
             {"valenci", "valenc"},
             {"hesitanci", "hesit"},
             {"digitizer", "digit"},
             {"conformably", "conform"},
             {"radically", "radic"},
             {"differently", "differ"},
             {"vilely", "vile"},
             {"analogously", "analog"},
             {"vietnamization", "vietnam"},
             {"predication", "predic"},
             {"operator", "oper"},
             {"feudalism", "feudal"},
             {"decisiveness", "decis"},
             {"hopefulness", "hope"},
             {"callousness", "callous"},
             {"formality", "formal"},
             {"sensitivity", "sensit"},
             {"sensibility", "sensibl"},
             {"beautifully", "beauti"},
             {"geology", "geolog"},
             {"logy", "logi"},
             {"triplicate", "triplic"},
             {"formative", "form"},
             {"formalize", "formal"},
             {"electricity", "electr"},
             {"electrical", "electr"},
             {"hopeful", "hope"},
             {"goodness", "good"},
             {"revival", "reviv"},
             {"allowance", "allow"},
             {"inference", "infer"},
             {"airliner", "airlin"},
             {"gyroscopic", "gyroscop"},
             {"adjustable", "adjust"},
             {"defensible", "defens"},
             {"irritant", "irrit"},
             {"replacement", "replac"},
             {"adjustment", "adjust"},
             {"dependent", "depend"},
             {"adoption", "adopt"},
             {"pion", "pion"},
             {"homologous", "homolog"},
             {"communism", "commun"},
             {"activate", "activ"},
             {"angularity", "angular"},
             {"effective", "effect"},
             {"bowdlerize", "bowdler"},
             {"probate", "probat"},
             {"rate", "rate"},
             {"cease", "ceas"},
             {"controlled", "control"},
             {"roll", "roll"},
             {"nationally", "nation"},
             {"rationally", "ration"},
             {"skies", "sky"},
             {"dying", "die"},
             {"news", "news"},
             {"innings", "inning"},
             {"proceed", "proceed"},
             {"syzygy", "syzygi"},
             {"yyyyed", "yyyi"},
             {"1990s", "1990"},
             {"2000ing", "2000ing"},
             {"aaaaing", "aaaa"},
             {"owed", "owe"},
             {"abed", "abe"},
             {"using", "use"}};

Test(rouge_stem, as_nltk)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char word[32];
        size_t size = strlen(cases[i].word);
        memcpy(word, cases[i].word, size);
        size = tm__rouge_stem(word, size);
        cr_expect(size == strlen(cases[i].stem) && memcmp(word, cases[i].stem, size) == 0,
                  "%s became %.*s, not %s", cases[i].word, (int)size, word, cases[i].stem);
    }
}

Test(rouge_stem, takes_any_length)
{
    char word[4000];

    memset(word, 'y', sizeof word);
    for (size_t size = 0; size <= 64; size++)
        cr_expect_leq(tm__rouge_stem(word, size), size, "never longer");
    memset(word, 'y', sizeof word);
    cr_expect_eq(tm__rouge_stem(word, sizeof word), sizeof word, "a long one");
}
