#include "fault_alloc.h"
#include "summarize/passages.h"

#include <string.h>

static tm_text text(const char *s)
{
    return (tm_text){s, strlen(s)};
}

Test(passages, are_sentences_with_their_place)
{
    const tm_text documents[] = {
        text("  The council met on Monday.  It approved\nthe budget after a long debate.\n"),
        text(""), text("--- !!!\n\nThe council met on Monday.")};
    static const struct {
        size_t document, start, end, words, bytes;
        bool repeated;
    } want[] = {
        {0, 2, 28, 5, 26, false},
        {0, 30, 73, 8, 43, false},
        {2, 9, 35, 5, 26, true},
    };
    struct tm__passages p = {0};

    cr_assert_eq(tm__passages_split(&p, documents, 3, "en", NULL), TM_OK, "split");
    cr_assert_eq(p.count, 3, "the line without a word is left out: %zu", p.count);
    for (size_t i = 0; i < 3; i++) {
        cr_expect_eq(p.passage[i].document, want[i].document, "%zu: document", i);
        cr_expect_eq(p.passage[i].span.start, want[i].start, "%zu: start", i);
        cr_expect_eq(p.passage[i].span.end, want[i].end, "%zu: end", i);
        cr_expect_eq(p.passage[i].length.words, want[i].words, "%zu: words", i);
        cr_expect_eq(p.passage[i].length.bytes, want[i].bytes, "%zu: bytes", i);
        cr_expect_eq(p.passage[i].repeated, want[i].repeated, "%zu: repeated", i);
        cr_expect_eq(p.passage[i].guard, TM__GUARD_SENTENCE, "%zu: guard", i);
    }
    tm__passages_release(&p);
}

Test(passages, count_words_as_the_analyser_does)
{
    const tm_text some = {"U.S. troops, 10,000 of them", 27}, none = {" ... ", 5};

    cr_expect_eq(tm__count_words(some), 5, "words");
    cr_expect_eq(tm__count_words(none), 0, "no word");
}

Test(passages, know_the_title_above_a_teaser)
{
    const tm_text page =
        text("The ministry is open to compromises to reach a deal with the U.S.\n\n"
             "The ministry wants an agreement that benefits both sides, a diplomat was reported as "
             "saying on Sunda...\n\n"
             "The harbour was closed on Monday.\n\n"
             "The harbour will be opened again on Friday.\n");
    static const enum tm__guard want[] = {TM__GUARD_FRAGMENT, TM__GUARD_FRAGMENT,
                                          TM__GUARD_SENTENCE, TM__GUARD_SENTENCE};
    struct tm__passages p = {0};

    cr_assert_eq(tm__passages_split(&p, &page, 1, "en", NULL), TM_OK, "split");
    cr_assert_eq(p.count, 4, "%zu sentences", p.count);
    for (size_t i = 0; i < 4; i++)
        cr_expect_eq(p.passage[i].guard, want[i], "line %zu", i);
    tm__passages_release(&p);
}

/* Folded: white space does not matter, nor who says it. */
Test(passages, know_what_was_said_before)
{
    static const bool want[] = {false, false, true, true, false, true};
    const tm_text documents[] = {text("Rain fell. Zwölf Äpfel fielen. Zwölf\t Äpfel  fielen."),
                                 text("Rain  fell. Rain fell again. Rain fell.")};
    struct tm__passages p = {0};

    cr_assert_eq(tm__passages_split(&p, documents, 2, "en", NULL), TM_OK, "split");
    cr_assert_eq(p.count, 6, "%zu sentences", p.count);
    for (size_t i = 0; i < 6; i++)
        cr_expect_eq(p.passage[i].repeated, want[i], "sentence %zu", i);
    tm__passages_release(&p);
}

static tm_status split_some(void)
{
    const tm_text documents[] = {text("One is here. Two is there."),
                                 text("Zwölf sind da. Zwölf  sind da.")};
    struct tm__passages p = {0};
    const tm_status status = tm__passages_split(&p, documents, 2, "en", NULL);

    tm__passages_release(&p);
    return status;
}

Test(passages, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(split_some());
    cr_expect_eq(fault_live, 0, "nothing left");
}
