#include "fault_alloc.h"
#include "text/python_words.h"

#include <string.h>

/* The words of a text, in lower case, with a bar behind each. */
static void expect(const char *text, const char *wanted)
{
    struct tm__words words;
    struct tm__buffer out = {NULL, 0, 0};
    tm_span word;

    tm__words_start(&words, text, strlen(text), TM_WORDS_PYTHON);
    while (tm__words_next(&words, &word)) {
        cr_assert(tm__python_lower(&out, text + word.start, word.end - word.start, false), "lower");
        cr_assert(tm__buffer_append(&out, "|", 1), "append");
    }
    cr_expect(out.size == strlen(wanted) &&
                  (out.size == 0 || memcmp(out.data, wanted, out.size) == 0),
              "%s: %.*s", text, (int)out.size, out.data);
    tm__buffer_release(&out);
}

Test(python_words, runs_of_two_or_more)
{
    expect("", "");
    expect("A bc, D-ef g.h 12 3", "bc|ef|12|");
    expect("it's l\u2019eau x_y __ _", "it|eau|x_y|__|");
    expect("na\u00efve \u00e9 \u00c9t\u00c9", "na\u00efve|\u00e9t\u00e9|");
    expect("\u4e00\u4e8c\u4e09 \u00bd\u00bd \u2167\u2167",
           "\u4e00\u4e8c\u4e09|\u00bd\u00bd|\u2177\u2177|");
}

Test(python_words, marks_end_a_run)
{
    expect("e\u0301te\u0301", "te|");
    expect("\u0928\u092e\u0938\u094d\u0924\u0947", "\u0928\u092e\u0938|");
}

Test(python_words, dotted_i_is_two_characters_in_lower_case)
{
    expect("\u0130STANBUL", "stanbul|");
    expect("A\u0130B\u0130 \u0130\u0130", "ai|bi|");
}

Test(python_words, a_whole_text_keeps_the_mark_of_the_dotted_i)
{
    static const char text[] = "\u0130 B\u0130L", wanted[] = "i\u0307 bi\u0307l";
    struct tm__buffer out = {NULL, 0, 0};

    cr_assert(tm__python_lower(&out, text, sizeof text - 1, true), "lower");
    cr_expect(out.size == sizeof wanted - 1 && memcmp(out.data, wanted, out.size) == 0, "%.*s",
              (int)out.size, out.data);
    tm__buffer_release(&out);
}

Test(python_words, the_last_sigma_is_another)
{
    expect("\u039f\u0394\u039f\u03a3 \u03a3\u039f\u03a6\u039f\u03a3 \u03a3\u03a3",
           "\u03bf\u03b4\u03bf\u03c2|\u03c3\u03bf\u03c6\u03bf\u03c2|\u03c3\u03c2|");
}

Test(python_words, invalid_bytes_are_no_words)
{
    expect("ab\xff"
           "cd \xc3\xa9\xe2\x82",
           "ab|cd|");
}

Test(python_words, analyzer_drops_the_stop_words_of_scikit_learn)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *a;
    tm_text term;

    options.rules = TM_WORDS_PYTHON;
    cr_assert_eq(tm_analyzer_new(&a, &options, NULL), TM_OK, "new");
    cr_assert_eq(tm_analyzer_term(a, &term, "Thence", 6, NULL), TM_OK, "term");
    cr_expect_eq(term.size, 0, "a stop word");
    cr_assert_eq(tm_analyzer_term(a, &term, "#U.S_", 5, NULL), TM_OK, "term");
    cr_expect(term.size == 5 && memcmp(term.data, "#u.s_", 5) == 0, "nothing but lower case");
    tm_analyzer_free(a);
    cr_expect_eq(tm__python_stopwords.count, 318, "all of them");
    options.strip_accents = true;
    cr_expect_eq(tm_analyzer_new(&a, &options, NULL), TM_EINVAL, "accents stay");
}

Test(python_words, survives_allocation_failure)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *a;
    tm_text term;

    options.rules = TM_WORDS_PYTHON;
    fault_install();
    FAULT_LOOP(tm_analyzer_new(&a, &options, NULL));
    FAULT_LOOP(tm_analyzer_term(a, &term, "Geneva", 6, NULL));
    tm_analyzer_free(a);
    cr_expect_eq(fault_live, 0, "nothing left");
}
