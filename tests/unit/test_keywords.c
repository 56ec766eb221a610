#include "fault_alloc.h"

#include <stdio.h>
#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

static const tm_text article[] = {
    TEXT("Senate passes coastal water bill"),
    TEXT("The Senate passed the Coastal Water Bill late. Ines Halloran backed coastal water bills; "
         "Halloran\xe2\x80\x99s ports did not. The senate\xe2\x80\x99s vote ended it."),
};

/* The phrases with a bar between. */
static const char *phrases(const tm_text *documents, size_t count, const tm_keyword_options *o)
{
    static char out[1024];
    tm_keywords *k;

    out[0] = '\0';
    cr_assert_eq(tm_keywords_find(&k, documents, count, o, NULL, NULL), TM_OK, "find");
    for (size_t i = 0; i < k->count; i++) {
        cr_expect(i == 0 || k->keyword[i].score <= k->keyword[i - 1].score, "the best first");
        sprintf(out + strlen(out), "%s%s", i ? "|" : "", k->keyword[i].text);
    }
    tm_keywords_free(k);
    return out;
}

Test(keywords, places_and_spelling)
{
    tm_keyword_options o = TM_KEYWORD_INIT;
    tm_keywords *k;

    o.count = 3;
    cr_assert_eq(tm_keywords_find(&k, article, 2, &o, NULL, NULL), TM_OK, "find");
    cr_assert_eq(k->count, 3, "as many as were asked for");
    cr_expect_str_eq(k->keyword[0].text, "coastal water bill", "the usual spelling");
    cr_expect_eq(k->keyword[0].places, 3, "all spellings");
    cr_expect_eq(k->keyword[0].documents, 2, "documents");
    for (size_t i = 0; i < k->count; i++)
        for (size_t p = 0; p < k->keyword[i].places; p++) {
            const tm_keyword_place *place = &k->keyword[i].place[p];
            const char *text = article[place->document].data + place->start;
            cr_expect(place->start < place->end && place->end <= article[place->document].size,
                      "in");
            cr_expect(text[0] == k->keyword[i].text[0] || text[0] == k->keyword[i].text[0] - 32 ||
                          text[0] == k->keyword[i].text[0] + 32,
                      "%s at %zu", k->keyword[i].text, place->start);
        }
    tm_keywords_free(k);
}

Test(keywords, no_phrase_in_another)
{
    static const char *const names[] = {"rarity", "textrank", "rake", "yake"};

    for (int a = TM_KEYWORDS_RARITY; a <= TM_KEYWORDS_YAKE; a++) {
        tm_keyword_options o = TM_KEYWORD_INIT;
        const char *got;
        o.algorithm = (tm_keyword_algorithm)a;
        got = phrases(article, 2, &o);
        cr_expect(strstr(got, "oastal"), "%s: %s", names[a], got);
        cr_expect_null(strstr(got, "|water"), "%s: %s", names[a], got);
        cr_expect_null(strstr(got, "\xe2\x80\x99s|"), "%s: %s", names[a], got);
    }
}

Test(keywords, no_stop_word_of_ones_own_at_an_edge)
{
    static const tm_text own[] = {TEXT("Coastal"), TEXT("halloran")};
    tm_keyword_options o = TM_KEYWORD_INIT;
    tm_stop_list *list;
    tm_keywords *k;

    cr_assert_eq(tm_stop_list_new(&list, own, 2, false, NULL), TM_OK, "list");
    o.stop_list = list;
    for (int algorithm = TM_KEYWORDS_RARITY; algorithm <= TM_KEYWORDS_YAKE; algorithm++) {
        o.algorithm = (tm_keyword_algorithm)algorithm;
        cr_assert_eq(tm_keywords_find(&k, article, 2, &o, NULL, NULL), TM_OK, "find");
        cr_expect_gt(k->count, 2, "%d", algorithm);
        for (size_t i = 0; i < k->count; i++)
            cr_expect(strncmp(k->keyword[i].text + 1, "oastal", 6) != 0 &&
                          !strstr(k->keyword[i].text, "Halloran"),
                      "%d: %s", algorithm, k->keyword[i].text);
        tm_keywords_free(k);
    }
    tm_stop_list_free(list);
}

Test(keywords, edges)
{
    static const tm_text empty = {NULL, 0}, stops = TEXT("And so it was, was it not?"),
                         numbers = TEXT("12 13 1,000.50"), one = TEXT("Storm"),
                         bytes = TEXT("\xff\xfe \0 \xc3");
    static char thousand[100000];
    const tm_text all_x = {thousand, sizeof thousand};
    tm_keyword_options o = TM_KEYWORD_INIT;

    cr_expect_str_eq(phrases(NULL, 0, NULL), "", "no document");
    cr_expect_str_eq(phrases(&empty, 1, NULL), "", "an empty one");
    cr_expect_str_eq(phrases(&stops, 1, NULL), "", "stop words");
    cr_expect_str_eq(phrases(&numbers, 1, NULL), "", "numbers");
    cr_expect_str_eq(phrases(&one, 1, NULL), "Storm", "a word");
    cr_expect_str_eq(phrases(&bytes, 1, NULL), "", "bytes");
    memset(thousand, 'x', sizeof thousand);
    cr_expect_eq(strlen(phrases(&all_x, 1, NULL)), 63, "cut, with an ellipsis");
    o.language = "zh";
    cr_expect_str_eq(
        phrases(&(tm_text)TEXT("\xe4\xb8\xad\xe6\x96\x87\xe4\xbf\xa1\xe6\x81\xaf"), 1, &o),
        "\xe4\xb8\xad\xe6\x96\x87|\xe6\x96\x87\xe4\xbf\xa1|\xe4\xbf\xa1\xe6\x81\xaf",
        "without spaces: pairs");
    o.language = "de";
    cr_expect_str_eq(phrases(&(tm_text)TEXT("Der Bahnhof und die Genossenschaft"), 1, &o),
                     "Bahnhof|Genossenschaft", "another language");
}

Test(keywords, options_are_checked)
{
    tm_keyword_options o = TM_KEYWORD_INIT;
    tm_keywords *k;
    tm_error err;

    o.longest = 5;
    cr_expect_eq(tm_keywords_find(&k, article, 2, &o, NULL, &err), TM_EINVAL, "longest");
    o.longest = 1;
    cr_expect_null(strchr(phrases(article, 2, &o), ' '), "words alone");
    o.algorithm = (tm_keyword_algorithm)4;
    cr_expect_eq(tm_keywords_find(&k, article, 2, &o, NULL, &err), TM_EINVAL, "algorithm");
    o.algorithm = TM_KEYWORDS_RAKE;
    o.language = "xx";
    cr_expect_eq(tm_keywords_find(&k, article, 2, &o, NULL, &err), TM_ENOTFOUND, "language");
    o.size = 1;
    cr_expect_eq(tm_keywords_find(&k, article, 2, &o, NULL, &err), TM_EINVAL, "size");
    cr_expect_null(k, "nothing");
}

static tm_status keywords_once(tm_keyword_algorithm algorithm)
{
    tm_keyword_options o = TM_KEYWORD_INIT;
    tm_keywords *k;
    tm_status status;

    o.algorithm = algorithm;
    status = tm_keywords_find(&k, article, 2, &o, NULL, NULL);
    if (status == TM_OK)
        tm_keywords_free(k);
    return status;
}

Test(keywords, survives_allocation_failure)
{
    fault_install();
    for (int a = TM_KEYWORDS_RARITY; a <= TM_KEYWORDS_YAKE; a++)
        FAULT_LOOP(keywords_once((tm_keyword_algorithm)a));
    cr_expect_eq(fault_live, 0, "nothing left");
}
