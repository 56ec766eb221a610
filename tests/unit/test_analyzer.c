#include "fault_alloc.h"

#include "text/analyzer.h"

#include <string.h>

static tm_analyzer *make(const char *language, bool stem)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer;

    options.language = language;
    options.stem = stem;
    cr_assert_eq(tm_analyzer_new(&analyzer, &options, NULL), TM_OK, "%s", language);
    return analyzer;
}

static void expect_term(tm_analyzer *analyzer, const char *why, const char *form, const char *want)
{
    tm_text term;

    cr_assert_eq(tm_analyzer_term(analyzer, &term, form, strlen(form), NULL), TM_OK, "%s", why);
    cr_expect(term.size == strlen(want) &&
                  (term.size == 0 || memcmp(term.data, want, term.size) == 0),
              "%s: %s gives '%.*s'", why, form, (int)term.size, term.data);
}

static const struct {
    const char *why, *language;
    bool stem;
    const char *form, *want;
} cases[] = {
    {"folded", "en", false, "Minister", "minister"},
    {"a stop word is dropped", "en", false, "The", ""},
    {"possessive", "en", false, "Israel\u2019s", "israel"},
    {"an apostrophe inside a name stays", "en", false, "Sa'ar\u2019s", "sa'ar"},
    {"possessive of a stop word", "en", false, "it's", ""},
    {"contraction of a stop word", "en", false, "they\u2019ll", ""},
    {"a name that ends like a contraction", "en", false, "Sa'd", "sa'd"},
    {"negation", "en", false, "don\u2019t", ""},
    {"the country with dots", "en", false, "U.S.", "u.s"},
    {"without the last dot", "en", false, "U.S", "u.s"},
    {"without any", "en", false, "US", "u.s"},
    {"the pronoun", "en", false, "us", ""},
    {"its stem is itself", "en", true, "U.S.", "u.s"},
    {"another country with dots", "en", false, "U.K.", "uk"},
    {"and without", "en", false, "UK", "uk"},
    {"four letters", "en", false, "U.S.S.R.", "ussr"},
    {"a number keeps its dot", "en", false, "3.5", "3.5"},
    {"a host keeps its dots", "en", false, "bbc.co.uk", "bbc.co.uk"},
    {"other languages: no acronyms", "de", false, "US", "us"},
    {"stemmed", "en", true, "running", "run"},
    {"stemmed without its possessive", "en", true, "Ministers\u2019", "minist"},
    {"a tag is the word", "en", false, "#MeToo", "metoo"},
    {"a handle is not", "en", true, "@Running", "@running"},
    {"an address stays", "en", true, "https://X.org/Runnings", "https://x.org/runnings"},
    {"mark-up", "en", false, "__Minister_", "minister"},
    {"no-break spaces in a number", "fr", false, "10\u00A0000", "10000"},
    {"elision", "fr", false, "l\u2019Iran", "iran"},
    {"elision of two letters", "fr", false, "qu\u2019Alice", "alice"},
    {"elision before a stop word", "fr", false, "d\u2019une", ""},
    {"no elision", "fr", false, "aujourd\u2019hui", "aujourd'hui"},
    {"Italian elision", "it", false, "dell\u2019arte", "arte"},
    {"Turkish case endings", "tr", false, "Ankara\u2019da", "ankara"},
    {"Turkish letters", "tr", false, "ISPARTA", "\u0131sparta"},
    {"Arabic without tatweel and vowels", "ar", false, "\u0643\u0650\u062A\u0640\u0627\u0628",
     "\u0643\u062A\u0627\u0628"},
    {"Hebrew without points", "und", false, "\u05E9\u05B8\u05DC\u05D5\u05DD",
     "\u05E9\u05DC\u05D5\u05DD"},
    {"no language, no stop words", "und", false, "The", "the"},
    {"no language, no possessive", "und", false, "Israel's", "israel's"},
    {"nothing", "en", true, "", ""},
    {"a sign alone", "en", true, "#", "#"},
    {"invalid bytes", "en", true, "\xFF\xFE", "\uFFFD\uFFFD"},
};

Test(analyzer, forms_and_terms)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tm_analyzer *analyzer = make(cases[i].language, cases[i].stem);

        expect_term(analyzer, cases[i].why, cases[i].form, cases[i].want);
        tm_analyzer_free(analyzer);
    }
}

Test(analyzer, options)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer;

    options.keep_case = true;
    options.min_length = 3;
    options.strip_accents = true;
    cr_assert_eq(tm_analyzer_new(&analyzer, &options, NULL), TM_OK, "status");
    expect_term(analyzer, "case kept", "NATO", "NATO");
    expect_term(analyzer, "stop words in any case", "The", "");
    expect_term(analyzer, "possessive in any case", "NATO'S", "NATO");
    expect_term(analyzer, "accents stripped", "\u00C9t\u00E9", "Ete");
    expect_term(analyzer, "too short", "x\u00E9", "");
    expect_term(analyzer, "not too short", "xyz", "xyz");
    tm_analyzer_free(analyzer);

    options = (tm_analyzer_options)TM_ANALYZER_INIT;
    options.keep_stopwords = true;
    cr_assert_eq(tm_analyzer_new(&analyzer, &options, NULL), TM_OK, "status");
    expect_term(analyzer, "stop words kept", "The", "the");
    tm_analyzer_free(analyzer);

    cr_assert_eq(tm_analyzer_new(&analyzer, NULL, NULL), TM_OK, "no options: English");
    expect_term(analyzer, "stop word", "the", "");
    tm_analyzer_free(analyzer);
}

Test(analyzer, knows_the_stop_words_it_keeps)
{
    static const struct {
        const char *form;
        bool stop;
    } words[] = {{"The", true}, {"harbour", false}, {"don't", true}, {"U.S.", false}, {"", false}};
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *kept, *dropped = make("en", true);
    tm_text term;

    options.keep_stopwords = true;
    options.stem = true;
    cr_assert_eq(tm_analyzer_new(&kept, &options, NULL), TM_OK, "new");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *form = words[i].form;
        cr_assert_eq(tm_analyzer_term(kept, &term, form, strlen(form), NULL), TM_OK, "term");
        cr_expect_eq(tm__analyzer_met_stopword(kept), words[i].stop, "%s", form);
        cr_assert_eq(tm_analyzer_term(dropped, &term, form, strlen(form), NULL), TM_OK, "term");
        cr_expect_eq(tm__analyzer_met_stopword(dropped), words[i].stop, "%s, dropped", form);
    }
    tm_analyzer_free(kept);
    tm_analyzer_free(dropped);
}

Test(analyzer, fails_with_its_options)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer = (tm_analyzer *)&options;

    options.language = "xx";
    cr_expect_eq(tm_analyzer_new(&analyzer, &options, NULL), TM_ENOTFOUND, "status");
    cr_expect_null(analyzer, "nothing comes back");
}

static tm_analyzer *make_with_own(tm_analyzer_options options, bool alone)
{
    static const tm_text own[] = {{"Ministers", 9},     {"US", 2}, {"@BBC", 4}, {"running", 7},
                                  {"\u00C9t\u00E9", 5}, {"***", 3}};
    tm_analyzer *analyzer;
    tm_stop_list *list;

    cr_assert_eq(tm_stop_list_new(&list, own, 6, alone, NULL), TM_OK, "list");
    options.stop_list = list;
    cr_assert_eq(tm_analyzer_new(&analyzer, &options, NULL), TM_OK, "new");
    tm_stop_list_free(list);
    return analyzer;
}

Test(analyzer, drops_the_stop_words_of_a_list)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer;

    options.stem = true;
    analyzer = make_with_own(options, false);
    expect_term(analyzer, "in any case", "MINISTERS", "");
    expect_term(analyzer, "with what is written on", "ministers\u2019", "");
    expect_term(analyzer, "not what has the same stem", "minister", "minist");
    expect_term(analyzer, "the country", "U.S.", "");
    expect_term(analyzer, "a handle", "@bbc", "");
    expect_term(analyzer, "decomposed", "e\u0301te\u0301", "");
    expect_term(analyzer, "before it is stemmed", "running", "");
    expect_term(analyzer, "another form", "runs", "run");
    expect_term(analyzer, "those of the language too", "the", "");
    tm_analyzer_free(analyzer);

    analyzer = make_with_own(options, true);
    expect_term(analyzer, "only those of the list", "the", "the");
    expect_term(analyzer, "those", "running", "");
    expect_term(analyzer, "spelt as where they are kept", "they\u2019ll", "they'll");
    expect_term(analyzer, "the country, not the pronoun", "us", "us");
    tm_analyzer_free(analyzer);
}

Test(analyzer, lists_go_with_other_options)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer;
    tm_text term;
    bool stop;

    options.keep_case = true;
    options.strip_accents = true;
    analyzer = make_with_own(options, false);
    expect_term(analyzer, "case kept", "Ministers", "");
    expect_term(analyzer, "accents stripped", "Ete", "");
    cr_assert(tm__analyzer_stops(analyzer, (tm_text){"RUNNING", 7}, &stop), "memory");
    cr_expect(stop, "asked by term");
    tm_analyzer_free(analyzer);

    options = (tm_analyzer_options)TM_ANALYZER_INIT;
    options.keep_stopwords = true;
    analyzer = make_with_own(options, true);
    cr_assert_eq(tm_analyzer_term(analyzer, &term, "Running", 7, NULL), TM_OK, "term");
    cr_expect(tm__analyzer_met_stopword(analyzer), "kept, and known");
    cr_expect_eq(term.size, 7, "kept");
    tm_analyzer_free(analyzer);

    options = (tm_analyzer_options)TM_ANALYZER_INIT;
    options.rules = TM_WORDS_PYTHON;
    analyzer = make_with_own(options, true);
    expect_term(analyzer, "lower case is looked up", "Running", "");
    expect_term(analyzer, "and words of the list are taken as they are", "Ministers", "ministers");
    expect_term(analyzer, "no other", "the", "the");
    tm_analyzer_free(analyzer);
}

/* From nothing to some terms and back: what an analyser keeps between terms goes with it. */
static tm_status some_terms(void)
{
    static const tm_text own = {"Minister", 8};
    static const char *const forms[] = {"Minister\u2019s", "U.S.", "ﬁnance", "running"};
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer;
    tm_stop_list *list;
    tm_status status = tm_stop_list_new(&list, &own, 1, false, NULL);
    tm_text term;

    if (status != TM_OK)
        return status;
    options.stem = true;
    options.stop_list = list;
    status = tm_analyzer_new(&analyzer, &options, NULL);
    tm_stop_list_free(list);
    for (size_t i = 0; status == TM_OK && i < sizeof forms / sizeof *forms; i++)
        status = tm_analyzer_term(analyzer, &term, forms[i], strlen(forms[i]), NULL);
    tm_analyzer_free(analyzer);
    return status;
}

Test(analyzer, survives_allocation_failure)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer;
    tm_text term;

    fault_install();
    options.stem = true;
    options.keep_case = true;
    FAULT_LOOP(some_terms());
    FAULT_LOOP(tm_analyzer_new(&analyzer, &options, NULL));
    fault_after = 1; /* the term fits, the folded copy does not */
    cr_expect_eq(tm_analyzer_term(analyzer, &term, "Minister\u2019s", 11, NULL), TM_ENOMEM,
                 "status");
    cr_expect_eq(term.size, 0, "no term");
    fault_after = -1;
    expect_term(analyzer, "goes on", "Running", "Run");
    tm_analyzer_free(analyzer);
    cr_expect_eq(fault_live, 0, "nothing left");
}
