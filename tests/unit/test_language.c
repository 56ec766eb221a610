#include "language_sample.h"
#include "text/language_model.h"

TestSuite(language, .init = sample_setup, .fini = sample_teardown);

static tm_language_guess guess(const tm_language *model, const char *text)
{
    tm_language_guess g;

    cr_assert_eq(tm_language_detect(model, text, strlen(text), &g, 1), 1, "one guess");
    return g;
}

Test(language, knows_what_it_was_taught)
{
    tm_language *model = sample_model();

    cr_expect_str_eq(guess(model, "labar barla abbar").code, "aba", "the first");
    cr_expect_str_eq(guess(model, "cincetle, ectle; 42").code, "eci", "with punctuation");
    cr_expect_str_eq(guess(model, "DUNUDOR ODDU").code, "udo", "in capitals");
    cr_expect_str_eq(guess(model, "\u0434\u0430\u043D\u0435").code, "ru", "another script");
    cr_expect_str_eq(guess(model, "https://labar.barla/abbar odnu").code, "udo", "no addresses");
    cr_expect_gt(guess(model, "labar barla abbar labar").score, 0.9, "sure");
    tm_language_free(model);
}

Test(language, text_without_letters_is_undetermined)
{
    static const struct {
        const char *why, *text;
        size_t size;
    } cases[] = {
        {"empty", "", 0},
        {"NULL", NULL, 0},
        {"digits", "2026 7 %", 8},
        {"NULs", "\0\0", 2},
        {"bytes that are no text", "\xFF\xC0\x80", 3},
        {"a script never seen", "\u0E01\u0E02", 6},
        {"an address", "http://a.b/labar", 16},
    };
    tm_language *model = sample_model();

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tm_language_guess g[3];

        cr_expect_eq(tm_language_detect(model, cases[i].text, cases[i].size, g, 3), 1, "%s",
                     cases[i].why);
        cr_expect_str_eq(g->code, "und", "%s", cases[i].why);
        cr_expect_eq(g->score, 0, "%s", cases[i].why);
    }
    tm_language_free(model);
}

Test(language, guesses_are_ordered_and_add_up)
{
    tm_language *model = sample_model();
    tm_language_guess g[6];
    double sum = 0;

    cr_expect_eq(tm_language_detect(model, "labar odnu", 10, g, 0), 0, "none wanted");
    cr_assert_eq(tm_language_detect(model, "labar odnu", 10, g, 6), 4, "as many as there are");
    for (size_t i = 0; i < 4; i++) {
        sum += g[i].score;
        cr_expect(i == 0 || g[i].score <= g[i - 1].score, "guess %zu is no better", i);
        for (size_t j = 0; j < i; j++)
            cr_expect_str_neq(g[i].code, g[j].code, "no language twice");
    }
    cr_expect_float_eq(sum, 1, 1e-9, "probabilities");
    tm_language_free(model);
}

/* 8 KiB of one language, then 56 KiB of another: the pieces of the rest count too. */
Test(language, long_texts_are_sampled)
{
    static char text[64 << 10];
    tm_language *model = sample_model();
    tm_language_guess g;

    for (size_t i = 0; i < sizeof text; i += 8)
        memcpy(text + i, i < (8 << 10) ? "labarab " : "odnudor ", 8);
    tm_language_detect(model, text, 12 << 10, &g, 1);
    cr_expect_str_eq(g.code, "aba", "two thirds");
    memset(text, '7', 8 << 10);
    tm_language_detect(model, text, sizeof text, &g, 1);
    cr_expect_str_eq(g.code, "udo", "a head of digits");
    tm_language_free(model);
}

/* The sums of eight bytes at a time against one at a time. */
Test(language, sums_are_exact)
{
    tm_language *model = sample_model();
    struct tm__language_sum sum = {{0}, 0};
    int32_t want[TM__LANGUAGE_RANK] = {0};
    static char text[2000];
    struct tm__gram g[16];
    struct tm__grams reader;
    size_t n, total = 0;

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "labrodu nect"[i * i % 12];
    tm__language_add(&sum, model, text, sizeof text);
    tm__grams_start(&reader, text, sizeof text, model->blocks);
    for (; (n = tm__grams_next(&reader, g, 16)) > 0; total += n)
        for (size_t i = 0; i < n; i++)
            for (int d = 0; d < TM__LANGUAGE_RANK; d++)
                want[d] += model->row[tm__language_row(g[i].hash, model->rows) * TM__LANGUAGE_RANK +
                                      (size_t)d] -
                           TM__LANGUAGE_ZERO;
    cr_expect_eq(sum.ngrams, total, "n-grams");
    cr_expect_arr_eq(sum.at, want, sizeof want, "sums");
    tm_language_free(model);
}

Test(language, any_bytes_are_text)
{
    tm_language *model = sample_model();
    unsigned char text[300];
    uint32_t state = 1;

    for (int round = 0; round < 2000; round++) {
        const size_t size = (size_t)round % sizeof text;
        tm_language_guess g;

        for (size_t i = 0; i < size; i++)
            text[i] = (unsigned char)((state = state * 1664525 + 1013904223) >> 24);
        cr_expect_eq(tm_language_detect(model, (char *)text, size, &g, 1), 1, "round %d", round);
        cr_expect(g.score >= 0 && g.score <= 1, "round %d: %g", round, g.score);
    }
    tm_language_free(model);
}
