#include "keyword_sample.h"

Test(textrank, words_among_words)
{
    struct sample s;

    /* a - hub - b, c - hub - d; end to end: b - c is over a sentence */
    sample_start(&s, "alpha hub beta. gamma hub delta.");
    cr_assert_eq(tm__score_by_textrank(&s.candidates, &s.facts, &s.tokens, NULL), TM_OK, "score");
    /* x = .15 + .85 * hub / 4, hub = .15 + .85 * 4 x */
    cr_expect_float_eq(sample_score(&s, "alpha"), (0.15 + 0.85 * 0.15 / 4) / (1 - 0.85 * 0.85),
                       1e-3, "a leaf");
    cr_expect_float_eq(sample_score(&s, "delta"), sample_score(&s, "alpha"), 1e-9, "as any other");
    cr_expect_gt(sample_score(&s, "hub"), 2 * sample_score(&s, "alpha"), "the middle");
    cr_expect_eq(sample_score(&s, "alpha hub"), 0.0, "once, no name");
    sample_end(&s);
}

static tm_status score_once(struct sample *s)
{
    return tm__score_by_textrank(&s->candidates, &s->facts, &s->tokens, NULL);
}

Test(textrank, survives_allocation_failure)
{
    struct sample s;

    fault_install();
    sample_start(&s, "alpha hub beta. gamma hub delta.");
    FAULT_LOOP(score_once(&s));
    sample_end(&s);
    cr_expect_eq(fault_live, 0, "nothing left");
}
