#include "fault_alloc.h"
#include "summarize/coverage.h"

/* Three sentences of two texts over concepts of weight 4, 2, 1: {0, 1}, {1, 2} and {0, 1}. */
static struct tm__passage passage[] = {{.length = {4, 20, false}},
                                       {.length = {3, 15, false}},
                                       {.length = {5, 25, false}, .document = 1}};
static uint64_t start[] = {0, 2, 4, 6};
static struct tm__occurrence occurrence[] = {{0, 1, 1, 0}, {1, 2, 1, 0}, {1, 1, 1, 0},
                                             {2, 2, 1, 0}, {0, 1, 1, 0}, {1, 2, 1, 0}};
static uint32_t size[] = {4, 3, 5};
static struct tm__concept of[3];
static double weight[] = {4, 2, 1}, same[] = {1, 1, 1};
static const struct tm__passages passages = {3, 3, 3, passage};
static const struct tm__concepts concepts = {
    .passages = 3, .count = 3, .of = of, .start = start, .occurrence = occurrence, .size = size};
static const struct tm__ranking ranking = {TM__GUARD_SENTENCE, 3, same, weight, false, same};
static struct tm__task task;

static struct tm__coverage begin(enum tm__objective objective)
{
    struct tm__coverage s = {
        .passages = &passages, .concepts = &concepts, .ranking = &ranking, .task = &task};

    task = (struct tm__task){
        .budget = {2, 8, SIZE_MAX}, .objective = objective, .expected = 10, .known_to = 0};
    cr_assert_eq(tm__coverage_start(&s), TM_OK, "memory");
    return s;
}

Test(coverage, counts_a_concept_once)
{
    struct tm__coverage s = begin(TM__OBJECTIVE_F);

    cr_expect_float_eq(tm__coverage_value(&s, 0, 0), 6. / 14, 1e-12, "4 + 2 by 4 words and 10");
    cr_expect_float_eq(tm__coverage_worth(&s), 0, 1e-12, "nothing is chosen");
    cr_expect_float_eq(tm__coverage_worth_with(&s, 0), 6. / 14, 1e-12, "as the value says");
    tm__coverage_choose(&s, 0, 0);
    cr_expect_float_eq(tm__coverage_worth(&s), 6. / 14, 1e-12, "the first");
    cr_expect_float_eq(tm__coverage_value(&s, 1, 1), 7. / 17, 1e-12, "adds one concept");
    cr_expect_not(tm__coverage_has(&s, 1), "half of it is new");
    cr_expect(tm__coverage_has(&s, 2), "all of it is there");
    tm__coverage_release(&s);
}

Test(coverage, keeps_what_is_left_of_the_budget)
{
    struct tm__coverage s = begin(TM__OBJECTIVE_F);

    cr_expect(tm__coverage_fits(&s, 2, 0), "5 words of 8");
    tm__coverage_choose(&s, 0, 0);
    cr_expect_not(tm__coverage_fits(&s, 2, 1), "4 are left");
    cr_expect(tm__coverage_fits(&s, 1, 1), "3 of them");
    tm__coverage_choose(&s, 1, 1);
    cr_expect_eq(s.left.sentences, 0);
    cr_expect_eq(s.left.words, 1);
    cr_expect_eq(s.left.bytes, SIZE_MAX, "no limit stays none");
    tm__coverage_release(&s);
}

Test(coverage, a_choice_is_undone_wholly)
{
    struct tm__coverage s = begin(TM__OBJECTIVE_F);
    const double before[] = {s.gain[0], s.gain[1], s.gain[2]};

    tm__coverage_choose(&s, 1, 0);
    cr_expect_float_eq(s.gain[0], 4, 1e-12, "one of two is covered");
    tm__coverage_choose(&s, 0, 1);
    tm__coverage_drop(&s, 1, 1);
    cr_expect_float_eq(s.gain[1], 1, 1e-12, "what the other holds stays covered");
    tm__coverage_drop(&s, 0, 0);
    for (size_t i = 0; i < 3; i++) {
        cr_expect_float_eq(s.gain[i], before[i], 1e-12, "gain of %zu", i);
        cr_expect_eq(s.fresh[i], 2, "all of %zu is new", i);
        cr_expect_not(s.out[i], "%zu may be chosen", i);
    }
    cr_expect_eq(s.left.words, 8);
    cr_expect_float_eq(s.mass, 0, 1e-12);
    tm__coverage_release(&s);
}

Test(coverage, what_is_known_adds_nothing_and_costs_nothing)
{
    struct tm__coverage s = begin(TM__OBJECTIVE_COST);

    task.known_from = 2;
    task.known_to = 3;
    tm__coverage_add_known(&s);
    cr_expect_float_eq(s.gain[0], 0, 1e-12, "known");
    cr_expect_float_eq(s.gain[1], 1, 1e-12, "half known");
    cr_expect_float_eq(tm__coverage_value(&s, 1, 0), 1 / (3. / 8), 1e-12,
                       "by its share of 8 words");
    cr_expect_eq(s.left.words, 8, "nothing is taken");
    cr_expect_not(s.out[2], "nor chosen");
    tm__coverage_release(&s);
}

static tm_status once(void)
{
    struct tm__coverage s = {
        .passages = &passages, .concepts = &concepts, .ranking = &ranking, .task = &task};
    const tm_status status = tm__coverage_start(&s);

    tm__coverage_release(&s);
    return status;
}

Test(coverage, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
