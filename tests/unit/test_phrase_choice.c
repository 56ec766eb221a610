#include "cluster/phrase_choice.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

static const tm_text news[] = {
    TEXT("price war goes on"),
    TEXT("agreed at last"),
    TEXT("Geneva waits"),
    TEXT("storm nears"),
};
enum { PRICE_WAR, AGREED, GENEVA, STORM, COUNT };

static struct tm__tokens t;
static struct tm__phrase phrase[COUNT];
static struct tm__phrase_finder all;
static bool *name, *starts;
static struct tm__cover cover;
static struct tm__choice choice;

/* The first words of every document, in as many documents of the cluster as in all. */
static void start(size_t count)
{
    static const uint32_t length[COUNT] = {2, 1, 1, 1}, inside[COUNT] = {4, 4, 4, 4};

    cr_assert_eq(tm__tokens_read(&t, news, COUNT, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    name = calloc(t.terms, sizeof *name);
    starts = calloc(t.terms, sizeof *starts);
    cr_assert(name && starts, "memory");
    tm__phrase_finder_start(&all, &t, starts);
    for (size_t i = 0; i < COUNT; i++) {
        uint64_t hash = 0;
        struct tm__ngram *run;
        for (uint32_t w = 0; w < length[i]; w++)
            hash = tm__ngram_hash(hash, t.token[t.first[i] + w].term);
        run = tm__phrase_finder_add(&all, hash, t.first[i], length[i]);
        cr_assert_not_null(run, "memory");
        run->documents = inside[i];
        phrase[i] = (struct tm__phrase){.hash = hash,
                                        .at = t.first[i],
                                        .length = length[i],
                                        .content = length[i],
                                        .inside = inside[i],
                                        .weight = 0.1,
                                        .word = 1,
                                        .weakest = 1};
    }
    cover = (struct tm__cover){
        .tokens = &t, .documents = news, .count = count, .phrase = phrase, .phrases = COUNT};
    choice = (struct tm__choice){&cover, &all, name, news[PRICE_WAR]};
}

static void stop(void)
{
    tm__phrase_finder_release(&all);
    free(name);
    free(starts);
    tm__tokens_release(&t);
}

static struct tm__ngram *run_of(size_t i)
{
    return tm__ngrams_find(&all.runs, phrase[i].hash, phrase[i].at, phrase[i].length);
}

Test(phrase_choice, is_the_best_that_is_not_taken)
{
    start(4);
    phrase[PRICE_WAR].weight = 9;
    phrase[STORM].weight = 20;
    cr_expect_eq(tm__phrase_choose(&choice, phrase), &phrase[STORM], "worth most");
    run_of(STORM)->mark = 1;
    cr_expect_eq(tm__phrase_choose(&choice, phrase), &phrase[PRICE_WAR], "the next");
    cr_expect_eq(phrase[STORM].score, 0, "taken");
    phrase[PRICE_WAR].loose = true;
    cr_expect_null(tm__phrase_choose(&choice, phrase), "a piece of a sentence");
    stop();
}

Test(phrase_choice, of_a_plain_word_asks_for_more)
{
    start(4);
    phrase[AGREED].weight = phrase[GENEVA].weight =
        1.5 /
        tm__phrase_worth(
            &(struct tm__phrase){.length = 1, .content = 1, .inside = 4, .weight = 1, .word = 1}, 4,
            1);
    name[t.token[phrase[GENEVA].at].term] = true;
    cr_expect_eq(tm__phrase_choose(&choice, phrase), &phrase[GENEVA], "a name");
    cr_expect_float_eq(phrase[AGREED].score, phrase[GENEVA].score, 1e-9, "worth as much");
    name[t.token[phrase[GENEVA].at].term] = false;
    cr_expect_null(tm__phrase_choose(&choice, phrase), "no name");
    stop();
}

Test(phrase_choice, of_few_is_the_name_that_two_thirds_share)
{
    start(6);
    phrase[GENEVA].inside = 4;
    t.token[phrase[GENEVA].at].flags |= TM__TOKEN_NAME;
    cr_expect_eq(tm__phrase_choose(&choice, phrase), &phrase[GENEVA], "four of six");
    cover.count = 7;
    cr_expect_null(tm__phrase_choose(&choice, phrase), "four of seven");
    cover.count = 6;
    run_of(GENEVA)->mark = 1;
    cr_expect_null(tm__phrase_choose(&choice, phrase), "taken");
    stop();
}

Test(phrase_choice, of_many_is_no_name_that_says_too_little)
{
    start(TM__SMALL_CLUSTER);
    for (size_t i = 0; i < COUNT; i++)
        phrase[i].inside = TM__SMALL_CLUSTER;
    t.token[phrase[GENEVA].at].flags |= TM__TOKEN_NAME;
    cr_expect_null(tm__phrase_choose(&choice, phrase), "a headline says more");
    stop();
}
