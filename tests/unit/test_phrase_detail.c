#include "cluster/phrase_detail.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

static const tm_text news[] = {
    TEXT("missing plane found"), TEXT("plane still missing"),       TEXT("price war goes on"),
    TEXT("Sbarro files again"),  TEXT("Silvio Berlusconi resigns"), TEXT("Berlusconi party splits"),
};
enum { COUNT = sizeof news / sizeof *news };

static struct tm__tokens t;
static struct tm__phrase phrase[2];
static struct tm__cover cover;
static bool *name;

/* Words from the first of a document on; the first phrase is the word that was chosen. */
static struct tm__phrase make(size_t document, uint32_t length, uint32_t inside, double score)
{
    return (struct tm__phrase){.at = t.first[document],
                               .length = length,
                               .content = length,
                               .inside = inside,
                               .score = score,
                               .weakest = 1};
}

static void start(void)
{
    static const uint32_t document[COUNT] = {0, 1, 2, 3, 4, 5};

    cr_assert_eq(tm__tokens_read(&t, news, COUNT, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    name = calloc(t.terms, sizeof *name);
    cr_assert_not_null(name, "memory");
    phrase[0] = make(0, 1, 8, 10);
    phrase[1] = make(0, 2, 4, 4);
    cover = (struct tm__cover){&t, news, document, COUNT, phrase, 2, calloc(t.terms, sizeof(bool))};
}

static void stop(void)
{
    free(cover.starts);
    free(name);
    tm__tokens_release(&t);
}

static void choose(const struct tm__phrase *chosen[TM__MOST_JOINED])
{
    for (size_t i = 0; i < TM__MOST_JOINED; i++)
        chosen[i] = NULL;
    chosen[0] = &phrase[0];
    tm__phrase_detail(chosen, &cover, name);
}

Test(phrase_detail, a_phrase_with_the_word_takes_its_place)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED];

    start();
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[1], "missing plane");
    cr_expect_null(chosen[1], "alone");
    stop();
}

Test(phrase_detail, another_stands_behind_it)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED];

    start();
    phrase[1] = make(2, 2, 4, 4);
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[0], "missing");
    cr_expect_eq(chosen[1], &phrase[1], "price war");
    stop();
}

Test(phrase_detail, nothing_changes_without_one_that_tells_more)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED];

    start();
    phrase[1].inside = 1;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[0], "in too few documents");
    phrase[1].inside = 4;
    phrase[1].score = 2;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[0], "worth too little");
    phrase[1].score = 4;
    phrase[1].weakest = 0.1;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[0], "has a word that is everywhere");
    phrase[1].weakest = 1;
    phrase[1].fragment = true;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[0], "a piece of a longer run");
    cr_expect_null(chosen[1], "nor beside it");
    stop();
}

Test(phrase_detail, a_second_name_is_shown_with_the_first)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED];

    start();
    phrase[0] = make(5, 1, 8, 10);
    phrase[1] = make(4, 2, 1, 1);
    name[t.token[phrase[1].at].term] = name[t.token[phrase[0].at].term] = true;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[1], "however little it is worth");
    phrase[0].inside = 11;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[0], "in too few documents");
    phrase[0].inside = 8;
    t.df[t.token[phrase[1].at].term] = 3;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[0], "the first is that of others too");
    stop();
}

Test(phrase_detail, what_is_beside_it_is_in_enough_of_the_cluster)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED];

    start();
    phrase[1] = make(2, 2, 4, 4);
    cover.count = 27;
    choose(chosen);
    cr_expect_null(chosen[1], "in 4 of 27");
    cover.count = COUNT;
    stop();
}

Test(phrase_detail, what_follows_a_name_is_no_verb)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED];

    start();
    phrase[0] = make(3, 1, 8, 10);
    phrase[1] = make(3, 2, 4, 4);
    name[t.token[phrase[0].at].term] = true;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[0], "not Sbarro files");
    name[t.token[phrase[0].at + 1].term] = true;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[1], "two names");
    phrase[0] = make(5, 1, 8, 10);
    phrase[1] = make(5, 2, 4, 4);
    name[t.token[phrase[0].at].term] = true;
    choose(chosen);
    cr_expect_eq(chosen[0], &phrase[1], "Berlusconi party");
    stop();
}
