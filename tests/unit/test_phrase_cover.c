#include "cluster/phrase_cover.h"

#include "base/memory.h"
#include "fault_alloc.h"

#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

/* Of ten documents four are on gold, three on guns, one on rain, two on nothing. */
static const tm_text news[] = {
    TEXT("gold for Tamm"),  TEXT("more gold"),    TEXT("gold again"), TEXT("gold and gold medals"),
    TEXT("gun in a train"), TEXT("gun law, lower"),      TEXT("guns, gun"),  TEXT("rain at last"),
    TEXT("nothing to say"), TEXT("silence here"),
};
enum { COUNT = sizeof news / sizeof *news };

static struct tm__tokens t;
static struct tm__phrase phrase[5];
static struct tm__cover cover;

/* The one-word phrase that the text names, in so many documents, worth so much. */
static struct tm__phrase make(const char *word, uint32_t inside, double score)
{
    for (uint32_t d = 0; d < COUNT; d++)
        for (uint64_t at = t.first[d]; at < t.first[d + 1]; at++)
            if (t.token[at].size == strlen(word) &&
                memcmp(news[d].data + t.token[at].start, word, t.token[at].size) == 0)
                return (struct tm__phrase){.hash = tm__ngram_hash(0, t.token[at].term),
                                           .at = at,
                                           .length = 1,
                                           .content = 1,
                                           .inside = inside,
                                           .score = score};
    cr_assert_fail("no such word: %s", word);
    return (struct tm__phrase){0};
}

static void start(void)
{
    static const uint32_t document[COUNT] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    cr_assert_eq(tm__tokens_read(&t, news, COUNT, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    phrase[0] = make("gold", 4, 4);
    phrase[1] = make("gun", 3, 3);
    phrase[2] = make("guns", 1, 1);
    phrase[3] = make("rain", 1, 1);
    phrase[4] = make("medals", 1, 1);
    cover = (struct tm__cover){&t, news, document, COUNT, phrase, 5, calloc(t.terms, sizeof(bool))};
}

static void stop(void)
{
    free(cover.starts);
    tm__tokens_release(&t);
}

Test(phrase_cover, goes_on_until_half_are_covered)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED] = {NULL};

    start();
    chosen[0] = &phrase[0];
    cr_assert_eq(tm__phrase_cover(chosen, &cover), TM_OK);
    cr_expect_eq(chosen[1], &phrase[1], "worth most in what is left");
    cr_expect_null(chosen[2], "seven of ten are enough");
    stop();
}

Test(phrase_cover, takes_nothing_that_adds_nothing)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED] = {NULL};

    start();
    chosen[0] = &phrase[1];
    phrase[0].loose = true;
    cr_assert_eq(tm__phrase_cover(chosen, &cover), TM_OK);
    cr_expect(chosen[1] == &phrase[3] || chosen[1] == &phrase[4], "not guns beside gun");
    cr_expect(chosen[2] == &phrase[3] || chosen[2] == &phrase[4], "nor what is loose");
    cr_expect_neq(chosen[1], chosen[2], "each once");
    stop();
}

Test(phrase_cover, takes_no_adjective_alone)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED] = {NULL};

    start();
    phrase[4] = make("lower", 1, 10);
    chosen[0] = &phrase[0];
    cr_assert_eq(tm__phrase_cover(chosen, &cover), TM_OK);
    cr_expect_eq(chosen[1], &phrase[1], "the gun, which is worth less");
    stop();
}

Test(phrase_cover, takes_what_only_the_last_document_left_holds)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED] = {NULL};

    start();
    phrase[1] = make("gun", 3, 1.5);
    phrase[3] = make("rain", 1, 1);
    phrase[4].fragment = true;
    phrase[0].inside = 4;
    chosen[0] = &phrase[2]; /* guns: one document */
    cr_assert_eq(tm__phrase_cover(chosen, &cover), TM_OK);
    cr_expect_eq(chosen[1], &phrase[0], "gold");
    cr_expect_null(chosen[2], "five of ten");
    cover.count = 9;
    cover.document++; /* without the first on gold: four of nine */
    cr_assert_eq(tm__phrase_cover(chosen, &cover), TM_OK);
    cr_expect_eq(chosen[1], &phrase[0], "gold");
    cr_expect_eq(chosen[2], &phrase[3], "rain, which was counted before");
    stop();
}

Test(phrase_cover, knows_what_is_short_for_another)
{
    static const tm_text text[] = {TEXT("GM, NIU, NATO, General Motors, Northern Illinois, a GM")};
    struct tm__phrase word = {.length = 1}, both = {.length = 2};

    cr_assert_eq(tm__tokens_read(&t, text, 1, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    cover = (struct tm__cover){.tokens = &t, .documents = text};
    both.at = 3;
    cr_expect(tm__phrase_alike(&cover, &word, &both), "GM, General Motors");
    cr_expect(tm__phrase_alike(&cover, &both, &word), "the other way round");
    word.at = 1;
    cr_expect_not(tm__phrase_alike(&cover, &word, &both), "NIU, General Motors");
    both.at = 5;
    cr_expect(tm__phrase_alike(&cover, &word, &both), "NIU, Northern Illinois");
    word.at = 2;
    cr_expect_not(tm__phrase_alike(&cover, &word, &both), "NATO, Northern Illinois");
    tm__tokens_release(&t);
}

Test(phrase_cover, survives_allocation_failure)
{
    const struct tm__phrase *chosen[TM__MOST_JOINED] = {NULL};

    start();
    chosen[0] = &phrase[0];
    fault_install();
    FAULT_LOOP(tm__phrase_cover(chosen, &cover));
    cr_expect_eq(fault_live, 0, "nothing left");
}
