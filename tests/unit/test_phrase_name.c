#include "cluster/phrase_name.h"

#include "fault_alloc.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct sample {
    struct tm__tokens t;
    tm_text text;
    struct tm__cover cover;
    struct tm__phrase phrase;
    struct tm__phrase_finder taken;
    bool name[40], starts[40];
};

/* All words of a text are the phrase, and those in capitals names. */
static void start(struct sample *s, const char *text)
{
    memset(s, 0, sizeof *s);
    s->text = (tm_text){text, strlen(text)};
    cr_assert_eq(tm__tokens_read(&s->t, &s->text, 1, "en", NULL, false, NULL, NULL), TM_OK, "read");
    cr_assert_leq(s->t.terms, 40, "room");
    s->cover = (struct tm__cover){.tokens = &s->t, .documents = &s->text};
    s->phrase = (struct tm__phrase){.length = (uint32_t)s->t.first[1]};
    for (uint64_t i = 0; i < s->t.first[1]; i++)
        s->name[s->t.token[i].term] = s->t.token[i].flags & TM__TOKEN_CAPITAL;
    tm__phrase_finder_start(&s->taken, &s->t, s->starts);
}

static void stop(struct sample *s)
{
    tm__phrase_finder_release(&s->taken);
    tm__tokens_release(&s->t);
}

static void expect(const char *text, const char *want)
{
    struct sample s;

    start(&s, text);
    cr_assert(tm__phrase_leave_name(&s.phrase, &s.taken, &s.cover, s.name), "memory");
    cr_expect_str_eq(text + s.t.token[s.phrase.at].start, want);
    cr_expect_eq(s.phrase.at + s.phrase.length, s.t.first[1], "its end is kept: %s", text);
    stop(&s);
}

Test(phrase_name, leaves_the_name_of_somebody)
{
    expect("director Bryan Singer", "Bryan Singer");
    expect("central bank governor Ann Lee", "Ann Lee");
}

Test(phrase_name, keeps_what_may_be_a_part_of_it)
{
    expect("storm Maelis", "storm Maelis");
    expect("al Jazeera America", "al Jazeera America");
    expect("iPhone Pro Max", "iPhone Pro Max");
    expect("442nd Combat Team", "442nd Combat Team");
    expect("former Prime Minister", "former Prime Minister");
    expect("County Sheriff Leon Lott", "County Sheriff Leon Lott");
    expect("New York director Bryan Singer", "New York director Bryan Singer");
    expect("Bryan Singer director", "Bryan Singer director");
    expect("pay dispute", "pay dispute");
}

Test(phrase_name, is_taken_once)
{
    struct sample s;
    const struct tm__phrase *const phrase = &s.phrase;

    start(&s, "director Bryan Singer");
    cr_assert(tm__phrase_leave_name(&s.phrase, &s.taken, &s.cover, s.name), "memory");
    cr_expect_eq(phrase->length, 2, "Bryan Singer");
    cr_expect_not_null(tm__ngrams_find(&s.taken.runs, phrase->hash, phrase->at, 2), "is known now");
    s.phrase = (struct tm__phrase){.length = 3};
    cr_assert(tm__phrase_leave_name(&s.phrase, &s.taken, &s.cover, s.name), "memory");
    cr_expect_eq(phrase->length, 3, "another has the name");
    stop(&s);
}

Test(phrase_name, reports_that_memory_is_out)
{
    struct sample s;

    fault_install();
    start(&s, "director Bryan Singer");
    fault_after = 0;
    cr_expect_not(tm__phrase_leave_name(&s.phrase, &s.taken, &s.cover, s.name));
    fault_after = -1;
    cr_expect_eq(s.phrase.length, 3, "unchanged");
    stop(&s);
    cr_expect_eq(fault_live, 0, "nothing left");
}
