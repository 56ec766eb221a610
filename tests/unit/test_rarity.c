#include "keyword_sample.h"

Test(rarity, repeated_phrases_names_and_places)
{
    struct sample s;

    sample_start(&s, "The water bill failed. Later Senator Ines Halloran spoke, and later Halloran "
                     "blamed the water bill; Halloran left before it was late.");
    cr_assert_eq(tm__score_by_rarity(&s.candidates, &s.facts, &s.tokens, NULL), TM_OK, "score");
    cr_expect_gt(sample_score(&s, "water bill"), sample_score(&s, "blamed"), "twice, two words");
    cr_expect_eq(sample_score(&s, "water"), 0.0, "never without bill");
    cr_expect_eq(sample_score(&s, "bill failed"), 0.0, "once, no name");
    cr_expect_gt(sample_score(&s, "failed"), sample_score(&s, "blamed"), "earlier");
    sample_end(&s);
}

Test(rarity, a_full_name_stands_for_the_short_one)
{
    struct sample s;

    sample_start(&s, "We met Ines Halloran there. We saw Halloran again, and Halloran saw us.");
    cr_assert_eq(tm__score_by_rarity(&s.candidates, &s.facts, &s.tokens, NULL), TM_OK, "score");
    cr_expect_gt(sample_score(&s, "Ines Halloran"), sample_score(&s, "Halloran"), "three times");
    sample_end(&s);
}

Test(rarity, common_words_come_last)
{
    struct sample s;

    sample_start(&s, "they told people, they told people of seagrass");
    s.facts.fact[s.tokens.token[1].term].rarity = 0.1; /* told */
    s.facts.fact[s.tokens.token[2].term].rarity = 0.9; /* people */
    cr_assert_eq(tm__score_by_rarity(&s.candidates, &s.facts, &s.tokens, NULL), TM_OK, "score");
    cr_expect_lt(sample_score(&s, "told people"), sample_score(&s, "seagrass"), "an edge");
    cr_expect_gt(sample_score(&s, "told people"), 0.0, "but not gone");
    sample_end(&s);
}
