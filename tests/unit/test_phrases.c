#include "cluster/phrases.h"
#include "fault_alloc.h"
#include "phrases/spelling.h"

#include <stdio.h>
#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

static const tm_text news[] = {
    TEXT("The Bank of England raises rates in 2026"),
    TEXT("Rates up, says Bank of England. England lose in 2026"),
    TEXT("Analysts of the Bank of England"),
    TEXT("England win"),
    TEXT("England draw"),
};

/* The candidates of the first `count` documents, "|phrase:documents|", best first. */
static void collect(char *out, size_t count)
{
    static const uint32_t document[] = {0, 1, 2, 3, 4};
    struct tm__tokens t;
    struct tm__phrases p;
    struct tm__buffer text = {0};

    cr_assert_eq(tm__tokens_read(&t, news, 5, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    cr_assert(tm__phrases_start(&p, &t, news, "en", NULL), "memory");
    cr_assert_eq(tm__phrases_collect(&p, document, count), TM_OK, "collect");
    strcpy(out, "|");
    for (size_t i = 0; i < p.size; i++) {
        cr_assert(
            tm__spelling(&text, p.phrase[i].at, p.phrase[i].length, &t, news, document, count),
            "memory");
        sprintf(out + strlen(out), "%s:%u|", text.data, p.phrase[i].inside);
    }
    tm__buffer_release(&text);
    tm__phrases_release(&p);
    tm__tokens_release(&t);
}

Test(phrases, are_complete_runs_without_stop_words_at_an_edge)
{
    char got[500];

    collect(got, 3);
    cr_expect_not_null(strstr(got, "|Bank of England:3|"), "%s", got);
    cr_expect_null(strstr(got, "|Bank:"), "part of a longer phrase: %s", got);
    cr_expect_null(strstr(got, "|England:"), "part of a longer phrase: %s", got);
    cr_expect_null(strstr(got, "|of England:"), "a stop word at the edge: %s", got);
    cr_expect_null(strstr(got, "2026"), "a number: %s", got);
    cr_expect_not_null(strstr(got, "|rates:2|"), "in two documents: %s", got);
    cr_expect_null(strstr(got, "raises"), "in one document: %s", got);
    cr_expect_null(strstr(got, "England England"), "across a full stop: %s", got);
}

Test(phrases, of_several_clusters_do_not_mix)
{
    char one[500], two[500];

    collect(one, 2);
    collect(two, 2);
    cr_expect_str_eq(one, two, "again");
    cr_expect_not_null(strstr(one, "|Bank of England:2|"), "%s", one);
    collect(one, 5);
    cr_expect_not_null(strstr(one, "|England:5|"), "more often than the longer one: %s", one);
    collect(one, 1);
    cr_expect_str_eq(one, "|", "one document has no phrases");
}

Test(phrases, know_fragments_of_what_is_too_long_for_a_label)
{
    static const tm_text copies[] = {
        TEXT("Network to scan workers with secret clearances"),
        TEXT("Today: network to scan workers with secret clearances"),
        TEXT("Business brief"),
        TEXT("A business brief"),
    };
    static const uint32_t all[] = {0, 1, 2, 3};
    struct tm__tokens t;
    struct tm__phrases p;
    size_t fragments = 0;

    cr_assert_eq(tm__tokens_read(&t, copies, 4, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    cr_assert(tm__phrases_start(&p, &t, copies, "en", NULL), "memory");
    cr_assert_eq(tm__phrases_collect(&p, all, 4), TM_OK, "collect");
    cr_assert_gt(p.size, 1);
    cr_expect(!p.phrase[0].fragment && p.phrase[0].length == 2, "the brief is complete, and best");
    for (size_t i = 0; i < p.size; i++) {
        struct tm__phrase whole = p.phrase[i];

        whole.fragment = false;
        fragments += p.phrase[i].fragment;
        cr_expect_float_eq(tm__phrase_worth(&p.phrase[i], 2, 0.5),
                           tm__phrase_worth(&whole, 2, 0.5) * (p.phrase[i].fragment ? 0.5 : 1),
                           1e-12);
    }
    cr_expect_gt(fragments, 0, "network to scan workers");
    tm__phrases_release(&p);
    tm__tokens_release(&t);
}

Test(phrases, keep_a_title_with_its_name)
{
    static const tm_text documents[] = {TEXT("Mr. Son buys"), TEXT("why Mr. Lee buys"),
                                        TEXT("bids of Mr. Lee")};
    static const uint32_t all[] = {0, 1, 2};
    struct tm__tokens t;
    struct tm__phrases p;
    bool name = false;

    cr_assert_eq(tm__tokens_read(&t, documents, 3, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    cr_assert(tm__phrases_start(&p, &t, documents, "en", NULL), "memory");
    cr_assert_eq(tm__phrases_collect(&p, all, 3), TM_OK, "collect");
    for (size_t i = 0; i < p.size; i++) {
        const uint64_t last = p.phrase[i].at + p.phrase[i].length - 1;

        cr_expect_not(t.token[last].flags & TM__TOKEN_TITLE, "Mr is in three, and no label");
        name = name || (p.phrase[i].length == 2 && t.token[last - 1].flags & TM__TOKEN_TITLE);
    }
    cr_expect(name, "Mr. Lee");
    tm__phrases_release(&p);
    tm__tokens_release(&t);
}

/* Is a run of words a candidate of all documents that looks like no piece of a sentence? */
static bool has(const tm_text *documents, size_t count, const char *phrase)
{
    static const uint32_t all[] = {0, 1, 2, 3, 4};
    struct tm__tokens t;
    struct tm__phrases p;
    struct tm__buffer text = {0};
    bool found = false;

    cr_assert_eq(tm__tokens_read(&t, documents, count, "en", NULL, false, NULL, NULL), TM_OK);
    cr_assert(tm__phrases_start(&p, &t, documents, "en", NULL), "memory");
    cr_assert_eq(tm__phrases_collect(&p, all, count), TM_OK, "collect");
    for (size_t i = 0; i < p.size; i++) {
        cr_assert(
            tm__spelling(&text, p.phrase[i].at, p.phrase[i].length, &t, documents, all, count),
            "memory");
        found = found || (strcmp(text.data, phrase) == 0 && !p.phrase[i].loose);
    }
    tm__buffer_release(&text);
    tm__phrases_release(&p);
    tm__tokens_release(&t);
    return found;
}

Test(phrases, part_a_form_in_ing_from_what_is_before_it)
{
    const tm_text burning[] = {
        TEXT("officer rescue man burning truck"), TEXT("cop pull man burning truck"),
        TEXT("video cop pull man burning car"), TEXT("rescue driver burning truck")};
    const tm_text alone[] = {TEXT("officer rescue man burning truck"),
                             TEXT("cop pull man burning truck"), TEXT("video cop pull man burning"),
                             TEXT("rescue driver burning truck")};
    const tm_text marketing[] = {
        TEXT("the new email marketing software"), TEXT("an email marketing firm of theirs"),
        TEXT("the old email marketing software"), TEXT("of email marketing tools")};

    cr_expect(has(burning, 4, "burning truck"), "goes on with different nouns");
    cr_expect_not(has(burning, 4, "man burning"), "a piece");
    cr_expect_not(has(burning, 4, "man burning truck"), "from the burning truck");
    cr_expect(has(alone, 4, "man burning"), "without a noun behind it too");
    cr_expect(has(marketing, 4, "email marketing"), "hardly without the word before it");
}

Test(phrases, score_by_hand)
{
    struct tm__phrase p = {.inside = 3, .content = 2, .weight = 3};

    cr_expect_float_eq(tm__phrase_specific(10, 10, 0.5), 1, 1e-12, "only inside");
    cr_expect_float_eq(tm__phrase_specific(10, 20, 0.5), 0, 1e-12, "as often outside");
    cr_expect_float_eq(tm__phrase_specific(10, 40, 0.5), 0, 1e-12, "rarer inside");
    cr_expect_float_eq(tm__phrase_specific(3, 3, 1), 1, 1e-12, "no outside");
    cr_expect_float_eq(tm__phrase_worth(&p, 4, 0.5), 3 * 0.5 * 1.7, 1e-12, "(3/4 - 1/2) / (1/2)");
    p.prior = 6;
    p.word = 0.2;
    p.weight = 1.5;
    cr_expect_float_eq(tm__phrase_worth(&p, 4, 0.5), 1.5 * 0.3 * 1.7, 1e-12,
                       "three documents and the words for six");
    p.loose = true;
    cr_expect_float_eq(tm__phrase_worth(&p, 4, 0.5), 1.5 * 0.3 * 1.7 / 4, 1e-12, "loose");
}

/* Forty words that say nothing, twice each document: longer than a lead. */
#define PADDING                                                                                    \
    "one tree two trees red cart blue cart green hill low hill far town near town old road new "   \
    "road dry wood wet wood warm rain cold rain deep lake flat lake tall mast short mast big net "

Test(phrases, of_a_long_text_stand_for_it_by_place_and_mentions)
{
    static const tm_text articles[] = {
        TEXT("The tower of Anna Holm opens. " PADDING PADDING "Holm spoke. Holm sang. He took home "
             "a glass jar."),
        TEXT("A day with Anna Holm. " PADDING PADDING "For Holm it is late, Holm says of a glass "
             "jar."),
    };
    static const uint32_t both[] = {0, 1};
    struct tm__tokens t;
    struct tm__phrases p;
    double name = 0, thing = 0;

    cr_assert_eq(tm__tokens_read(&t, articles, 2, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    cr_assert(tm__phrases_start(&p, &t, articles, "en", NULL), "memory");
    cr_assert_eq(tm__phrases_collect(&p, both, 2), TM_OK, "collect");
    for (size_t i = 0; i < p.size; i++) {
        const struct tm__token *first = &t.token[p.phrase[i].at];
        const char *text = articles[0].data + first->start;
        cr_expect(p.phrase[i].weight > 0 && p.phrase[i].weight <= 2);
        if (p.phrase[i].at < t.first[1] && strncmp(text, "Anna Holm", 9) == 0)
            name = p.phrase[i].weight;
        if (p.phrase[i].at < t.first[1] && strncmp(text, "glass jar", 9) == 0)
            thing = p.phrase[i].weight;
    }
    cr_expect_gt(thing, 0, "both share it");
    cr_expect_gt(name, 1.2 * thing, "%g %g", name, thing);
    tm__phrases_release(&p);
    tm__tokens_release(&t);
}

static tm_status once(const struct tm__tokens *t)
{
    static const uint32_t document[] = {0, 1, 2};
    struct tm__phrases p;
    tm_status status = TM_ENOMEM;

    if (tm__phrases_start(&p, t, news, "en", NULL)) {
        status = tm__phrases_collect(&p, document, 3);
        tm__phrases_release(&p);
    }
    return status;
}

Test(phrases, survive_allocation_failure)
{
    struct tm__tokens t;

    fault_install();
    cr_assert_eq(tm__tokens_read(&t, news, 5, "en", NULL, false, &fault_run, NULL), TM_OK,
                 "tokens");
    FAULT_LOOP(once(&t));
    tm__tokens_release(&t);
    cr_expect_eq(fault_live, 0, "nothing left");
}
