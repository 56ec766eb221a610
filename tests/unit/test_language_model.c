#define _POSIX_C_SOURCE 200809L /* truncate */
#include "language_sample.h"
#include "text/language_model.h"

#include <math.h>

TestSuite(language_model, .init = sample_setup, .fini = sample_teardown);

Test(language_model, lists_its_languages)
{
    tm_language *model = sample_model();
    const char *const *code = tm_language_codes(model);

    cr_expect_str_eq(code[0], "aba", "sorted");
    cr_expect_str_eq(code[2], "ru", "sorted");
    cr_expect_str_eq(code[3], "udo", "sorted");
    cr_expect_null(code[4], "ended by NULL");
    tm_language_free(model);
    tm_language_free(NULL);
}

Test(language_model, codes_are_short_lower_case_words)
{
    static const struct {
        char code[8];
        bool ok;
    } cases[] = {
        {"en", true},   {"zhoabcd", true},          {"e", false}, {"", false}, {"EN", false},
        {"e n", false}, {{'a', 'b', 0, 'c'}, false}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm__language_code_ok(cases[i].code), cases[i].ok, "'%s'", cases[i].code);
}

static void expect_refused(const char *why)
{
    tm_language *model = (tm_language *)&model; /* must come back NULL */
    tm_error err = {0};

    cr_expect_eq(tm_language_load(&model, sample_path, &err), TM_EFORMAT, "%s", why);
    cr_expect_null(model, "%s", why);
    cr_expect_not_null(strstr(err.message, sample_path), "%s: %s", why, err.message);
}

Test(language_model, damage_is_an_error_that_names_the_file)
{
    tm_language *model = sample_model();
    FILE *f;

    tm_language_free(model);
    f = fopen(sample_path, "r+b");
    fseek(f, 5000, SEEK_SET);
    fputc('#', f);
    fputc('!', f);
    fclose(f);
    expect_refused("a flipped byte");
    cr_assert_eq(truncate(sample_path, 3000), 0, "truncate");
    expect_refused("half a file");
    cr_assert_eq(truncate(sample_path, 0), 0, "truncate");
    expect_refused("an empty file");
    remove(sample_path);
    cr_expect_eq(tm_language_load(&model, sample_path, NULL), TM_EIO, "no file");
}

/* A file whose checksum is right may still hold nonsense. */
Test(language_model, nonsense_with_a_right_checksum_is_refused)
{
    tm_language *model = sample_model();
    static float output[4 * TM__LANGUAGE_RANK];
    const char *code[] = {"aba", "eci", "ru", "udo", NULL},
               *swapped[] = {"eci", "aba", "ru", "udo"};
    const char *wrong[] = {"aba", "eci", "ru", "u", NULL};
    tm_language bad;

    memcpy(output, model->output, sizeof output);
#define REFUSED(why, change)                                                                       \
    do {                                                                                           \
        bad = *model;                                                                              \
        bad.code = code;                                                                           \
        bad.output = output;                                                                       \
        change;                                                                                    \
        cr_assert_eq(tm__language_save(&bad, sample_path, NULL), TM_OK, "save");                   \
        expect_refused(why);                                                                       \
    } while (0)
    REFUSED("no slope", bad.slope = 0);
    REFUSED("a slope that is no number", bad.slope = (double)NAN);
    REFUSED("a steep power", bad.power = 9);
    REFUSED("no rows", bad.rows = 0);
    REFUSED("one language", bad.languages = 1);
    REFUSED("codes out of order", bad.code = swapped);
    REFUSED("a code of one letter", bad.code = wrong);
    REFUSED("an endless weight", output[5] = INFINITY);
#undef REFUSED
    tm_language_free(model);
}

Test(language_model, a_missing_section_is_refused)
{
    const uint32_t shape[6] = {1, 2, 0, 0x3FF00000, 0, 0}; /* 1 row, 2 languages, slope 1.0 */
    const struct tm__section section[] = {{"shape", shape, sizeof shape},
                                          {"codes", "en\0\0\0\0\0\0", 8}};

    cr_assert_eq(tm__container_write(sample_path, "language", 1, section, 1, NULL), TM_OK, "write");
    expect_refused("no codes");
    cr_assert_eq(tm__container_write(sample_path, "language", 1, section, 2, NULL), TM_OK, "write");
    expect_refused("fewer codes than languages");
    cr_assert_eq(tm__container_write(sample_path, "tfidf", 1, section, 2, NULL), TM_OK, "write");
    expect_refused("another kind");
}

Test(language_model, survives_allocation_failure)
{
    tm_language *model;

    cr_assert_eq(sample_train(sample_path, NULL, NULL), TM_OK, "train");
    fault_install();
    FAULT_LOOP(tm_language_load(&model, sample_path, NULL));
    FAULT_LOOP(tm__language_save(model, sample_path, NULL));
    tm_language_free(model);
    cr_expect_eq(fault_live, 0, "nothing left");
}
