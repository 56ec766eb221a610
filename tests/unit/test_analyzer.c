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

static void expect_failure(tm_analyzer_options options, tm_status want, const char *start)
{
    tm_analyzer *analyzer = (tm_analyzer *)&options;
    tm_error err = {0};

    cr_expect_eq(tm_analyzer_new(&analyzer, &options, &err), want, "%s", start);
    cr_expect_null(analyzer, "%s", start);
    cr_expect_eq(strncmp(err.message, start, strlen(start)), 0, "got '%s'", err.message);
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

Test(analyzer, rejects_impossible_options)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_error err;
    tm_analyzer *analyzer;

    options.language = "xx";
    expect_failure(options, TM_ENOTFOUND, "unknown language 'xx'; have: ");
    cr_assert_eq(tm_analyzer_new(&analyzer, &options, &err), TM_ENOTFOUND, "status");
    cr_expect(strstr(err.message, " yi "), "languages with a stemmer: %s", err.message);
    cr_expect_str_eq(err.message + strlen(err.message) - 4, " und", "whole: %s", err.message);
    options.language = "all that the user wrote there";
    expect_failure(options, TM_ENOTFOUND,
                   "unknown language 'all that the user wrote there'; languages are codes");
    options.language = "vi";
    options.stem = true;
    expect_failure(options, TM_EINVAL, "no stemmer for language 'vi'; have: ar ca da");
    options.language = "und";
    expect_failure(options, TM_EINVAL, "no stemmer for language 'und'");
    options = (tm_analyzer_options)TM_ANALYZER_INIT;
    options.rules = (tm_word_rules)5;
    expect_failure(options, TM_EINVAL, "unknown word rules 5");
    options = (tm_analyzer_options)TM_ANALYZER_INIT;
    options.size = 0;
    expect_failure(options, TM_EINVAL, "analyzer options of 0 bytes");
}

/* From nothing to some terms and back: what an analyser keeps between terms goes with it. */
static tm_status some_terms(void)
{
    static const char *const forms[] = {"Minister\u2019s", "U.S.", "ﬁnance", "running"};
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer;
    tm_status status;
    tm_text term;

    options.stem = true;
    status = tm_analyzer_new(&analyzer, &options, NULL);
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
