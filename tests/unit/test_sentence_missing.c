/* tm_sentences_trained(): sentences without an end mark, and what a model says of abbreviations. */
#include "sentence_sample.h"

#include <tm/text.h>

TestSuite(sentence_missing, .init = sample_setup, .fini = sample_teardown);

/* The sentences of a text with | between. */
static char *cut(const char *text, const char *language, const tm_sentence_model *model)
{
    static char out[400];
    tm_span *span;
    size_t count, used = 0;

    cr_assert_eq(
        tm_sentences_trained(&span, &count, text, strlen(text), language, model, NULL), TM_OK);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            out[used++] = '|';
        memcpy(out + used, text + span[i].start, span[i].end - span[i].start);
        used += span[i].end - span[i].start;
    }
    out[used] = '\0';
    tm_free(span);
    return out;
}

Test(sentence_missing, a_starter_behind_a_word_starts_a_sentence)
{
    static const struct {
        const char *language, *text, *cut;
    } cases[] = {
        {"en", "Prices rise today The bank said so.", "Prices rise today|The bank said so."},
        {"en", "Rain in 2014 The bank said so.", "Rain in 2014|The bank said so."},
        {"en", "\"Rain today\" The bank said so.", "\"Rain today\"|The bank said so."},
        {"en", "Rain; The bank said so.", "Rain;|The bank said so."},
        {"en", "A ra\u00E7\u00E3o The bank said so.", "A ra\u00E7\u00E3o|The bank said so."},
        {"en", "One rose The bank fell The river rose", "One rose|The bank fell|The river rose"},
        {"en", "It is in The bank now.", "It is in The bank now."},     /* behind a function word */
        {"en", "They saw The Script live.", "They saw The Script live."}, /* a name */
        {"en", "It is a (The bank) now.", "It is a (The bank) now."},
        {"en", "A band The bank paid.", "A band The bank paid."}, /* a collocation */
        {"en", "Prices rise, The bank said.", "Prices rise, The bank said."},
        {"en", "Prices x The bank said.", "Prices x The bank said."},
        {"en", "Prices rise THE bank said.", "Prices rise THE bank said."},
        {"en", "Prices rise Oslo said so.", "Prices rise Oslo said so."},
        {"en", "Prices rise The", "Prices rise The"},
        {"en", "The bank", "The bank"},
        {"en", "1) The bank fell 2) The river rose", "1) The bank fell|2) The river rose"},
        {"en", " The bank", "The bank"},
        {"fr", "Prices rise today The bank said so.", "Prices rise today The bank said so."},
        {NULL, "Prices rise today The bank said so.", "Prices rise today The bank said so."},
    };
    tm_sentence_model *model = sample_model();

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_str_eq(cut(cases[i].text, cases[i].language, model), cases[i].cut, "'%s'",
                         cases[i].text);
        cr_expect_null(strstr(cut(cases[i].text, cases[i].language, NULL), "|The bank"),
                       "'%s' without a model", cases[i].text);
    }
    tm_sentence_model_free(model);
}

/* The blocks of 64 bytes that are looked at start anywhere. */
Test(sentence_missing, place_does_not_matter)
{
    tm_sentence_model *model = sample_model();
    char text[200], want[200];

    for (int blanks = 0; blanks < 130; blanks++) {
        snprintf(text, sizeof text, "%*sPrices rise The bank said", blanks, "");
        snprintf(want, sizeof want, "Prices rise|The bank said");
        cr_expect_str_eq(cut(text, "en", model), want, "%d blanks", blanks);
        snprintf(text, sizeof text, "Prices %0*d The bank said", blanks + 1, 0);
        snprintf(want, sizeof want, "Prices %0*d|The bank said", blanks + 1, 0);
        if (blanks < 40)
            cr_expect_str_eq(cut(text, "en", model), want, "%d digits", blanks);
    }
    tm_sentence_model_free(model);
}

Test(sentence_missing, a_learnt_abbreviation_ends_nothing)
{
    tm_sentence_model *model = sample_model();

    cr_expect_str_eq(cut("It took aprx. Forty boats.", "en", model), "It took aprx. Forty boats.");
    cr_expect_str_eq(cut("It took aprx. Forty boats.", "en", NULL), "It took aprx.|Forty boats.");
    cr_expect_str_eq(cut("It was aprx. The bank fell.", "en", model),
                     "It was aprx.|The bank fell.", "a starter behind it");
    tm_sentence_model_free(model);
}

Test(sentence_missing, any_bytes_will_do)
{
    tm_sentence_model *model = sample_model();
    uint32_t state = 3;

    for (int round = 0; round < 20000; round++) {
        static const char *const piece[] = {"The", " ", "The ", "rise", "; ", "\xC3", "\xE2\x80",
                                            "A", "'", "\" ", "1", ".", "\n", "band ", "Oslo"};
        char text[200] = "";
        size_t size = 0, count, end = 0;
        tm_span *span;

        for (int i = 0; i < 14; i++) {
            const char *p;

            state = state * 1664525u + 1013904223u;
            p = piece[(state >> 16) % (sizeof piece / sizeof *piece)];
            memcpy(text + size, p, strlen(p));
            size += strlen(p);
        }
        cr_assert_eq(tm_sentences_trained(&span, &count, text, size, "en", model, NULL), TM_OK);
        for (size_t i = 0; i < count; i++) {
            cr_assert_geq(span[i].start, end, "in order: '%s'", text);
            cr_assert_gt(span[i].end, span[i].start, "not empty: '%s'", text);
            for (size_t k = end; k < span[i].start; k++)
                cr_assert_leq((unsigned char)text[k], ' ', "nothing lost: '%s'", text);
            end = span[i].end;
        }
        tm_free(span);
    }
    tm_sentence_model_free(model);
}

Test(sentence_missing, survives_allocation_failure)
{
    static const char text[] = "Prices rise The bank said. The end";
    tm_sentence_model *model;
    tm_span *span;
    size_t count;

    fault_install();
    model = sample_model();
    FAULT_LOOP(tm_sentences_trained(&span, &count, text, sizeof text - 1, "en", model, NULL));
    tm_free(span);
    tm_sentence_model_free(model);
    cr_expect_eq(fault_live, 0, "nothing left");
}
