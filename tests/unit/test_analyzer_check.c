#include <criterion/criterion.h>

#include "text/analyzer_check.h"

#include <string.h>

static void expect_failure(tm_analyzer_options options, tm_status want, const char *start)
{
    tm_analyzer_options checked;
    tm_error err = {0};

    cr_expect_eq(tm__analyzer_check(&checked, &options, &err), want, "%s", start);
    cr_expect_eq(strncmp(err.message, start, strlen(start)), 0, "got '%s'", err.message);
}

Test(analyzer_check, fills_in_what_is_missing)
{
    tm_analyzer_options given = TM_ANALYZER_INIT, checked;

    cr_assert_eq(tm__analyzer_check(&checked, NULL, NULL), TM_OK, "nothing given");
    cr_expect_str_eq(checked.language, "en");
    given.size = offsetof(tm_analyzer_options, stem); /* of an older caller */
    given.language = "de";
    given.stem = true;
    cr_assert_eq(tm__analyzer_check(&checked, &given, NULL), TM_OK, "short");
    cr_expect_str_eq(checked.language, "de");
    cr_expect_not(checked.stem, "not part of it");
}

Test(analyzer_check, names_what_there_is)
{
    tm_analyzer_options options = TM_ANALYZER_INIT, checked;
    tm_error err;

    options.language = "xx";
    expect_failure(options, TM_ENOTFOUND, "unknown language 'xx'; have: ");
    cr_assert_eq(tm__analyzer_check(&checked, &options, &err), TM_ENOTFOUND, "status");
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
}

Test(analyzer_check, rejects_impossible_options)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;

    options.rules = (tm_word_rules)5;
    expect_failure(options, TM_EINVAL, "unknown word rules 5");
    options.rules = TM_WORDS_PYTHON;
    options.strip_accents = true;
    expect_failure(options, TM_EINVAL, "these word rules cannot strip accents");
    options = (tm_analyzer_options)TM_ANALYZER_INIT;
    options.size = 0;
    expect_failure(options, TM_EINVAL, "analyzer options of 0 bytes");
}
