#define _POSIX_C_SOURCE 200809L /* truncate */
#include "sentence_sample.h"

TestSuite(sentence_model, .init = sample_setup, .fini = sample_teardown);

Test(sentence_model, lists_its_languages)
{
    tm_sentence_model *model = sample_model();
    const char *const *code = tm_sentence_model_codes(model);

    cr_expect_str_eq(code[0], "de", "sorted");
    cr_expect_str_eq(code[1], "en", "sorted");
    cr_expect_null(code[2], "ended by NULL");
    cr_expect_null(tm__sentence_model_find(model, "fr"), "not known");
    cr_expect_null(tm__sentence_model_find(model, NULL), "no code");
    cr_expect_null(tm__sentence_model_find(NULL, "en"), "no model");
    tm_sentence_model_free(model);
    tm_sentence_model_free(NULL);
}

Test(sentence_model, words_of_a_language_stand_beside_its_lists)
{
    tm_sentence_model *model = sample_model();
    const struct tm__sentence_words *en = tm__sentence_model_find(model, "en");
    const struct tm__sentence_words *de = tm__sentence_model_find(model, "de");

    cr_expect_eq(tm__sentence_words_find(en, "nobody", 6) & TM__STARTER, TM__STARTER, "learnt");
    cr_expect_eq(tm__sentence_words_find(en, "the", 3) & (TM__STARTER | TM__STOPWORD),
                 TM__STARTER | TM__STOPWORD, "learnt and listed");
    cr_expect_eq(tm__sentence_words_find(en, "aprx", 4), TM__ABBREVIATION, "an abbreviation");
    cr_expect_eq(tm__sentence_words_find(de, "aprx", 4), 0, "not of German");
    cr_expect(tm__may_start(&en->starters, "Nobody"), "let pass");
    cr_expect(de->nouns, "German nouns are capitals");
    cr_expect_not(en->nouns, "English ones are not");
    tm_sentence_model_free(model);
}

static void expect_refused(const char *why)
{
    tm_sentence_model *model = (tm_sentence_model *)&model; /* must come back NULL */
    tm_error err = {0};

    cr_expect_eq(tm_sentence_model_load(&model, sample_path, &err), TM_EFORMAT, "%s", why);
    cr_expect_null(model, "%s", why);
    cr_expect_not_null(strstr(err.message, sample_path), "%s: %s", why, err.message);
}

static void write_model(const struct tm__sentence_stored *language, size_t languages,
                        const uint32_t *offset, size_t offsets, const uint8_t *kind, size_t words)
{
    const struct tm__section section[] = {
        {"languages", language, languages * sizeof *language},
        {"offset", offset, offsets * sizeof *offset},
        {"bytes", "ab", 2},
        {"kind", kind, words},
    };

    cr_assert_eq(tm__container_write(sample_path, "sentences", 1, section, 4, NULL), TM_OK,
                 "write");
}

Test(sentence_model, what_makes_no_sense_is_refused)
{
    const struct tm__sentence_stored good = {"en", 0, 2, 0, 0};
    struct tm__sentence_stored two[] = {{"en", 0, 1, 0, 0}, {"de", 1, 1, 0, 0}};
    struct tm__sentence_stored bad = good;
    const uint32_t offset[] = {0, 1, 2}, falling[] = {0, 3, 2}, late[] = {1, 1, 2};
    const uint8_t kind[] = {1, 2}, odd[] = {1, 16};
    tm_sentence_model *model;

    write_model(&good, 1, offset, 3, kind, 2);
    cr_assert_eq(tm_sentence_model_load(&model, sample_path, NULL), TM_OK, "this one is good");
    tm_sentence_model_free(model);
    write_model(&good, 1, falling, 3, kind, 2);
    expect_refused("falling offsets");
    write_model(&good, 1, late, 3, kind, 2);
    expect_refused("not from 0");
    write_model(&good, 1, offset, 2, kind, 2);
    expect_refused("too few offsets");
    write_model(&good, 1, offset, 3, odd, 2);
    expect_refused("an unknown kind");
    write_model(two, 2, offset, 3, kind, 2);
    expect_refused("languages out of order");
    bad.words = 1;
    write_model(&bad, 1, offset, 3, kind, 2);
    expect_refused("words of no language");
    bad.words = 3;
    write_model(&bad, 1, offset, 3, kind, 2);
    expect_refused("more words than there are");
    bad = good;
    bad.code[0] = 'E';
    write_model(&bad, 1, offset, 3, kind, 2);
    expect_refused("a bad code");
    bad = good;
    bad.nouns = 2;
    write_model(&bad, 1, offset, 3, kind, 2);
    expect_refused("a bad flag");
}

Test(sentence_model, damage_is_an_error_that_names_the_file)
{
    tm_sentence_model *model = sample_model();

    tm_sentence_model_free(model);
    cr_assert_eq(truncate(sample_path, 100), 0, "truncate");
    expect_refused("a part of a file");
    cr_assert_eq(truncate(sample_path, 0), 0, "truncate");
    expect_refused("an empty file");
    remove(sample_path);
    cr_expect_eq(tm_sentence_model_load(&model, sample_path, NULL), TM_EIO, "no file");
}

Test(sentence_model, survives_allocation_failure)
{
    tm_sentence_model *model;

    cr_assert_eq(sample_train(sample_path, NULL, NULL), TM_OK, "train");
    fault_install();
    FAULT_LOOP(tm_sentence_model_load(&model, sample_path, NULL));
    FAULT_LOOP(tm__sentence_model_save(model, sample_path, NULL));
    tm_sentence_model_free(model);
    cr_expect_eq(fault_live, 0, "nothing left");
}
