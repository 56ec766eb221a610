#include "fault_alloc.h"

#include <math.h>
#include <string.h>

static tm_text text(const char *s)
{
    return (tm_text){s, strlen(s)};
}

static const tm_rouge_score *score(const char *summary, const char *reference)
{
    static tm_rouge_score s[TM_ROUGE_MEASURES];
    const tm_text r = text(reference);

    cr_assert_eq(tm_evaluate_rouge(s, text(summary), &r, 1, NULL, NULL), TM_OK, "%s", summary);
    return s;
}

Test(rouge, by_hand)
{
    const tm_rouge_score *s = score("the cat sat on a mat", "The cat was on the mat");

    /* the, cat, on, mat are shared, the second "the" of the reference is not */
    cr_expect_float_eq(s[TM_ROUGE_1].precision, 4.0 / 6, 1e-12, "tokens");
    cr_expect_float_eq(s[TM_ROUGE_1].recall, 4.0 / 6, 1e-12, "tokens");
    cr_expect_float_eq(s[TM_ROUGE_2].f, 1.0 / 5, 1e-12, "the cat");
    cr_expect_float_eq(s[TM_ROUGE_L].f, 4.0 / 6, 1e-12, "the cat on mat");
    /* 15 pairs and 6 tokens each, no pair is too far; all pairs of the four in their order */
    cr_expect_float_eq(s[TM_ROUGE_SU4].f, 10.0 / 21, 1e-12, "six pairs and four tokens");
    s = score("a 1 2 3 4 b", "a b");
    cr_expect_float_eq(s[TM_ROUGE_SU4].recall, 1, 1e-12, "four between");
    s = score("a 1 2 3 4 5 b", "a b");
    cr_expect_float_eq(s[TM_ROUGE_SU4].recall, 2.0 / 3, 1e-12, "five are too many");
}

Test(rouge, a_line_is_a_sentence)
{
    /* Lin's example: lines w1 w2 w6 w7 w8 and w1 w3 w8 w9 w5 against w1 w2 w3 w4 w5 */
    const tm_rouge_score *s = score("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5");

    cr_expect_float_eq(s[TM_ROUGE_LSUM].recall, 4.0 / 5, 1e-12, "w1 w2 and w3 w5");
    cr_expect_float_eq(s[TM_ROUGE_LSUM].precision, 4.0 / 10, 1e-12, "of ten");
    cr_expect_float_eq(s[TM_ROUGE_L].recall, 4.0 / 5, 1e-12, "w1 w2 w3 w5");
    /* A token of the summary counts once, though two lines of the reference have it. */
    s = score("a b", "a b\na b");
    cr_expect_float_eq(s[TM_ROUGE_LSUM].precision, 1, 1e-12, "both");
    cr_expect_float_eq(s[TM_ROUGE_LSUM].recall, 1.0 / 2, 1e-12, "half");
}

Test(rouge, several_references)
{
    const tm_text references[] = {text("a b c d"), text("e f"), text("a b")};
    tm_rouge_options o = TM_ROUGE_INIT;
    tm_rouge_score s[TM_ROUGE_MEASURES];

    cr_assert_eq(tm_evaluate_rouge(s, text("a b"), references, 3, &o, NULL), TM_OK, "mean");
    cr_expect_float_eq(s[TM_ROUGE_1].recall, (0.5 + 0 + 1) / 3, 1e-12, "the mean");
    cr_expect_float_eq(s[TM_ROUGE_1].f, (2.0 / 3 + 0 + 1) / 3, 1e-12, "the mean of F");
    o.references = TM_ROUGE_BEST;
    cr_assert_eq(tm_evaluate_rouge(s, text("a b"), references, 3, &o, NULL), TM_OK, "best");
    cr_expect_float_eq(s[TM_ROUGE_1].recall, 1, 1e-12, "the third");
}

Test(rouge, has_defined_values_at_the_edges)
{
    static const char *const empty[] = {"", "\n", "...", "\xff", "\xe4\xb8\xad\xe6\x96\x87"};

    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        for (size_t m = 0; m < TM_ROUGE_MEASURES; m++) {
            cr_expect_eq(score(empty[i], "a b")[m].f, 0.0, "empty summary");
            cr_expect_eq(score("a b", empty[i])[m].f, 0.0, "empty reference");
            cr_expect_eq(score(empty[i], empty[i])[m].f, 0.0, "both");
        }
    cr_expect_eq(score("a", "a")[TM_ROUGE_2].f, 0.0, "no pair");
    cr_expect_float_eq(score("a", "a")[TM_ROUGE_SU4].f, 1, 1e-12, "a token alone");
}

Test(rouge, options)
{
    const tm_text chinese = text("\xe4\xb8\xad\xe6\x96\x87"), dogs = text("dogs");
    tm_rouge_options o = TM_ROUGE_INIT;
    tm_rouge_score s[TM_ROUGE_MEASURES];
    tm_error err;

    o.no_stem = true;
    cr_assert_eq(tm_evaluate_rouge(s, text("dog"), &dogs, 1, &o, NULL), TM_OK, "no stems");
    cr_expect_eq(s[TM_ROUGE_1].f, 0.0, "dog is not dogs");
    o.language = "zh";
    cr_assert_eq(tm_evaluate_rouge(s, chinese, &chinese, 1, &o, NULL), TM_OK, "Chinese");
    cr_expect_float_eq(s[TM_ROUGE_1].f, 1, 1e-12, "its words count");
    o.language = "xx";
    cr_expect_eq(tm_evaluate_rouge(s, chinese, &chinese, 1, &o, &err), TM_ENOTFOUND, "language");
    o.language = NULL;
    cr_expect_eq(tm_evaluate_rouge(s, chinese, NULL, 0, &o, &err), TM_EINVAL, "no reference");
    o.references = (tm_rouge_combine)2;
    cr_expect_eq(tm_evaluate_rouge(s, chinese, &chinese, 1, &o, &err), TM_EINVAL, "references");
    o.size = 3;
    cr_expect_eq(tm_evaluate_rouge(s, chinese, &chinese, 1, &o, &err), TM_EINVAL, "size");
}

Test(rouge, survives_allocation_failure)
{
    const tm_text references[] = {text("some dogs\nran away"), text("a")};
    tm_rouge_score s[TM_ROUGE_MEASURES];

    fault_install();
    FAULT_LOOP(tm_evaluate_rouge(s, text("dogs\nran"), references, 2, NULL, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
