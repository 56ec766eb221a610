#include "fault_alloc.h"
#include "summarize/selection.h"

#include <string.h>

/*
 * Five sentences over concepts a..f (ids 0..5) of weight 4 3 2 1 1 1:
 *   0: a b     words 4, bytes 20
 *   1: a b     words 5, bytes 25    nothing new beside 0
 *   2: c d     words 4, bytes 20
 *   3: e       words 1, bytes 6     a fragment
 *   4: f       words 2, bytes 9     chrome
 */
static struct tm__passage passage[] = {
    {.length = {4, 20, false}},
    {.length = {5, 25, false}},
    {.length = {4, 20, false}},
    {.length = {1, 6, false}, .guard = TM__GUARD_FRAGMENT},
    {.length = {2, 9, false}, .guard = TM__GUARD_CHROME},
};
static uint64_t start[] = {0, 2, 4, 6, 7, 8};
static struct tm__occurrence occurrence[] = {{0, 1, 1, 0}, {1, 2, 1, 0}, {0, 1, 1, 0},
                                             {1, 2, 1, 0}, {2, 1, 1, 0}, {3, 2, 1, 0},
                                             {4, 1, 1, 0}, {5, 1, 1, 0}};
static uint32_t size[] = {4, 5, 4, 1, 2};
static struct tm__concept of[6];
static double weight[] = {4, 3, 2, 1, 1, 1};
static double score[] = {1, 1, 1, 1, 1};
static double repetition[] = {1, 2, 9, 0, 0};
static const struct tm__passages passages = {5, 5, 5, passage};
static const struct tm__concepts concepts = {
    .passages = 5, .count = 6, .of = of, .start = start, .occurrence = occurrence, .size = size};
static const struct tm__ranking ranking = {TM__GUARD_SENTENCE, 3, score, weight, false, repetition};

static void expect(struct tm__task task, const char *want, const char *why)
{
    struct tm__selection s = {0};
    char got[16] = "";

    cr_assert_eq(tm__select(&s, &passages, &concepts, &ranking, &task, NULL, NULL), TM_OK, "%s",
                 why);
    for (size_t i = 0; i < s.count && i < sizeof got - 1; i++)
        got[i] = (char)('0' + s.chosen[i]);
    cr_expect_str_eq(got, want, "%s: got %s, want %s", why, got, want);
    tm__selection_release(&s);
}

static struct tm__task task(enum tm__objective objective, size_t sentences, size_t max_words,
                            size_t bytes)
{
    return (struct tm__task){{sentences, max_words, bytes}, objective, 12, false, false, 0, 0};
}

/*
 * Two texts: 0, 1, 2 of the first and 3, 4 of the second, a concept each of weight 4 9 3 5 2 and as
 * many words; 1 and 2 lean on what is before them.
 */
Test(selection, of_self_contained_summaries_lean_on_what_is_there)
{
    static struct tm__passage p[] = {
        {.length = {4, 20, false}},
        {.length = {4, 20, false}, .open = true},
        {.length = {4, 20, false}, .open = true},
        {.length = {4, 20, false}, .document = 1},
        {.length = {4, 20, false}, .document = 1},
    };
    static uint64_t from[] = {0, 1, 2, 3, 4, 5};
    static struct tm__occurrence one[] = {
        {0, 1, 1, 0}, {1, 1, 1, 0}, {2, 1, 1, 0}, {3, 1, 1, 0}, {4, 1, 1, 0}};
    static uint32_t words[] = {4, 4, 4, 4, 4};
    static double heavy[] = {4, 9, 3, 5, 2};
    const struct tm__passages ps = {5, 5, 5, p};
    const struct tm__concepts cs = {
        .passages = 5, .count = 5, .of = of, .start = from, .occurrence = one, .size = words};
    const struct tm__ranking r = {TM__GUARD_SENTENCE, 5, score, heavy, false, repetition};
    static const struct {
        double first; /* weight of passage 0 */
        bool leans;   /* passage 0 */
        size_t words;
        const char *want;
    } cases[] = {
        {4, false, 4, "0"},      /* 1 is worth more, 3 not so much more */
        {2, false, 4, "3"},      /* 3 is */
        {4, false, 8, "01"},     /* now 1 stands */
        {2.5, false, 12, "301"}, /* the text of the first comes first; 1 behind 0 */
        {4, true, 4, "3"},       /* nothing of the first text stands */
    };

    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct tm__task t = task(TM__OBJECTIVE_COST, SIZE_MAX, cases[c].words, SIZE_MAX);
        struct tm__selection s = {0};
        char got[8] = "";

        t.self_contained = true;
        heavy[0] = cases[c].first;
        p[0].open = cases[c].leans;
        cr_assert_eq(tm__select(&s, &ps, &cs, &r, &t, NULL, NULL), TM_OK, "select");
        for (size_t i = 0; i < s.count && i < sizeof got - 1; i++)
            got[i] = (char)('0' + s.chosen[i]);
        cr_expect_str_eq(got, cases[c].want, "case %zu: %s, not %s", c, got, cases[c].want);
        tm__selection_release(&s);
    }
}

Test(selection, keeps_every_limit)
{
    const enum tm__objective f = TM__OBJECTIVE_F, cost = TM__OBJECTIVE_COST;
    const size_t any = SIZE_MAX;

    expect(task(f, 1, any, any), "0", "7 / (4 + 12) is the most");
    expect(task(f, 2, any, any), "02", "1 says nothing new");
    expect(task(f, 3, any, any), "023", "then the fragment");
    expect(task(f, 9, any, any), "023", "chrome never");
    expect(task(cost, any, 8, any), "02", "exactly 8 words");
    expect(task(cost, any, 7, any), "0", "2 does not fit; a fragment is no substitute");
    expect(task(cost, any, 9, any), "023", "sentences used up, the fragment fits");
    expect(task(cost, any, any, 41), "02", "20 + 1 + 20 bytes");
    expect(task(cost, any, any, 40), "0", "one byte short");
    expect(task(f, 2, 7, any), "0", "both limits hold");
    expect(task(cost, any, 9, 41), "02", "the fragment's byte is missing");
    expect(task(cost, any, 3, any), "", "nothing fits");
    expect(task(cost, any, any, 19), "", "nothing fits");
}

Test(selection, takes_the_most_repeated_for_a_digest)
{
    expect(task(TM__OBJECTIVE_DIGEST, 1, SIZE_MAX, SIZE_MAX), "2", "highest repetition");
    expect(task(TM__OBJECTIVE_DIGEST, 2, SIZE_MAX, SIZE_MAX), "12", "then 1, and 0 adds nothing");
}

/* 4 words: sentence 0 gives 7 for 4 words; three of 1 word give .9 each, a better ratio for one. */
Test(selection, prefers_one_good_sentence_to_many_scraps)
{
    struct tm__passage p[] = {
        {.length = {4, 20, false}}, {.length = {1, 4, false}}, {.length = {3, 9, false}}};
    uint64_t from[] = {0, 1, 2, 3};
    struct tm__occurrence c[] = {{0, 1, 1, 0}, {1, 1, 1, 0}, {2, 1, 1, 0}};
    uint32_t sizes[] = {4, 1, 3};
    double worth[] = {7, 2, 1}, same[] = {1, 1, 1};
    const struct tm__passages ps = {3, 3, 3, p};
    const struct tm__concepts cs = {
        .passages = 3, .count = 3, .of = of, .start = from, .occurrence = c, .size = sizes};
    const struct tm__ranking r = {TM__GUARD_SENTENCE, 3, same, worth, false, same};
    const struct tm__task t = task(TM__OBJECTIVE_COST, SIZE_MAX, 4, SIZE_MAX);
    struct tm__selection s = {0};

    cr_assert_eq(tm__select(&s, &ps, &cs, &r, &t, NULL, NULL), TM_OK, "select");
    cr_assert_eq(s.count, 1, "one sentence");
    cr_expect_eq(s.chosen[0], 0, "7 > 2 + 1, though 2 / 1 > 7 / 4");
    tm__selection_release(&s);
}

Test(selection, breaks_ties_by_order)
{
    struct tm__passage p[] = {{.length = {4, 20, false}}, {.length = {4, 20, false}}};
    uint64_t from[] = {0, 1, 2};
    struct tm__occurrence c[] = {{0, 1, 1, 0}, {1, 1, 1, 0}};
    uint32_t sizes[] = {4, 4};
    double same[] = {1, 1};
    const struct tm__passages ps = {2, 2, 2, p};
    const struct tm__concepts cs = {
        .passages = 2, .count = 2, .of = of, .start = from, .occurrence = c, .size = sizes};
    const struct tm__ranking r = {TM__GUARD_SENTENCE, 2, same, same, false, same};
    struct tm__selection s = {0};

    for (int o = TM__OBJECTIVE_F; o <= TM__OBJECTIVE_DIGEST; o++) {
        const struct tm__task t = task((enum tm__objective)o, 1, 8, SIZE_MAX);
        cr_assert_eq(tm__select(&s, &ps, &cs, &r, &t, NULL, NULL), TM_OK, "select");
        cr_assert_eq(s.count, 1, "one");
        cr_expect_eq(s.chosen[0], 0, "the first");
        tm__selection_release(&s);
    }
}

/* Within three words the second begins with more: b + c against a. */
Test(selection, finds_the_best_beginning)
{
    const tm_text document = {"a x y z. b c y z.", 17};
    struct tm__passage p[] = {{.span = {0, 8}, .length = {4, 8, false}},
                              {.span = {9, 17}, .length = {4, 8, false}}};
    uint64_t from[] = {0, 1, 3};
    struct tm__occurrence c[] = {{0, 1, 1, 0}, {1, 1, 1, 0}, {2, 2, 1, 0}};
    uint32_t sizes[] = {4, 4};
    double worth[] = {3, 2, 2}, same[] = {1, 1};
    const struct tm__passages ps = {2, 2, 2, p};
    const struct tm__concepts cs = {
        .passages = 2, .count = 3, .of = of, .start = from, .occurrence = c, .size = sizes};
    const struct tm__ranking r = {TM__GUARD_SENTENCE, 2, same, worth, false, same};
    const struct tm__budget three = {SIZE_MAX, 3, SIZE_MAX}, one = {SIZE_MAX, 1, SIZE_MAX};

    double covered;

    cr_expect_eq(tm__select_beginning(&covered, &ps, &cs, &r, &three, &document), 1, "2 + 2 > 3");
    cr_expect_eq(covered, 4, "2 + 2");
    cr_expect_eq(tm__select_beginning(&covered, &ps, &cs, &r, &one, &document), 0, "3 > 2");
    cr_expect_eq(covered, 3, "3");
}

/*
 * a b, a c and b d over weights 6 5 4 3: the first is the best alone (11), and a c and b d are the
 * best two (18), which greedy choices (a b and a c, 15) do not reach.
 */
Test(selection, reconsiders_greedy_choices)
{
    struct tm__passage p[] = {
        {.length = {4, 9, false}}, {.length = {4, 9, false}}, {.length = {4, 9, false}}};
    uint64_t from[] = {0, 2, 4, 6};
    struct tm__occurrence c[] = {{0, 1, 1, 0}, {1, 2, 1, 0}, {0, 1, 1, 0},
                                 {2, 2, 1, 0}, {1, 1, 1, 0}, {3, 2, 1, 0}};
    uint32_t sizes[] = {4, 4, 4};
    double worth[] = {6, 5, 4, 3}, same[] = {1, 1, 1};
    const struct tm__passages ps = {3, 3, 3, p};
    const struct tm__concepts cs = {
        .passages = 3, .count = 4, .of = of, .start = from, .occurrence = c, .size = sizes};
    const struct tm__ranking r = {TM__GUARD_SENTENCE, 3, same, worth, false, same};
    struct tm__task t = task(TM__OBJECTIVE_F, 2, SIZE_MAX, SIZE_MAX);

    for (int exchange = 0; exchange < 2; exchange++) {
        struct tm__selection s = {0};
        t.exchange = exchange;
        cr_assert_eq(tm__select(&s, &ps, &cs, &r, &t, NULL, NULL), TM_OK, "select");
        cr_assert_eq(s.count, 2, "two sentences");
        cr_expect_eq(s.chosen[0], exchange ? 1 : 0, "a b and a c is less than a c and b d");
        cr_expect_eq(s.covered, exchange ? 18 : 15, "covered: %g", s.covered);
        tm__selection_release(&s);
    }
}

Test(selection, passes_over_what_leans_on_others_in_a_tie)
{
    struct tm__passage p[] = {{.length = {4, 9, false}, .open = true}, {.length = {4, 9, false}}};
    uint64_t from[] = {0, 1, 2};
    struct tm__occurrence c[] = {{0, 1, 1, 0}, {1, 1, 1, 0}};
    uint32_t sizes[] = {4, 4};
    double worth[] = {1.002, 1}, same[] = {1, 1};
    const struct tm__passages ps = {2, 2, 2, p};
    const struct tm__concepts cs = {
        .passages = 2, .count = 2, .of = of, .start = from, .occurrence = c, .size = sizes};
    const struct tm__ranking r = {TM__GUARD_SENTENCE, 2, same, worth, false, same};
    const struct tm__task t = task(TM__OBJECTIVE_F, 1, SIZE_MAX, SIZE_MAX);
    struct tm__selection s = {0};

    for (int i = 0; i < 2; i++) {
        cr_assert_eq(tm__select(&s, &ps, &cs, &r, &t, NULL, NULL), TM_OK, "select");
        cr_expect_eq(s.chosen[0], i ? 0 : 1, "a fifth of a percent is a tie, two are none");
        tm__selection_release(&s);
        worth[0] = 1.02;
    }
    p[0].unnamed = true;
    cr_assert_eq(tm__select(&s, &ps, &cs, &r, &t, NULL, NULL), TM_OK, "select");
    cr_expect_eq(s.chosen[0], 1, "they are one for what somebody unnamed says");
    tm__selection_release(&s);
    p[1].document = 1;
    cr_assert_eq(tm__select(&s, &ps, &cs, &r, &t, NULL, NULL), TM_OK, "select");
    cr_expect_eq(s.chosen[0], 0, "not where there are several texts");
    tm__selection_release(&s);
}

/* The reader knows a and b: 2 is new, 0 and 1 are not. */
Test(selection, leaves_out_what_is_known)
{
    struct tm__passage p[6];
    uint64_t from[7];
    struct tm__occurrence c[10];
    uint32_t sizes[6];
    const struct tm__passages ps = {6, 6, 5, p};
    const struct tm__concepts cs = {
        .passages = 6, .count = 6, .of = of, .start = from, .occurrence = c, .size = sizes};
    struct tm__task t = task(TM__OBJECTIVE_F, 2, SIZE_MAX, SIZE_MAX);
    struct tm__selection s = {0};

    memcpy(p, passage, sizeof passage);
    memcpy(from, start, sizeof start);
    memcpy(c, occurrence, sizeof occurrence);
    memcpy(sizes, size, sizeof size);
    p[5] = (struct tm__passage){.length = {4, 20, false}, .guard = TM__GUARD_ASIDE};
    from[6] = 10;
    c[8] = occurrence[0];
    c[9] = occurrence[1];
    sizes[5] = 4;
    t.known_from = 5;
    t.known_to = 6;
    cr_assert_eq(tm__select(&s, &ps, &cs, &ranking, &t, NULL, NULL), TM_OK, "select");
    cr_assert_eq(s.count, 2, "two");
    cr_expect_eq(s.chosen[0], 2, "what is new");
    cr_expect_eq(s.chosen[1], 3, "the fragment, not what is known nor the known text");
    tm__selection_release(&s);
}

static tm_status select_some(void)
{
    struct tm__selection s = {0};
    const struct tm__task t = task(TM__OBJECTIVE_F, 2, SIZE_MAX, SIZE_MAX);
    const tm_status status = tm__select(&s, &passages, &concepts, &ranking, &t, &fault_run, NULL);

    tm__selection_release(&s);
    return status;
}

Test(selection, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(select_some());
    cr_expect_eq(fault_live, 0, "nothing left");
}
