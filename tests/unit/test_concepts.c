#include "reading_sample.h"

#include <math.h>
#include <string.h>

static tm_text text(const char *s)
{
    return (tm_text){s, strlen(s)};
}

static void find(struct tm__passages *p, struct tm__concepts *c, tm_text document)
{
    sample_concepts(p, c, &document, 1);
}

/* Ids by arrival: the 0, council 1, the+council 2, meet 3, council+meet 4 | again 5 ... */
Test(concepts, are_stemmed_words_and_pairs)
{
    struct tm__passages p;
    struct tm__concepts c;
    static const uint32_t first[] = {0, 1, 2, 3, 4}, words[] = {1, 2, 2, 3, 3};

    find(&p, &c, text("The council met. The councils met. Councils met the council."));
    cr_assert_eq(p.count, 3, "sentences");
    cr_assert_eq(c.start[1], 5, "three words and two pairs");
    for (uint32_t k = 0; k < 5; k++) {
        cr_expect_eq(c.occurrence[k].concept, first[k], "in order of arrival");
        cr_expect_eq(c.occurrence[k].words, words[k], "known after so many words");
        cr_expect_eq(c.occurrence[c.start[1] + k].concept, first[k], "the stem is the same");
        cr_expect_eq(c.of[k].pair, k == 2 || k == 4, "concept %u", k);
        cr_expect_eq(c.of[k].stop, k == 0, "the is a stop word, the council is not");
        cr_expect(!c.of[k].digits, "no numbers");
    }
    cr_expect_eq(c.of[4].part[0], 1, "council");
    cr_expect_eq(c.of[4].part[1], 3, "met");
    cr_expect_eq(c.occurrence[c.start[2]].count, 2, "councils twice in the third");
    cr_expect_eq(c.occurrence[c.start[2]].capitals, 0, "capitalised only in the first place");
    cr_expect_eq(c.size[2], 4, "words");
    /* council, met, council+met, the, met+the, the+council; the second council is known. */
    cr_expect_eq(c.start[3] - c.start[2], 6, "each concept once");
    cr_expect_eq(c.count, 6, "one that the others do not have");
    tm__concepts_release(&c);
    tm__passages_release(&p);
}

Test(concepts, know_capitals_and_numbers)
{
    struct tm__passages p;
    struct tm__concepts c;

    find(&p, &c, text("In Lindow 300 men met in Lindow."));
    /* in 0, lindow 1, in+lindow 2, 300 3, lindow+300 4, men 5, 300+men 6 ... */
    cr_expect_eq(c.occurrence[0].count, 2, "in");
    cr_expect_eq(c.occurrence[0].capitals, 0, "the first word says nothing");
    cr_expect_eq(c.occurrence[1].capitals, 2, "Lindow");
    cr_expect(c.of[3].digits && c.of[4].digits && c.of[6].digits, "300, and pairs with it");
    cr_expect(!c.of[1].digits && !c.of[2].digits && !c.of[5].digits, "no numbers");
    tm__concepts_release(&c);
    tm__passages_release(&p);
}

/* n = 2. council: df 2, ln(3/2.5); budget: df 1, ln(3/1.5), twice; met: df 1. */
Test(concepts, weigh_content_words)
{
    const double council = log(3 / 2.5), budget = 2 * log(2), met = log(2);
    const double norm0 = sqrt(council * council + met * met);
    const double norm1 = sqrt(council * council + budget * budget);
    struct tm__passages p;
    struct tm__concepts c;
    const tm_sparse *m;

    find(&p, &c, text("The council met. Council and budget and budget."));
    m = c.rows;
    cr_assert_eq(m->rows, 2, "rows");
    cr_assert_eq(tm_sparse_check(m, NULL), TM_OK, "in order");
    cr_assert_eq(m->row_start[2], 4, "no stop words");
    cr_expect_float_eq(m->value[0], council / norm0, 1e-6, "council");
    cr_expect_float_eq(m->value[1], met / norm0, 1e-6, "met");
    cr_expect_float_eq(m->value[2], council / norm1, 1e-6, "council");
    cr_expect_float_eq(m->value[3], budget / norm1, 1e-6, "budget");
    tm__concepts_release(&c);
    tm__passages_release(&p);
}

Test(concepts, are_not_made_of_words_without_a_term)
{
    struct tm__text_word word[] = {{0, 0}, {1, TM__WORD_STOP | TM__WORD_NOTHING}, {2, 0}};
    uint64_t first[] = {0, 3};
    const struct tm__reading reading = {1, 3, first, word, 3};
    struct tm__concepts c = {0};

    cr_assert_eq(tm__concepts_find(&c, &reading, NULL), TM_OK, "find");
    cr_expect_eq(c.count, 2, "two words, which are no pair: %zu", c.count);
    cr_expect_eq(c.occurrence[1].words, 3, "it is counted as a word");
    cr_expect_eq(c.size[0], 3, "and by the size");
    tm__concepts_release(&c);
}

static tm_status find_some(const struct tm__reading *reading)
{
    struct tm__concepts c = {0};
    const tm_status status = tm__concepts_find(&c, reading, NULL);

    tm__concepts_release(&c);
    return status;
}

Test(concepts, survive_allocation_failure)
{
    const tm_text document = text("The council met. It approved the budget. The budget is small.");
    struct tm__passages p;
    struct tm__reading reading;

    fault_install();
    sample_passages(&p, &reading, &document, 1);
    FAULT_LOOP(find_some(&reading));
    tm__reading_release(&reading);
    tm__passages_release(&p);
    cr_expect_eq(fault_live, 0, "nothing left");
}
